import { isSamePrice, unitPriceOf } from './price-tiers';

const tiered = {
  amountMinor: 1_000,
  tiers: [
    { fromUnits: 10, amountMinor: 900 },
    { fromUnits: 100, amountMinor: 800 },
  ],
};

describe('a price with tiers', () => {
  it.each([
    [1, 1_000],
    [9, 1_000],
    [10, 900],
    [99, 900],
    [100, 800],
    [5_000, 800],
  ])('costs for %i units what their tier says', (units, amountMinor) =>
    expect(unitPriceOf(tiered, units)).toBe(amountMinor),
  );
  it('costs the same for every number without tiers', () => expect(unitPriceOf({ amountMinor: 7 }, 99)).toBe(7));
  it('is another price than the one without its tiers', () => {
    expect(isSamePrice(tiered, { amountMinor: 1_000 })).toBe(false);
    expect(isSamePrice(tiered, { ...tiered })).toBe(true);
    expect(isSamePrice({ amountMinor: 1_000, tiers: [] }, { amountMinor: 1_000, tiers: null })).toBe(true);
  });
});
