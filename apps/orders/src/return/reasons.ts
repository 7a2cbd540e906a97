import { RETURN_REASONS, type ReturnReason } from '@concord/contracts';
import type { LineBack } from './return.aggregate';
import type { Graded } from './units-back';

interface Because {
  readonly group: Graded;
  readonly reason: string;
  readonly reasonCode: ReturnReason | undefined;
}

const WORST_FIRST: readonly Graded['grade'][] = ['D', 'C', 'B', 'A', 'W', 'M'];

/**
 * Graded units with the reason that each came back for. Nobody writes reasons on units, so what came in the worst state
 * is what the shop answers for: of two units, one defective and one unwanted, the damaged one is the defective one.
 */
export function withReasons(graded: readonly Graded[], lines: readonly LineBack[]): Because[] {
  const open = lines
    .map((line) => ({ line, left: line.quantity }))
    .toSorted((a, b) => Number(isOfShop(b.line)) - Number(isOfShop(a.line)));
  const parts = new Map<Graded, Because[]>();
  for (const group of WORST_FIRST.flatMap((grade) => graded.filter((one) => one.grade === grade))) {
    let rest = group.quantity;
    const own = open.flatMap((units): Because[] => {
      const quantity = units.line.lineId === group.lineId ? Math.min(rest, units.left) : 0;
      rest -= quantity;
      units.left -= quantity;
      const { reason, reasonCode } = units.line;
      return quantity > 0 ? [{ group: { ...group, quantity }, reason, reasonCode }] : [];
    });
    const unnamed: Because[] =
      rest > 0 ? [{ group: { ...group, quantity: rest }, reason: '', reasonCode: undefined }] : [];
    parts.set(group, [...own, ...unnamed]);
  }
  return graded.flatMap((group) => parts.get(group)!);
}

const isOfShop = ({ reasonCode }: LineBack) => reasonCode !== undefined && RETURN_REASONS[reasonCode] === 'shop';
