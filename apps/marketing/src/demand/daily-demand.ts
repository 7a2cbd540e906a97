import { lookup } from '@concord/event-sourcing';
/** The weight of the last day; all days before share the rest. */
const ALPHA = 0.3;
const DAY_MS = 86_400_000;
/** Older days weigh less than a millionth. */
const DAYS_KEPT = 40;

/**
 * Units of a SKU sold per day, net of cancellations. It keeps sums by day because sales arrive in no fixed order: a
 * late sale counts with its own day, as in a rebuild.
 */
export interface DailyDemand {
  /** By `YYYY-MM-DD`, UTC. */
  readonly days: Readonly<Record<string, number>>;
}

export const NO_DEMAND: DailyDemand = { days: {} };

/** Counts units sold at a moment; a negative number takes units back. */
export function counted({ days }: DailyDemand, units: number, at: string): DailyDemand {
  const day = at.slice(0, 10);
  const all = { ...days, [day]: (lookup(days, day) ?? 0) + units };
  const last = Math.max(...Object.keys(all).map(Date.parse));
  const kept = Object.entries(all).filter(([each]) => last - Date.parse(each) < DAYS_KEPT * DAY_MS);
  return { days: Object.fromEntries(kept) };
}

/**
 * Thousandths of a unit per day at a moment: smoothed over the completed days. On the very first day only that day is
 * known.
 */
export function baselineMilli({ days }: DailyDemand, at: string): number {
  const today = at.slice(0, 10);
  const soldOn = (day: string) => Math.max(0, lookup(days, day) ?? 0) * 1_000;
  const over = Object.keys(days)
    .filter((day) => day < today)
    .sort();
  let [before] = over;
  if (before === undefined) return soldOn(today);
  let smoothed = soldOn(before);
  for (const day of over.slice(1)) {
    smoothed = ALPHA * soldOn(day) + smoothed * (1 - ALPHA) ** daysBetween(before, day);
    before = day;
  }
  return Math.round(smoothed * (1 - ALPHA) ** (daysBetween(before, today) - 1));
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
