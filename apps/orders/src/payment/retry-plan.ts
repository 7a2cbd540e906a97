import { PAYMENT_REMINDER_DAYS, PAYMENT_RETRY_MINUTES } from '@concord/contracts';
import type { Settings } from '@concord/event-sourcing';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** The first try and one after each wait. The payment escalates when the last one fails. */
export const triesMax = (settings: Settings): number => settings.of(PAYMENT_RETRY_MINUTES).length + 1;

/** As `triesMax`, for a capture: after the retries in minutes the customer is reminded for some days. */
export const captureTriesMax = (settings: Settings): number => capturePlan(settings).length + 1;

/** Waits in minutes between the tries of a capture. */
const capturePlan = (settings: Settings): readonly number[] => [
  ...settings.of(PAYMENT_RETRY_MINUTES),
  ...settings.of(PAYMENT_REMINDER_DAYS).map((days) => days * DAY_MINUTES),
];

/**
 * The wait after a failed try of a refund. A plan that was shortened meanwhile still has a wait: the payment alone
 * decides which try is the last, by the plan of the day on which the call was asked for.
 */
export const waitAfter = (attempt: number, settings: Settings): number =>
  waitOf(settings.of(PAYMENT_RETRY_MINUTES), attempt);

/** As `waitAfter`, for a capture. */
export const captureWaitAfter = (attempt: number, settings: Settings): number => waitOf(capturePlan(settings), attempt);

const waitOf = (plan: readonly number[], attempt: number) => plan[Math.min(attempt, plan.length) - 1]! * MINUTE_MS;

/** The tries of a call that was asked for before calls named them. */
export const TRIES_UNNAMED = PAYMENT_RETRY_MINUTES.initial.length + 1;
