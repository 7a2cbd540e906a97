import { RETURN_GRADE_PERCENTS, RETURN_REASONS, type ReturnReason, type ReturnSettled } from '@concord/contracts';
import { split, type EventFrom } from '@concord/event-sourcing';
import { worthMinor } from '../order/line-share';
import type { GivenBack, Placed } from '../order/order-state';

export type Grade = EventFrom<typeof ReturnSettled>['data']['byGrade'][number]['grade'];

/** The refund by grade in percent of the price paid: less for opened or damaged units. */
export type GradePercents = NonNullable<Placed['returnGradePercents']>;

/**
 * The percent that a graded unit is worth. Undefined where a person must decide: the unit cannot be sold, is missing,
 * or is another item than was sent, and the customer may be right all the same.
 */
export function percentOf(
  grade: Grade,
  reason: ReturnReason | undefined,
  percents: GradePercents = RETURN_GRADE_PERCENTS.initial,
): number | undefined {
  if (grade !== 'W' && grade !== 'M' && reason !== undefined && RETURN_REASONS[reason] === 'shop') return 100;
  return grade === 'A' || grade === 'B' || grade === 'C' ? percents[grade] : undefined;
}

export interface Worth {
  readonly lineId: string;
  readonly quantity: number;
  readonly percent: number;
}

/**
 * The refund for units: the difference between what their line has refunded afterwards and before. It is rounded once
 * per line, so that the grouping of units does not matter.
 */
export function moneyFor(
  groups: readonly Worth[],
  { lines }: Pick<Placed, 'lines'>,
  givenBack: Readonly<Record<string, GivenBack>>,
): number[] {
  const given = new Map(Object.entries(givenBack));
  return groups.map(({ lineId, quantity, percent }) => {
    const line = lines.find((one) => one.lineId === lineId);
    if (!line) return 0;
    const before = given.get(lineId) ?? { percentUnits: 0, refundMinor: 0 };
    // A person may decide on more units than the line has: another return brought them.
    const percentUnits = Math.min(before.percentUnits + percent * quantity, line.quantity * 100);
    const refundMinor = Math.max(0, worthMinor(line.totalMinor, line.quantity, percentUnits) - before.refundMinor);
    given.set(lineId, { percentUnits, refundMinor: before.refundMinor + refundMinor });
    return refundMinor;
  });
}

/** Money that was refunded by hand is not refunded again. */
export function withinLimit(amounts: readonly number[], limitMinor: number): number[] {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return sum <= limitMinor ? [...amounts] : split(limitMinor, amounts);
}

/** One entry for each line, as the order remembers it. */
export function byLine(groups: readonly Worth[], amounts: readonly number[]) {
  const lines = new Map<string, { lineId: string; percentUnits: number; refundMinor: number }>();
  groups.forEach(({ lineId, quantity, percent }, index) => {
    const before = lines.get(lineId) ?? { lineId, percentUnits: 0, refundMinor: 0 };
    lines.set(lineId, {
      lineId,
      percentUnits: before.percentUnits + percent * quantity,
      refundMinor: before.refundMinor + amounts[index]!,
    });
  });
  return [...lines.values()];
}
