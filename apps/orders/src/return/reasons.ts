import { notPersonal, RETURN_REASONS, type Personal, type ReturnReason } from '@concord/contracts';
import type { LineBack } from './return.aggregate';
import type { Graded } from './units-back';

interface Because {
  readonly group: Graded;
  readonly reason: Personal;
  readonly reasonCode: ReturnReason | undefined;
}

const WORST_FIRST: readonly Graded['grade'][] = ['D', 'C', 'B', 'A', 'W', 'M'];

/**
 * Gives each graded unit a reason of its return. A customer states reasons for a line, not for a unit. The units in the
 * worst state get the reasons that the shop answers for: of two units, one reported defective and one unwanted, the
 * damaged unit is the defective one. Units that count on a line that the return does not name get a reason of their SKU.
 */
export function withReasons(graded: readonly Graded[], lines: readonly LineBack[]): Because[] {
  const open = lines
    .map((line) => ({ line, left: line.quantity }))
    .toSorted((a, b) => Number(isOfShop(b.line)) - Number(isOfShop(a.line)));
  const parts = new Map<Graded, Because[]>();
  const named = new Set(lines.map(({ lineId }) => lineId));
  const isFor = (line: LineBack, { lineId, sku }: Graded) =>
    named.has(lineId) ? line.lineId === lineId : line.sku === sku;
  for (const group of WORST_FIRST.flatMap((grade) => graded.filter((one) => one.grade === grade))) {
    let rest = group.quantity;
    const own = open.flatMap((units): Because[] => {
      const quantity = isFor(units.line, group) ? Math.min(rest, units.left) : 0;
      rest -= quantity;
      units.left -= quantity;
      const { reason, reasonCode } = units.line;
      return quantity > 0 ? [{ group: { ...group, quantity }, reason, reasonCode }] : [];
    });
    const unnamed: Because[] =
      rest > 0 ? [{ group: { ...group, quantity: rest }, reason: notPersonal(''), reasonCode: undefined }] : [];
    parts.set(group, [...own, ...unnamed]);
  }
  return graded.flatMap((group) => parts.get(group)!);
}

const isOfShop = ({ reasonCode }: LineBack) => reasonCode !== undefined && RETURN_REASONS[reasonCode] === 'shop';
