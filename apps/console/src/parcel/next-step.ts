import type { Logistics } from '@concord/client';

/** What is done next with a parcel. */
export type Step = NonNullable<Logistics.Fulfilment['next']>;

/** The permission that each step needs, in the order of the steps. */
export const STEP_PERMISSIONS: Readonly<Record<Step, string>> = {
  pick: 'fulfilment.pick',
  pack: 'fulfilment.pack',
  label: 'fulfilment.ship',
  'hand-over': 'fulfilment.ship',
  deliver: 'proof.record',
};

/** The steps in their order. */
export const STEPS = Object.keys(STEP_PERMISSIONS) as readonly Step[];
