import type { Coverage, Verdict } from '@concord/contracts';
import type { Static } from 'typebox';
import type { StockFacts } from '../stock/stock-facts';

/** The lowest coverage for each verdict, in thousandths: HELD below `risk`, CLEAR from `clear` on. */
export interface CoverageBounds {
  readonly risk: number;
  readonly clear: number;
  /** A paused campaign goes on from this coverage. */
  readonly resume: number;
}

/** Coverage where no sales are expected. */
const COVERAGE_MILLI_MAX = 1_000_000;
const DAY_MS = 86_400_000;
const SCARCE = ['low', 'critical', 'out'];

/** The expected result of a campaign: the demand side. */
export interface DemandPlan {
  readonly from: string;
  readonly to: string;
  readonly expected: { readonly reach: number; readonly conversionMilli: number; readonly unitsPerOrderMilli: number };
  readonly upliftMilli: number;
}

type Expected = DemandPlan['expected'];

/** Where people are told and no buyers are planned, one in a thousand buys one unit. */
const CONVERSION_MILLI_MIN = 1;
const UNITS_PER_ORDER_MILLI_MIN = 1_000;

/**
 * The least demand to expect where this many people are told, or are to be reached, whatever the plan hopes for. The
 * plan is weighed by the same rule as each batch, so that what a batch would be refused for shows when it is submitted.
 */
export function expectedOf(hoped: Expected, people: number): Expected {
  const reach = Math.max(hoped.reach, people);
  if (reach === 0) return hoped;
  return {
    reach,
    conversionMilli: Math.max(hoped.conversionMilli, CONVERSION_MILLI_MIN),
    unitsPerOrderMilli: hoped.unitsPerOrderMilli === 0 ? UNITS_PER_ORDER_MILLI_MIN : hoped.unitsPerOrderMilli,
  };
}

/** What is known of a SKU: the supply, and its sales without the campaign. */
export interface SkuSeen {
  readonly sku: string;
  readonly facts: StockFacts;
  readonly baselineMilli: number;
}

type Figures = Static<typeof Coverage>;

export interface Weighed {
  readonly verdict: Static<typeof Verdict>;
  readonly coverage: Figures[];
  /** Missing units, over all SKUs. */
  readonly shortUnits: number;
}

/**
 * Weighs stock against the demand in the rest of the campaign's window. Supply: units for sale, and units that arrive
 * before the end. Demand: the larger of the usual sales times the uplift, and what the audience will buy. At sending
 * time a low SKU means HELD, whatever is on its way.
 */
export function weigh(
  plan: DemandPlan,
  seen: readonly SkuSeen[],
  at: string,
  bounds: CoverageBounds,
  { sending = false } = {},
): Weighed {
  const coverage = seen.map((one) => figures(plan, one, seen.length, at));
  const shortUnits = coverage.reduce((sum, one) => sum + one.shortUnits, 0);
  const scarce = coverage.some(({ level }) => SCARCE.includes(level));
  const lowest = Math.min(COVERAGE_MILLI_MAX, ...coverage.map(({ coverageMilli }) => coverageMilli));
  // What cannot be computed is HELD too: unknown stock, no window, or a window that is over.
  const isComputed = seen.length > 0 && left(plan, at).days > 0 && lowest >= bounds.risk;
  if (!isComputed || (sending && scarce)) return { verdict: 'HELD', coverage, shortUnits };
  return { verdict: lowest < bounds.clear || scarce ? 'AT_RISK' : 'CLEAR', coverage, shortUnits };
}

/** Whether a paused campaign may go on: well above the threshold, so that it does not flicker. */
export const isStrong = ({ verdict, coverage }: Weighed, { resume }: CoverageBounds) =>
  verdict !== 'HELD' && coverage.every(({ coverageMilli }) => coverageMilli >= resume);

function figures(plan: DemandPlan, { sku, facts, baselineMilli }: SkuSeen, skus: number, at: string): Figures {
  // Units that are overdue do not count.
  const incoming = facts.incoming
    .filter(({ eta }) => isDue(eta, at, plan.to))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const supply = facts.sellable + incoming;
  const { days, fraction } = left(plan, at);
  const anyway = (baselineMilli / 1_000) * days * (plan.upliftMilli / 1_000);
  const demand = wholeUnits(Math.max(anyway, boughtBy(plan, plan.expected.reach) * (fraction / skus)));
  const coverageMilli = demand === 0 ? COVERAGE_MILLI_MAX : Math.floor((supply * 1_000) / demand);
  return {
    sku,
    sellable: facts.sellable,
    incoming,
    supply,
    demand,
    coverageMilli: Math.min(COVERAGE_MILLI_MAX, coverageMilli),
    shortUnits: Math.max(0, demand - supply),
    level: facts.level,
    baselineMilli,
  };
}

