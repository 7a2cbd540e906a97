import type { Told } from './told';

/** What is compared of a SKU as of a moment. */
export interface ExpectedSku {
  readonly sku: string;
  readonly title: string | null;
  readonly published: string;
  readonly state: string;
  readonly sellable: number;
  readonly level: string;
  readonly onHand: number;
  readonly orders: number;
  readonly units: number;
  readonly returns: number;
  readonly cases: number;
  readonly incoming: readonly string[];
  readonly promotions: readonly string[];
  readonly campaigns: readonly string[];
}

type From<T> = { readonly at: number; readonly value: T };

/** The last value of a stream whose moment has come. */
const lastOf = <T>(list: readonly From<T>[] | undefined, t: number): T | undefined =>
  list?.findLast(({ at }) => at <= t)?.value;
const sumOf = (list: readonly From<number>[] | undefined, t: number): number =>
  (list ?? []).reduce((sum, { at, value }) => (at <= t ? sum + value : sum), 0);

const OVER = new Set(['ended', 'completed', 'cancelled']);
const SHORT = new Set(['out', 'critical', 'low']);
const STATES = ['broken', 'held', 'at-risk', 'short', 'ok'];

/** The promotions or campaigns that concern a SKU and are not over, as `id status verdict`. */
function courses(told: Told, noun: 'promotions' | 'campaigns', sku: string, t: number) {
  return [...told[noun]].flatMap(([id, { skus, steps, verdicts }]) => {
    const status = lastOf(steps, t);
    const isConcerned = skus.includes(sku) || (noun === 'promotions' && skus.length === 0);
    if (!isConcerned || status === undefined || OVER.has(status)) return [];
    return [{ id, status, verdict: lastOf(verdicts, t) ?? null }];
  });
}

/** What the topics tell of a SKU as of a moment. */
export function expectedSku(told: Told, sku: string, t: number): ExpectedSku {
  const { sellable, level } = lastOf(told.levels.get(sku), t) ?? { sellable: 0, level: 'out' };
  const waits = [...(told.reserved.get(sku) ?? new Map<string, From<number>[]>())]
    .map(([orderId, changes]) => ({ orderId, units: sumOf(changes, t) }))
    .filter(({ units }) => units > 0);
  const promotions = courses(told, 'promotions', sku, t);
  const campaigns = courses(told, 'campaigns', sku, t);
  const ordersOfSku = told.reserved.get(sku);
  const cases = [...told.cases.values()].filter(
    (one) => (one.sku === sku || (one.orderId !== undefined && ordersOfSku?.has(one.orderId))) && lastOf(one.open, t),
  );
  const returns = [...told.returns.values()].filter(
    ({ lines, openedAt, closedAt }) => openedAt <= t && closedAt > t && lines.some((line) => line.sku === sku),
  );
  const incoming = [...(told.incoming.get(sku) ?? new Map())].flatMap(([id, steps]) => {
    const step = lastOf<{ quantity: number; eta: string }>(steps, t);
    return step && step.quantity > 0 ? [`${id} ${step.quantity}`] : [];
  });
  return {
    sku,
    title: lastOf(told.titles.get(sku), t) ?? null,
    published: lastOf(told.published.get(sku), t) ?? 'unknown',
    state: stateOf(sellable, level, promotions, campaigns),
    sellable,
    level,
    onHand: sumOf(told.moves.get(sku), t),
    orders: waits.length,
    units: waits.reduce((sum, { units }) => sum + units, 0),
    returns: returns.length,
    cases: cases.length,
    incoming: incoming.sort(byText),
    promotions: promotions.map(({ id, status }) => `${id} ${status}`).sort(byText),
    campaigns: campaigns.map(({ id, status, verdict }) => `${id} ${status} ${verdict}`).sort(byText),
  };
}

type Live = readonly { readonly status: string; readonly verdict: string | null }[];

function stateOf(sellable: number, level: string, promotions: Live, campaigns: Live): string {
  const both = [...promotions, ...campaigns];
  const isPromised = both.some(({ status }) => status === 'active');
  const isShort = level === 'low' || level === 'critical';
  if (isPromised && sellable === 0) return 'broken';
  if (both.some(({ status }) => status === 'held' || status === 'paused')) return 'held';
  if (campaigns.some(({ verdict }) => verdict === 'AT_RISK') || (isPromised && isShort)) return 'at-risk';
  return sellable === 0 || isShort ? 'short' : 'ok';
}

/** The rows of the board as of a moment, in their order: SKU, state and units on order. */
export function expectedBoard(told: Told, t: number): readonly string[] {
  const promoted = [...told.promotions.values(), ...told.campaigns.values()]
    .filter(({ steps }) => !OVER.has(lastOf(steps, t) ?? 'ended'))
    .flatMap(({ skus }) => skus);
  const short = [...told.levels].flatMap(([sku, levels]) => (SHORT.has(lastOf(levels, t)?.level ?? '') ? [sku] : []));
  return [...new Set([...promoted, ...short])]
    .map((sku) => expectedSku(told, sku, t))
    .sort(
      (one, other) =>
        STATES.indexOf(one.state) - STATES.indexOf(other.state) ||
        other.units - one.units ||
        byText(one.sku, other.sku),
    )
    .map(({ sku, state, units }) => `${sku} ${state} ${units}`);
}

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
