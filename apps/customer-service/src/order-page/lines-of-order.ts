/** Units of a line. */
export interface Units {
  readonly lineId: string;
  readonly quantity: number;
}

/** The units of lines, without what else is said of them. */
export const unitsOf = (lines: readonly Units[]): Units[] =>
  lines.map(({ lineId, quantity }) => ({ lineId, quantity }));

/** A line of an order on its page. */
export interface LineOfOrder {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly totalMinor: number;
  readonly stocked: boolean;
  /** Cancelled units. */
  readonly cancelled: number;
}

/** The lines as an order says them, with what is known to be cancelled: the news of that may come first. */
export const linesOf = (
  lines: readonly Omit<LineOfOrder, 'cancelled'>[],
  known: readonly LineOfOrder[],
): LineOfOrder[] =>
  lines.map(({ lineId, sku, title, quantity, totalMinor, stocked }) => {
    const { cancelled = 0 } = known.find((line) => line.lineId === lineId) ?? {};
    return { lineId, sku, title, quantity, totalMinor, stocked, cancelled };
  });

/** The lines after units of them were cancelled; less than none where units left all the same. */
export const withCancelled = (lines: readonly LineOfOrder[], units: readonly Units[]): LineOfOrder[] =>
  lines.map((line) => {
    const more = units.reduce((sum, { lineId, quantity }) => sum + (lineId === line.lineId ? quantity : 0), 0);
    return more === 0 ? line : { ...line, cancelled: line.cancelled + more };
  });
