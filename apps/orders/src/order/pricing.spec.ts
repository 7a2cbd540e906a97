import fc from 'fast-check';
import { price, type LineToPrice, type Offer } from './pricing';

const line = (unitMinor: number, quantity = 1, more: Partial<LineToPrice> = {}): LineToPrice => {
  return {
    lineId: '1',
    sku: 'TEE',
    title: 'Tee',
    quantity,
    unitMinor,
    stocked: true,
    isAgreed: false,
    isShipping: false,
    ...more,
  };
};
const offer = (reward: Offer['reward'], promotionId: string, more: Partial<Offer>): Offer => {
  return {
    promotionId,
    code: promotionId,
    skus: [],
    reward,
    scope: 'lines',
    priority: 100,
    group: 'standard',
    ...more,
  };
};
const percent = (value: number, promotionId = 'p', skus: string[] = []): Offer =>
  offer({ kind: 'percent', value }, promotionId, { skus, scope: skus.length === 0 ? 'order' : 'lines' });
const amount = (value: number, promotionId = 'a', skus: string[] = []): Offer =>
  offer({ kind: 'amount', value }, promotionId, { skus });
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
  it('go by their scope, priority and code where they are equal', () =>
    expect(taken([line(1000)], [amount(100), percent(10)])).toEqual(['a']));
  it('look at the undiscounted price, so that no promotion switches another one off', () => {
    const both = [percent(10), percent(20, 'q')];
    expect(price([line(1000)], both)).toEqual(price([line(1000)], [percent(20, 'q')]));
  });
});

describe('the check values', () => {
  it('2 of 3 taken off by percent and spread: 10 % off the order', () => {
    const lines = [line(197, 3), line(1000)];
    const { discountMinor, lines: priced } = price(lines, [percent(10)]);
    expect([discountMinor, priced.map(({ discounts }) => discounts[0]!.amountMinor)]).toEqual([159, [59, 100]]);
    expect(totals(lines, [percent(10)])).toEqual([532, 900]);
  });
  it('an amount off the order is spread: 500 yen', () =>
    expect(
      totals([line(1980, 2), line(108, 3)], [offer({ kind: 'amount', value: 500 }, 'o', { scope: 'order' })]),
    ).toEqual([3498, 286]));
  it('a fraction of a percent, half up for the line: 33.3 % of 4.500 dinar', () =>
    expect(totals([line(1500, 3)], [percent(33.3, 'p', ['TEE'])])).toEqual([3001]));
  it('the better one of a group, then one that adds to it', () => {
    const group = [percent(20, 'g1', ['TEE']), amount(1500, 'g2')];
    const more = offer({ kind: 'percent', value: 10 }, 'more', { scope: 'order', group: null });
    expect(totals([line(10_000)], [...group, more])).toEqual([7200]);
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
    scope: fc.constantFrom('lines' as const, 'order' as const, 'shipping' as const),
    priority: fc.integer({ min: 0, max: 3 }),
    group: fc.constantFrom(null, 'one', 'two'),
  }),
  { maxLength: 4 },
);

describe('any order', () => {
  it('has lines that sum to its total, none below zero, each with one promotion of a group at most', () => {
    fc.assert(
      fc.property(lines, offers, (some, promised) => {
        const { lines: priced, totalMinor } = price(
          some.map(({ unit, quantity, sku }) => line(unit, quantity, { sku })),
          promised.map(({ kind, value, skus, scope, priority, group }, n) =>
            offer({ kind, value }, `p${n}`, { skus, scope, priority, group }),
          ),
        );
        expect(priced.reduce((sum, each) => sum + each.totalMinor, 0)).toBe(totalMinor);
        const groupOf = (promotionId: string) => promised[Number(promotionId.slice(1))]!.group;
        for (const { totalMinor: left, discounts } of priced) {
          const groups = discounts.map(({ promotionId }) => groupOf(promotionId)).filter((group) => group !== null);
          expect({ isBelowZero: left < 0, groups }).toEqual({ isBelowZero: false, groups: [...new Set(groups)] });
        }
      }),
    );
  });
});
