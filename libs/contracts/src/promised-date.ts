/** When parcels leave and how long they travel, as a ship option says it. */
export interface DeliveryTerms {
  /** Orders until this minute of the day (UTC) leave on the same working day. */
  readonly cutOffMinute: number;
  /** Working days from the day of dispatch to the day of delivery. */
  readonly daysMin: number;
  readonly daysMax: number;
}

/** Days in UTC, such as `2026-03-02`. */
export interface PromisedDates {
  readonly dispatchOn: string;
  readonly deliveredFrom: string;
  readonly deliveredTo: string;
}

const MS_A_MINUTE = 60_000;
const MS_A_DAY = 24 * 60 * MS_A_MINUTE;
const SATURDAY = 6;
const SUNDAY = 0;

/**
 * When an order of this moment leaves and arrives. Working days are Monday to Friday: a carrier's holidays are not known,
 * so `daysMax` leaves room for them. For goods that come later, give the moment at which they are there.
 */
export function promisedDates({ cutOffMinute, daysMin, daysMax }: DeliveryTerms, moment: string): PromisedDates {
  const orderedMs = Date.parse(moment);
  const day = Math.floor(orderedMs / MS_A_DAY);
  const isInTime = orderedMs - day * MS_A_DAY <= cutOffMinute * MS_A_MINUTE;
  const dispatch = isInTime && isWorkingDay(day) ? day : workingDaysAfter(day, 1);
  return {
    dispatchOn: dateOf(dispatch),
    deliveredFrom: dateOf(workingDaysAfter(dispatch, daysMin)),
    deliveredTo: dateOf(workingDaysAfter(dispatch, daysMax)),
  };
}

const dateOf = (day: number) => new Date(day * MS_A_DAY).toISOString().slice(0, 10);
const weekdayOf = (day: number) => new Date(day * MS_A_DAY).getUTCDay();
const isWorkingDay = (day: number) => ![SATURDAY, SUNDAY].includes(weekdayOf(day));

function workingDaysAfter(day: number, days: number): number {
  let after = day;
  for (let left = days; left > 0;) {
    after += 1;
    if (isWorkingDay(after)) left -= 1;
  }
  return after;
}
