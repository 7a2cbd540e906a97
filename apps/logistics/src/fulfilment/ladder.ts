import { conflict, notFound, type Rejection } from '@concord/event-sourcing';
import { LADDER, type Fulfilment, type Rung } from './fulfilment.aggregate';

/** What a person does next, with the statuses in which it is next. */
export const NEXT_STEPS = {
  pick: ['released', 'picking'],
  pack: ['picked', 'packing'],
  label: ['packed'],
  'hand-over': ['labelled'],
  deliver: ['handed_over'],
} as const satisfies Readonly<Record<string, readonly Rung[]>>;
export type NextStep = keyof typeof NEXT_STEPS;
export const STEPS = Object.keys(NEXT_STEPS) as readonly NextStep[];

/** Whether a hold of the order stops the step: a parcel that has left arrives all the same. */
export const isStoppedByHold = (step: NextStep) => step !== 'deliver';

/** What is done next with a parcel; null where it is over, or where a hold of its order stops the step. */
export function nextStepOf({ status, heldFor }: { readonly status: string; readonly heldFor: string | null }) {
  const step = STEPS.find((each) => (NEXT_STEPS[each] as readonly string[]).includes(status)) ?? null;
  return step !== null && heldFor !== null && isStoppedByHold(step) ? null : step;
}

/** Whether the fulfilment has reached this status. */
export const hasReached = ({ status }: Fulfilment, rung: Rung) =>
  (LADDER as readonly string[]).indexOf(status) >= LADDER.indexOf(rung);

/** The refusal of a step that the status does not allow. */
export function notNow(
  fulfilmentId: string,
  { status }: Fulfilment,
  step: string,
  allowed: readonly Rung[],
): Rejection {
  if (status === 'none') return notFound('fulfilment-unknown', `There is no fulfilment ${fulfilmentId}.`);
  const detail = `The fulfilment ${fulfilmentId} is ${status}; ${step} is possible while it is ${allowed.join(' or ')}.`;
  return conflict('illegal-transition', detail, { state: status, allowed });
}
