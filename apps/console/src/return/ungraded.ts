import type { Inventory } from '@concord/client';

/** The units of each line that have no grade yet. */
export const ungraded = ({ lines, graded }: Pick<Inventory.ReturnReceipt, 'lines' | 'graded'>) =>
  lines.flatMap((line) => {
    const done = graded.reduce((sum, { lineId, quantity }) => (lineId === line.lineId ? sum + quantity : sum), 0);
    return line.quantity > done ? [{ ...line, quantity: line.quantity - done }] : [];
  });
