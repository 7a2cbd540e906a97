import { byUrgency, campaignThen, isOpenThen, judged, promotionThen, unitsThen, type SkuFacts } from './alignment';

const DAY = (day: number) => `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`;
const facts = (more: Partial<SkuFacts> = {}): SkuFacts => ({
  sku: 'MUG',
  stock: { sellable: 40, level: 'ok', since: DAY(1) },
  promotions: [],
  campaigns: [],
  orders: { orders: 0, units: 0 },
  returns: { returns: 0, units: 0 },
  cases: 0,
  ...more,
});
const stock = (sellable: number, level: string) => ({ stock: { sellable, level, since: DAY(1) } });
const promotion = { promotionId: 'p', code: 'SPRING', status: 'active', reason: null };
const campaign = {
  campaignId: 'c',
  name: 'Easter',
  status: 'active',
  verdict: 'CLEAR',
  reason: null,
  coverageMilli: 1_400,
};

describe('how a SKU stands', () => {
  it.each([
    ['ok', facts()],
    ['ok', facts({ promotions: [promotion] })],
    ['short', facts(stock(0, 'out'))],
    ['short', facts(stock(3, 'low'))],
    ['at-risk', facts({ ...stock(3, 'critical'), promotions: [promotion] })],
    ['at-risk', facts({ campaigns: [{ ...campaign, verdict: 'AT_RISK' }] })],
    ['held', facts({ campaigns: [{ ...campaign, status: 'held', reason: 'Stock is short.' }] })],
    ['held', facts({ promotions: [{ ...promotion, status: 'paused', reason: 'Stock ran low.' }] })],
    ['broken', facts({ ...stock(0, 'out'), promotions: [promotion] })],
    ['broken', facts({ ...stock(0, 'out'), campaigns: [campaign] })],
  ] as const)('is %s', (state, given) => expect(judged(given).state).toBe(state));

  it('is told in one sentence', () => {
    expect([1, 3].map((units) => judged(facts(stock(units, 'low'))).words)).toEqual([
      'Only 1 is left to sell.',
      'Only 3 are left to sell.',
    ]);
    expect(judged(facts({ ...stock(0, 'out'), campaigns: [campaign] })).words).toBe(
      'Nothing is left to sell while the campaign Easter runs.',
    );
    expect(judged(facts({ campaigns: [{ ...campaign, status: 'held', coverageMilli: 410 }] })).words).toBe(
      'The campaign Easter is held: stock covers 0.41 of its demand.',
    );
  });

  it('is sorted worst first, then by units on order, then by name', () => {
    const row = (sku: string, more: Partial<SkuFacts>) => {
      const given = facts({ sku, ...more });
      return { ...given, ...judged(given) };
    };
    const rows = [
      row('B', {}),
      row('A', {}),
      row('C', stock(0, 'out')),
      row('D', { ...stock(0, 'out'), orders: { orders: 1, units: 5 } }),
      row('E', { ...stock(0, 'out'), promotions: [promotion] }),
    ];
    expect(rows.sort(byUrgency).map(({ sku }) => sku)).toEqual(['E', 'D', 'C', 'A', 'B']);
  });
});

describe('as of a moment', () => {
  it('a promotion stands as its last step says', () => {
    const row = {
      promotionId: 'p',
      code: 'SPRING',
      steps: [
        { at: DAY(2), status: 'active', reason: null },
        { at: DAY(4), status: 'paused', reason: 'low' },
        { at: DAY(6), status: 'ended', reason: 'over' },
      ],
    };
    expect([1, 2, 3, 4, 5, 6].map((day) => promotionThen(row, DAY(day))?.status)).toEqual([
      undefined,
      'active',
      'active',
      'paused',
      'paused',
      undefined,
    ]);
  });
  it('a campaign has the status, verdict and coverage that were told last', () => {
    const row = {
      campaignId: 'c',
      name: 'Easter',
      steps: [
        { at: DAY(1), status: 'draft', reason: null },
        { at: DAY(2), verdict: 'HELD', coverage: [{ sku: 'MUG', coverageMilli: 400 }] },
        { at: DAY(2), status: 'held', reason: 'Stock is short.' },
        { at: DAY(5), verdict: 'CLEAR', coverage: [{ sku: 'MUG', coverageMilli: 1_500 }] },
        { at: DAY(5), status: 'active', reason: null },
        { at: DAY(7), status: 'completed' },
      ],
    };
    expect(campaignThen(row, 'MUG', DAY(3))).toMatchObject({ status: 'held', verdict: 'HELD', coverageMilli: 400 });
    expect(campaignThen(row, 'MUG', DAY(6))).toMatchObject({ status: 'active', verdict: 'CLEAR', reason: null });
    expect(campaignThen(row, 'CUP', DAY(6))).toMatchObject({ coverageMilli: null });
    expect(campaignThen(row, 'MUG', DAY(7))).toBeUndefined();
  });
  it('units are on order until they leave', () => {
    const changes = [
      { at: DAY(2), delta: 3 },
      { at: DAY(4), delta: -1 },
      { at: DAY(5), delta: -2 },
    ];
    expect([1, 2, 4, 5].map((day) => unitsThen(changes, DAY(day)))).toEqual([0, 3, 2, 0]);
  });
  it('a case is open until it is resolved, and again once it is reopened', () => {
    const steps = [
      { at: DAY(2), isOpen: true },
      { at: DAY(4), isOpen: false },
      { at: DAY(6), isOpen: true },
    ];
    expect([1, 3, 5, 7].map((day) => isOpenThen(steps, DAY(day)))).toEqual([false, true, false, true]);
  });
});
