import fc from 'fast-check';
import { price, type LineToPrice, type Offer } from './pricing';

const line = (unitMinor: number, quantity = 1, more: Partial<LineToPrice> = {}): LineToPrice => {
  return { lineId: '1', sku: 'TEE', title: 'Tee', quantity, unitMinor, stocked: true, isAgreed: false, ...more };
};
const percent = (value: number, promotionId = 'p', skus: string[] = []): Offer => {
  return { promotionId, skus, reward: { kind: 'percent', value } };
};
const amount = (value: number, promotionId = 'a', skus: string[] = []): Offer => {
  return { promotionId, skus, reward: { kind: 'amount', value } };
};
const totals = (lines: LineToPrice[], offers: Offer[]) =>
  price(lines, offers).lines.map(({ totalMinor }) => totalMinor);
const taken = (lines: LineToPrice[], offers: Offer[]) =>
  price(lines, offers).lines.map(({ discounts }) => discounts.map(({ promotionId }) => promotionId).join());

describe('a price', () => {
  it('is unit price times quantity where nothing is taken off', () =>
    expect(totals([line(333, 3)], [])).toEqual([999]));
  it('adds up: goods less discount is the total', () => {
    const { goodsMinor, discountMinor, totalMinor } = price([line(1000, 2), line(500)], [percent(10)]);
    expect([goodsMinor, discountMinor, totalMinor]).toEqual([2500, 250, 2250]);
  });
});

describe('a promotion', () => {
  it('takes a percentage off', () => expect(totals([line(1000)], [percent(15)])).toEqual([850]));
  it('takes an amount off every unit', () => expect(totals([line(1000, 3)], [amount(200)])).toEqual([2400]));
  it('never takes a line below zero', () => {
    expect(totals([line(150, 2)], [amount(200)])).toEqual([0]);
    expect(totals([line(150, 2)], [percent(100)])).toEqual([0]);
  });
  it('is for the SKUs that it names', () =>
    expect(totals([line(1000, 1, { sku: 'MUG' }), line(1000)], [percent(10, 'p', ['TEE'])])).toEqual([1000, 900]));
  it('is rounded once for all its lines and split by largest remainder', () => {
    const three = [line(333), line(333), line(334)];
    expect(price(three, [percent(10)]).discountMinor).toBe(100);
    expect(totals(three, [percent(10)])).toEqual([300, 300, 300]);
  });
  it('leaves an agreed price alone', () =>
    expect(totals([line(1000, 1, { isAgreed: true })], [percent(50)])).toEqual([1000]));
  it('is not recorded where it gives no discount', () => expect(taken([line(0)], [percent(50)])).toEqual(['']));
});

describe('several promotions', () => {
  it('do not add up: a line takes the best promotion', () =>
    expect(totals([line(1000)], [percent(10), amount(300)])).toEqual([700]));
  it('are compared line by line', () =>
    expect(taken([line(1000), line(10_000)], [percent(10), amount(300)])).toEqual(['a', 'p']));
  it('go by the order of their codes where they are equal', () =>
    expect(taken([line(1000)], [amount(100), percent(10)])).toEqual(['a']));
  it('look at the undiscounted price, so that no promotion switches another one off', () => {
    const both = [percent(10), percent(20, 'q')];
    expect(price([line(1000)], both)).toEqual(price([line(1000)], [percent(20, 'q')]));
  });
});

const lines = fc.array(
  fc.record({ unit: fc.nat(100_000), quantity: fc.integer({ min: 1, max: 50 }), sku: fc.constantFrom('A', 'B', 'C') }),
  { minLength: 1, maxLength: 20 },
);
const offers = fc.array(
  fc.record({
    kind: fc.constantFrom('percent' as const, 'amount' as const),
    value: fc.integer({ min: 1, max: 100 }),
    skus: fc.subarray(['A', 'B', 'C']),
  }),
  { maxLength: 4 },
);

describe('any order', () => {
  it('has lines that sum to its total, none below zero, each with one promotion at most', () => {
    fc.assert(
      fc.property(lines, offers, (some, promised) => {
        const { lines: priced, totalMinor } = price(
          some.map(({ unit, quantity, sku }) => line(unit, quantity, { sku })),
          promised.map(({ kind, value, skus }, n) => ({ promotionId: `p${n}`, skus, reward: { kind, value } })),
        );
        expect(priced.reduce((sum, each) => sum + each.totalMinor, 0)).toBe(totalMinor);
        expect(priced.every((each) => each.totalMinor >= 0 && each.discounts.length <= 1)).toBe(true);
      }),
    );
  });
});
