/** Units of a SKU. */
export interface Units {
  readonly sku: string;
  readonly quantity: number;
}

/** The units of a list that are not in the other one. */
export const without = (lines: readonly Units[], taken: readonly Units[]): Units[] =>
  lines.flatMap(({ sku, quantity }) => {
    const left = quantity - unitsOf(taken, sku);
    return left > 0 ? [{ sku, quantity: left }] : [];
  });

/** The units of one SKU. */
export const unitsOf = (lines: readonly Units[], sku: string): number =>
  lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0);

/** `2 × MUG-RED, 1 × ROPE-20`. */
export const inWords = (lines: readonly Units[]): string =>
  lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ');
