import { PAYMENT_RETRY_MINUTES } from '@concord/contracts';
import type { Settings } from '@concord/event-sourcing';

const MINUTE_MS = 60_000;

/** The first try and one after each wait. The payment escalates when the last one fails. */
export const triesMax = (settings: Settings): number => settings.of(PAYMENT_RETRY_MINUTES).length + 1;

/**
 * The wait after a failed try. A plan that was shortened meanwhile still has a wait: the payment alone decides which try
 * is the last, by the plan of the day on which the call was asked for.
 */
export function waitAfter(attempt: number, settings: Settings): number {
  const plan = settings.of(PAYMENT_RETRY_MINUTES);
  return plan[Math.min(attempt, plan.length) - 1]! * MINUTE_MS;
}

/** The tries of a call that was asked for before calls named them. */
export const TRIES_UNNAMED = PAYMENT_RETRY_MINUTES.initial.length + 1;
