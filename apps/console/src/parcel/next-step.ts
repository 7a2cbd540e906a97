import type { Logistics } from '@concord/client';

type Parcel = Pick<Logistics.Fulfilment, 'status' | 'heldFor'>;
/** What is done next with a parcel. */
export type Step = 'pick' | 'pack' | 'label' | 'hand-over' | 'deliver';

const NEXT: Readonly<Record<Parcel['status'], Step | undefined>> = {
  released: 'pick',
  picking: 'pick',
  picked: 'pack',
  packing: 'pack',
  packed: 'label',
  labelled: 'hand-over',
  handed_over: 'deliver',
  delivered: undefined,
  cancelled: undefined,
};

/** The permission that each step needs. */
export const STEP_PERMISSIONS: Readonly<Record<Step, string>> = {
  pick: 'fulfilment.pick',
  pack: 'fulfilment.pack',
  label: 'fulfilment.ship',
  'hand-over': 'fulfilment.ship',
  deliver: 'proof.record',
};

/** The steps in their order. */
export const STEPS = Object.keys(STEP_PERMISSIONS) as readonly Step[];

/** The next step of a parcel; undefined where it is done, or where its order is on hold before the parcel left. */
export function nextStepOf({ status, heldFor }: Parcel): Step | undefined {
  const step = NEXT[status];
  return heldFor !== null && step !== 'deliver' ? undefined : step;
}