const isDue = (eta: string, after: string, until: string) =>
  Date.parse(eta) > Date.parse(after) && Date.parse(eta) <= Date.parse(until);

/** The rest of the window: before it begins, all of it. */
function left({ from, to }: DemandPlan, at: string) {
  const whole = Date.parse(to) - Date.parse(from);
  const ahead = Math.max(0, Date.parse(to) - Math.max(Date.parse(from), Date.parse(at)));
  return { days: ahead / DAY_MS, fraction: whole > 0 ? ahead / whole : 0 };
}

/** Units that this many people buy. */
const boughtBy = ({ expected }: DemandPlan, reach: number) =>
  reach * (expected.conversionMilli / 1_000) * (expected.unitsPerOrderMilli / 1_000);

/** The next whole unit, without rounding errors: 125 and a fraction of a millionth is still 125. */
const wholeUnits = (units: number) => Math.ceil(units - 1e-6);

export interface Proposal {
  kind: string;
  detail: string;
  value?: string;
}

/** Changes that would make the verdict CLEAR: a smaller audience, a later day, more units. None where it is CLEAR. */
export function proposals(plan: DemandPlan, seen: readonly SkuSeen[], at: string, bounds: CoverageBounds): Proposal[] {
  const { verdict, coverage } = weigh(plan, seen, at, bounds);
  if (verdict === 'CLEAR') return [];
  return [
    ...smallerAudience(plan, seen, coverage, at, bounds),
    ...laterStart(plan, seen, at, bounds),
    ...purchases(coverage, bounds),
  ];
}

function smallerAudience(
  plan: DemandPlan,
  seen: readonly SkuSeen[],
  coverage: Figures[],
  at: string,
  bounds: CoverageBounds,
): Proposal[] {
  const each = boughtBy(plan, 1) * (left(plan, at).fraction / seen.length);
  if (each === 0) return [];
  const reach = Math.min(...coverage.map(({ supply }) => Math.floor((supply * 1_000) / bounds.clear / each)));
  const smaller = { ...plan, expected: { ...plan.expected, reach } };
  // Where the usual sales alone are too many, a smaller audience does not help.
  if (reach <= 0 || reach >= plan.expected.reach || weigh(smaller, seen, at, bounds).verdict !== 'CLEAR') return [];
  return [
    { kind: 'smaller-audience', detail: `The verdict is CLEAR for at most ${reach} people.`, value: String(reach) },
  ];
}

function laterStart(plan: DemandPlan, seen: readonly SkuSeen[], at: string, bounds: CoverageBounds): Proposal[] {
  const length = Date.parse(plan.to) - Date.parse(plan.from);
  const days = seen
    .flatMap(({ facts }) => facts.incoming.map(({ eta }) => eta))
    .filter((eta) => Date.parse(eta) > Date.parse(at))
    .sort();
  for (const from of days) {
    if (Date.parse(from) <= Date.parse(plan.from)) continue;
    // The units that were due have arrived by then, so the level of today does not count.
    const then = seen.map((one) => arrivedBy(one, at, from));
    const later = { ...plan, from, to: new Date(Date.parse(from) + length).toISOString() };
    const lowest = Math.min(...weigh(later, then, from, bounds).coverage.map(({ coverageMilli }) => coverageMilli));
    if (lowest >= bounds.clear)
      return [{ kind: 'later-start', detail: `The verdict is CLEAR from ${from} on.`, value: from }];
  }
  return [];
}

/** A SKU after the arrival of all units that are due by then. */
function arrivedBy({ facts, ...one }: SkuSeen, at: string, then: string): SkuSeen {
  const came = facts.incoming.filter(({ eta }) => isDue(eta, at, then));
  const sellable = facts.sellable + came.reduce((sum, { quantity }) => sum + quantity, 0);
  return { ...one, facts: { ...facts, sellable, incoming: facts.incoming.filter((order) => !came.includes(order)) } };
}

function purchases(coverage: readonly Figures[], { clear }: CoverageBounds): Proposal[] {
  return coverage.flatMap(({ sku, supply, demand }) => {
    const units = Math.ceil((demand * clear) / 1_000) - supply;
    return units > 0 ? [{ kind: 'buy', detail: `Buy ${units} units of ${sku}.`, value: `${sku}=${units}` }] : [];
  });
}
