import { cardPricesOf } from './card-prices';

const product = (...minors: readonly (number | null)[]) => ({
  priceMinor: null,
  offers: minors.map((priceMinor, n) => ({ sku: `S${n}`, priceMinor })),
});
const own = (sku: string, unitMinor: number, taxIncluded: boolean) =>
  [sku, { unitMinor, taxIncluded, isStandard: false }] as const;
const standard = { taxIncluded: true, isOwn: false, hasSeveral: false };

describe('the prices on a card', () => {
  it('are the lowest one, where all are with tax', () => {
    expect(cardPricesOf(product(900, 900), new Map())).toEqual([{ ...standard, minor: 900 }]);
    expect(cardPricesOf(product(900, 700), new Map([own('S1', 800, true)]))).toEqual([
      { minor: 800, taxIncluded: true, isOwn: true, hasSeveral: true },
    ]);
  });
  it('are one of each kind, where tax is added to some: they are not compared', () =>
    expect(cardPricesOf(product(900, 900, 950), new Map([own('S1', 800, false)]))).toEqual([
      { ...standard, minor: 900, hasSeveral: true },
      { minor: 800, taxIncluded: false, isOwn: true, hasSeveral: false },
    ]));
  it('say that others may differ, where one is on request', () =>
    expect(cardPricesOf(product(900, null), new Map())).toEqual([{ ...standard, minor: 900, hasSeveral: true }]));
  it('are that of the product, where no offer has one, or none', () => {
    expect(cardPricesOf({ offers: [], priceMinor: 500 }, new Map())).toEqual([{ ...standard, minor: 500 }]);
    expect(cardPricesOf(product(null), new Map())).toEqual([]);
  });
});
