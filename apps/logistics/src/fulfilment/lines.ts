/** Units of a SKU. */
export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

/** The units with each SKU named once, in the order of its first mention. */
export function merged(lines: readonly Line[]): Line[] {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return [...units].map(([sku, quantity]) => ({ sku, quantity }));
}

/** The units of `lines` without those of `taken`. */
export function without(lines: readonly Line[], taken: readonly Line[]): Line[] {
  const gone = new Map(merged(taken).map(({ sku, quantity }) => [sku, quantity]));
  return merged(lines).flatMap(({ sku, quantity }) => {
    const left = quantity - (gone.get(sku) ?? 0);
    return left > 0 ? [{ sku, quantity: left }] : [];
  });
}

/** Whether both hold the same units, in whatever order. */
export const sameUnits = (some: readonly Line[], others: readonly Line[]) =>
  without(some, others).length === 0 && without(others, some).length === 0;

/** For sentences: `2 x TEE-RED-M, 1 x CAP`. */
export const inWords = (lines: readonly Line[]) =>
  lines.length === 0 ? 'nothing' : lines.map(({ sku, quantity }) => `${quantity} x ${sku}`).join(', ');
