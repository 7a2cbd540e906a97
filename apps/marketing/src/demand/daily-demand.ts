/** How much the last day weighs against all before it. */
const ALPHA = 0.3;
const DAY_MS = 86_400_000;

/** Units that a SKU sells a day, net of what was called off: smoothed over the days that are over. */
export interface DailyDemand {
  /** `YYYY-MM-DD`, UTC; empty before the first sale. */
  readonly day: string;
  readonly today: number;
  readonly ewmaMilli: number;
  readonly closedDays: number;
}

export const NO_DEMAND: DailyDemand = { day: '', today: 0, ewmaMilli: 0, closedDays: 0 };

/** Counts units sold at a moment; fewer than none takes them back. */
export function counted(demand: DailyDemand, units: number, at: string): DailyDemand {
  const rolled = rolledTo(demand, at.slice(0, 10));
  return { ...rolled, today: rolled.today + units };
}

/** Thousandths of a unit a day, as known at a moment. On the very first day that day is all there is. */
export function baselineMilli(demand: DailyDemand, at: string): number {
  const { closedDays, today, ewmaMilli } = rolledTo(demand, at.slice(0, 10));
  return closedDays === 0 ? Math.max(0, today) * 1_000 : ewmaMilli;
}

/** Closes the days before `day`. What comes late from an earlier day counts with the present one. */
function rolledTo(demand: DailyDemand, day: string): DailyDemand {
  if (demand.day === '') return { ...NO_DEMAND, day };
  if (day <= demand.day) return demand;
  const days = Math.round((Date.parse(day) - Date.parse(demand.day)) / DAY_MS);
  const sold = Math.max(0, demand.today) * 1_000;
  const closed = demand.closedDays === 0 ? sold : ALPHA * sold + (1 - ALPHA) * demand.ewmaMilli;
  const ewmaMilli = Math.round(closed * (1 - ALPHA) ** (days - 1));
  return { day, today: 0, ewmaMilli, closedDays: demand.closedDays + days };
}
