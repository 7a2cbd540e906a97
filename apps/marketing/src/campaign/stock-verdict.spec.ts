import fc from 'fast-check';
import { UNKNOWN } from '../stock/stock-facts';
import { CAMPAIGN_COVERAGE } from '@concord/contracts';
import * as rules from './stock-verdict';
import type { DemandPlan, SkuSeen } from './stock-verdict';

const bounds = CAMPAIGN_COVERAGE.initial;
const weigh = (plan: DemandPlan, seen: readonly SkuSeen[], at: string, more: { sending?: boolean } = {}) =>
  rules.weigh(plan, seen, at, bounds, more);
const proposals = (plan: DemandPlan, seen: readonly SkuSeen[], at: string) => rules.proposals(plan, seen, at, bounds);
const isStrong = (weighed: rules.Weighed) => rules.isStrong(weighed, bounds);

const at = '2026-01-05T00:00:00.000Z';
const plan = (more: Partial<DemandPlan> = {}): DemandPlan => ({
  from: '2026-01-10T00:00:00.000Z',
  to: '2026-01-15T00:00:00.000Z',
  expected: { reach: 0, conversionMilli: 0, unitsPerOrderMilli: 0 },
  upliftMilli: 2_500,
  ...more,
});
const reaching = (reach: number) => plan({ expected: { reach, conversionMilli: 50, unitsPerOrderMilli: 1_000 } });
const seen = (
  sellable: number,
  incoming = 0,
  { level = 'ok', eta = '2026-01-12T00:00:00.000Z', baselineMilli = 10_000 } = {},
): SkuSeen => ({
  sku: 'MUG',
  facts: {
    ...UNKNOWN,
    sellable,
    level,
    incoming: incoming > 0 ? [{ purchaseOrderId: 'po', quantity: incoming, eta }] : [],
  },
  baselineMilli,
});
const verdict = (...args: Parameters<typeof weigh>) => weigh(...args).verdict;

describe('the stock verdict', () => {
  it('is HELD for 80 units and 40 on their way against 10 a day, 2.5 times as fast, for 5 days', () => {
    const { verdict: word, shortUnits, coverage } = weigh(plan(), [seen(80, 40)], at);
    expect({ word, shortUnits }).toEqual({ word: 'HELD', shortUnits: 5 });
    expect(coverage[0]).toMatchObject({ demand: 125, supply: 120, coverageMilli: 960 });
  });
  it('is clear from 1.2 on', () => expect(verdict(plan(), [seen(150)], at)).toBe('CLEAR'));
  it('is a risk from 1.0 on', () => {
    expect(verdict(plan(), [seen(149)], at)).toBe('AT_RISK');
    expect(verdict(plan(), [seen(125)], at)).toBe('AT_RISK');
    expect(verdict(plan(), [seen(124)], at)).toBe('HELD');
  });
  it('follows the bounds of the shop', () => {
    const strict = { risk: 2_000, clear: 3_000, resume: 4_000 };
    const words = [249, 250, 375].map((units) => rules.weigh(plan(), [seen(units)], at, strict).verdict);
    expect(words).toEqual(['HELD', 'AT_RISK', 'CLEAR']);
    expect(rules.proposals(plan(), [seen(300)], at, strict).map(({ value }) => value)).toEqual(['MUG=75']);
  });
  it('does not count units that arrive after the end', () =>
    expect(verdict(plan(), [seen(80, 400, { eta: '2026-01-16T00:00:00.000Z' })], at)).toBe('HELD'));
  it('does not count units that were due and did not arrive', () =>
    expect(verdict(plan(), [seen(80, 400, { eta: '2026-01-04T00:00:00.000Z' })], at)).toBe('HELD'));
  it('is never clear where it cannot be computed', () => {
    expect(verdict(plan({ to: 'no moment' }), [seen(500)], at)).toBe('HELD');
    expect(verdict(plan(), [seen(500)], '2026-01-15T00:00:00.000Z')).toBe('HELD');
    expect(verdict(plan({ upliftMilli: Number.NaN }), [seen(500)], at)).toBe('HELD');
    expect(verdict(plan(), [], at)).toBe('HELD');
  });
  it('takes the larger demand: the usual sales, or what people will buy', () => {
    expect(weigh(reaching(4_000), [seen(1)], at).coverage[0]!.demand).toBe(200);
    expect(weigh(reaching(100), [seen(1)], at).coverage[0]!.demand).toBe(125);
  });
  it('spreads the buyers over the SKUs', () =>
    expect(
      weigh(reaching(8_000), [seen(1), { ...seen(1), sku: 'CUP' }], at).coverage.map(({ demand }) => demand),
    ).toEqual([200, 200]));
  it('is HELD at sending time for a low SKU, whatever is on its way', () => {
    for (const level of ['low', 'critical', 'out']) {
      expect(verdict(plan(), [seen(5, 500, { level })], at, { sending: true })).toBe('HELD');
      expect(verdict(plan(), [seen(5, 500, { level })], at)).toBe('AT_RISK');
    }
  });
  it('looks only at the rest of the window', () =>
    expect(weigh(reaching(4_000), [seen(1)], '2026-01-14T00:00:00.000Z').coverage[0]!.demand).toBe(40));
  it('is as bad as its worst SKU', () => expect(verdict(plan(), [seen(500), seen(10)], at)).toBe('HELD'));
  it('never gets worse with more stock', () => {
    const rank = { HELD: 0, AT_RISK: 1, CLEAR: 2 };
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.nat(20_000), (units, more, reach) => {
        const less = weigh(reaching(reach), [seen(units)], at);
        const rich = weigh(reaching(reach), [seen(units + more)], at);
        expect(rank[rich.verdict]).toBeGreaterThanOrEqual(rank[less.verdict]);
        expect(rich.shortUnits).toBeLessThanOrEqual(less.shortUnits);
      }),
    );
  });
  it('lets a campaign go on from 1.3', () => {
    expect(isStrong(weigh(plan(), [seen(163)], at, { sending: true }))).toBe(true);
    expect(isStrong(weigh(plan(), [seen(162)], at, { sending: true }))).toBe(false);
  });
});

describe('proposals', () => {
  const kinds = (...args: Parameters<typeof proposals>) => proposals(...args).map(({ kind, value }) => [kind, value]);
  it('are none where the verdict is CLEAR', () => expect(kinds(plan(), [seen(150)], at)).toEqual([]));
  it('name the units to buy', () => expect(kinds(plan(), [seen(80, 40)], at)).toEqual([['buy', 'MUG=30']]));
  it('name the largest audience that is CLEAR', () =>
    expect(kinds(reaching(4_000), [seen(180)], at)).toContainEqual(['smaller-audience', '3000']));
  it('name the day from which it is CLEAR', () =>
    expect(kinds(plan(), [seen(80, 400, { eta: '2026-01-20T00:00:00.000Z' })], at)).toContainEqual([
      'later-start',
      '2026-01-20T00:00:00.000Z',
    ]));
  it('do not cut an audience that is not the cause', () =>
    expect(kinds(reaching(100), [seen(80)], at).map(([kind]) => kind)).toEqual(['buy']));
  it('make the verdict CLEAR when they are followed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 20_000 }), (units, reach) => {
        const followed = proposals(reaching(reach), [seen(units)], at).map(({ kind, value }) =>
          kind === 'buy'
            ? verdict(reaching(reach), [seen(units + Number(value!.split('=')[1]))], at)
            : verdict(reaching(Number(value)), [seen(units)], at),
        );
        expect(followed.every((word) => word === 'CLEAR')).toBe(true);
      }),
    );
  });
});
