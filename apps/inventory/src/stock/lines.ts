/** Units of a SKU. */
export interface Line {
  readonly sku: string;
  readonly quantity: number;
}

/** One SKU may stand on several lines: they are added up. */
export function merged(lines: readonly Line[]): Map<string, number> {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}

export const linesOf = (units: ReadonlyMap<string, number>): Line[] =>
  [...units].map(([sku, quantity]) => ({ sku, quantity }));
