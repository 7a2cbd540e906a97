/** The price of one unit, and lower ones from so many units on. */
export interface TieredPrice {
  readonly amountMinor: number;
  /** The smallest number of units first. */
  readonly tiers?: readonly { readonly fromUnits: number; readonly amountMinor: number }[] | null | undefined;
}

/** What one unit costs where an order has so many of them, over all its lines. */
export const unitPriceOf = ({ amountMinor, tiers }: TieredPrice, units: number): number =>
  tiers?.findLast(({ fromUnits }) => fromUnits <= units)?.amountMinor ?? amountMinor;

/** The numbers of units at which one of the prices changes. */
export const stepsOf = (...prices: readonly TieredPrice[]): readonly number[] => [
  1,
  ...prices.flatMap(({ tiers }) => tiers?.map(({ fromUnits }) => fromUnits) ?? []),
];

/** Whether two prices are the same for every number of units. */
export const isSamePrice = (one: TieredPrice, other: TieredPrice): boolean =>
  stepsOf(one, other).every((units) => unitPriceOf(one, units) === unitPriceOf(other, units));
