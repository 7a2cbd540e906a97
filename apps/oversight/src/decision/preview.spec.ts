import { previewedBy, previewOf, type PriceDecision, type RefundDecision, type ReturnDecision } from './preview';

const DAY_MS = 86_400_000;
const ARRIVED = Date.parse('2026-03-01T10:00:00.000Z');
const after = (days: number) => new Date(ARRIVED + days * DAY_MS).toISOString();
const pounds = (amountMinor: number) => ({ amountMinor, currency: 'GBP' });

const returned = (days: number, isAuthorised: boolean): ReturnDecision => ({
  kind: 'return',
  returnId: `r${days}`,
  orderId: 'o1',
  at: after(days),
  arrivals: [after(0), after(-2)],
  isAuthorised,
  worth: pounds(2_500),
});
const priced = (amountMinor: number, percentThen = 15): PriceDecision => ({
  kind: 'price',
  sku: 'MUG',
  list: 'standard',
  at: after(0),
  previousMinor: 1_000,
  percentThen,
  ...pounds(amountMinor),
});
const refunded = (role: string, amountMinor: number, more: Partial<RefundDecision> = {}): RefundDecision => ({
  kind: 'refund',
  refundId: `f${amountMinor}`,
  orderId: 'o1',
  at: after(0),
  role,
  totalMinor: amountMinor,
  agentLimitThen: pounds(10_000),
  leadLimitThen: pounds(100_000),
  ...pounds(amountMinor),
  ...more,
});

describe('the preview of the return window', () => {
  const of = (days: number, ...decisions: ReturnDecision[]) => previewOf('return.window-days', days, decisions);
  it('tells which accepted returns a shorter one would have refused', () =>
    expect(of(14, returned(13, true), returned(20, true))).toEqual({
      looked: 2,
      different: 1,
      examples: [
        'The return r20 of the order o1 (25.00 GBP), 20 days after the last parcel, was accepted and would have been refused.',
      ],
    }));
  it('tells which late returns a longer one would have accepted', () =>
    expect(of(60, returned(40, false), returned(70, false), returned(5, true))).toMatchObject({
      looked: 3,
      different: 1,
      examples: [expect.stringContaining('The return r40 of the order o1')],
    }));
  it('counts the last moment of the window', () => expect(of(20, returned(20, true)).different).toBe(0));
  it('looks at no order of which nothing has arrived', () =>
    expect(of(14, { ...returned(20, false), arrivals: [] })).toEqual({ looked: 0, different: 0, examples: [] }));
});

describe('the preview of the limit for prices', () => {
  const of = (percent: number, ...decisions: PriceDecision[]) =>
    previewOf('price.approval-percent', percent, decisions);
  it('tells which changes would have needed a second person', () =>
    expect(of(10, priced(1_100), priced(1_120), priced(1_200))).toEqual({
      looked: 3,
      different: 1,
      examples: [
        'The price of MUG in the list standard went from 10.00 GBP to 11.20 GBP (12.0 %) and would have needed a second person.',
      ],
    }));
  it('tells which changes would not have needed one, in either direction', () =>
    expect(of(30, priced(1_250), priced(750), priced(1_310))).toMatchObject({ looked: 3, different: 2 }));
  it('compares with the setting of that moment', () => expect(of(30, priced(1_250, 30)).different).toBe(0));
});

describe('the preview of limits for refunds', () => {
  const agent = (value: object, ...decisions: RefundDecision[]) => previewOf('refund.agent-limit', value, decisions);
  const lead = (value: object, ...decisions: RefundDecision[]) => previewOf('refund.lead-limit', value, decisions);
  it('tells which refunds of agents a lower one would have refused', () =>
    expect(agent(pounds(5_000), refunded('cs_agent', 4_000), refunded('cs_agent', 6_000))).toEqual({
      looked: 2,
      different: 1,
      examples: ['The refund f6000 of 60.00 GBP for the order o1 was granted by an agent and would have been refused.'],
    }));
  it('counts all refunds of an order together', () =>
    expect(agent(pounds(5_000), refunded('cs_agent', 3_000, { totalMinor: 6_000 })).examples).toEqual([
      'The refund f3000 of 30.00 GBP for the order o1, 60.00 GBP in all was granted by an agent and would have been refused.',
    ]));
  it('tells which refunds would not have needed a person with a higher one', () => {
    const decisions = [refunded('cs_lead', 9_000), refunded('cs_lead', 15_000), refunded('cs_lead', 30_000)];
    expect(agent(pounds(20_000), ...decisions).examples).toEqual([
      'The refund f15000 of 150.00 GBP for the order o1 took the role cs_lead and could have been granted by an agent.',
    ]);
    expect(lead(pounds(200_000), refunded('head_of_digital', 150_000)).different).toBe(1);
  });
  it('looks at no other currency, and at no role that the limit does not concern', () => {
    expect(agent({ amountMinor: 1, currency: 'EUR' }, refunded('cs_agent', 6_000)).looked).toBe(0);
    expect(lead(pounds(1), refunded('cs_agent', 6_000)).looked).toBe(0);
  });
});

describe('a preview', () => {
  it('has at most twenty examples', () => {
    const many = Array.from({ length: 30 }, (_, n) => returned(40 + n, false));
    const { different, examples } = previewOf('return.window-days', 365, many);
    expect([different, examples.length]).toEqual([30, 20]);
  });
  it('there is for four settings', () => {
    expect(previewedBy('return.window-days')).toBe('return');
    expect(previewedBy('stock.low-units')).toBeUndefined();
    expect(previewedBy('constructor')).toBeUndefined();
  });
});
