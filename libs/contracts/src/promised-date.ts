/** How long a way to ship takes. */
export interface ShipTimes {
  /** Working days from dispatch to delivery. */
  readonly daysMin: number;
  readonly daysMax: number;
  /** Orders until this minute of the day (UTC) leave on the same working day. */
  readonly cutOffMinute: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The days, ISO 8601 at the end of the day in UTC, between which an order of this moment is promised to arrive. Working
 * days are Monday to Friday: orders after the cut-off, and those of a weekend, leave on the next one.
 */
export function promisedDates(times: ShipTimes, at: string): { promisedFrom: string; promisedTo: string } {
  const ordered = Date.parse(at);
  const today = Math.floor(ordered / DAY_MS) * DAY_MS;
  const isInTime = ordered <= today + times.cutOffMinute * MINUTE_MS;
  const dispatched = isWorkingDay(today) && isInTime ? today : afterWorkingDays(today, 1);
  return {
    promisedFrom: endOf(afterWorkingDays(dispatched, times.daysMin)),
    promisedTo: endOf(afterWorkingDays(dispatched, times.daysMax)),
  };
}

function afterWorkingDays(dayMs: number, days: number): number {
  let day = dayMs;
  for (let left = days; left > 0;) {
    day += DAY_MS;
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

const isWorkingDay = (dayMs: number) => ![0, 6].includes(new Date(dayMs).getUTCDay());
const endOf = (dayMs: number) => new Date(dayMs + DAY_MS - 1).toISOString();
