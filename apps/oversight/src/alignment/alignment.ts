/** The stock of a SKU at a moment. */
export interface StockThen {
  readonly sellable: number;
  readonly level: string;
  readonly since: string | null;
}

/** A promotion or campaign that concerns a SKU at a moment. */
export interface PromotionThen {
  readonly promotionId: string;
  readonly code: string;
  readonly status: string;
  readonly reason: string | null;
}
export interface CampaignThen {
  readonly campaignId: string;
  readonly name: string;
  readonly status: string;
  readonly verdict: string | null;
  readonly reason: string | null;
  /** Supply divided by demand for this SKU, in thousandths; null where stock was never weighed. */
  readonly coverageMilli: number | null;
}

/** What all departments say of a SKU at one moment. */
export interface SkuFacts {
  readonly sku: string;
  readonly stock: StockThen;
  readonly promotions: readonly PromotionThen[];
  readonly campaigns: readonly CampaignThen[];
  readonly orders: { readonly orders: number; readonly units: number };
  readonly returns: { readonly returns: number; readonly units: number };
  readonly cases: number;
}

/** How bad it is, worst first. */
export const STATES = ['broken', 'held', 'at-risk', 'short', 'ok'] as const;
export type State = (typeof STATES)[number];

export interface Judgement {
  readonly state: State;
  /** The reason in one sentence. */
  readonly words: string;
}

const LOW = ['low', 'critical'];

/** How a SKU stands: whether what is promised to customers can be kept, and why. */
export function judged(facts: Pick<SkuFacts, 'stock' | 'promotions' | 'campaigns'>): Judgement {
  const { promotions, campaigns } = facts;
  const { sellable, level } = facts.stock;
  const promotion = promotions.find(({ status }) => status === 'active');
  const campaign = campaigns.find(({ status }) => status === 'active');
  const promised = campaign
    ? `the campaign ${campaign.name} runs`
    : promotion && `the promotion ${promotion.code} is active`;
  if (promised && sellable === 0) return { state: 'broken', words: `Nothing is left to sell while ${promised}.` };
  const held = campaigns.find(({ status }) => status === 'held' || status === 'paused');
  if (held) return { state: 'held', words: `The campaign ${held.name} is ${held.status}: ${reasonOf(held)}` };
  const paused = promotions.find(({ status }) => status === 'paused');
  if (paused)
    return { state: 'held', words: `The promotion ${paused.code} is paused: ${paused.reason ?? 'no reason given.'}` };
  const risky = campaigns.find(({ verdict }) => verdict === 'AT_RISK');
  if (risky)
    return { state: 'at-risk', words: `Stock may not last for the campaign ${risky.name}: ${coverageOf(risky)}.` };
  if (promised && LOW.includes(level))
    return { state: 'at-risk', words: `Only ${left(sellable)} to sell while ${promised}.` };
  if (sellable === 0) return { state: 'short', words: 'Nothing is left to sell.' };
  if (LOW.includes(level)) return { state: 'short', words: `Only ${left(sellable)} to sell.` };
  return { state: 'ok', words: promised ? `${sellable} can be sold while ${promised}.` : `${sellable} can be sold.` };
}

const left = (units: number) => (units === 1 ? '1 is left' : `${units} are left`);
const reasonOf = (campaign: CampaignThen) => campaign.reason ?? `${coverageOf(campaign)}.`;
const coverageOf = ({ coverageMilli }: CampaignThen) =>
  coverageMilli === null
    ? 'its stock was not weighed'
    : `stock covers ${(coverageMilli / 1_000).toFixed(2)} of its demand`;

type Placed = Pick<SkuFacts, 'sku' | 'orders'> & Judgement;

/** Worst first; of equally bad ones those with more units on order, then by SKU. */
export const byUrgency = (one: Placed, other: Placed): number =>
  STATES.indexOf(one.state) - STATES.indexOf(other.state) ||
  other.orders.units - one.orders.units ||
  (one.sku < other.sku ? -1 : 1);

interface Step {
  readonly at: string;
}

/** The steps up to a moment. */
const until = <S extends Step>(steps: readonly S[], at: string) =>
  steps.filter((step) => Date.parse(step.at) <= Date.parse(at));

/** How a promotion stood at a moment; undefined where it was not known or over. */
export function promotionThen(
  {
    promotionId,
    code,
    steps,
  }: { promotionId: string; code: string; steps: readonly (Step & { status: string; reason: string | null })[] },
  at: string,
): PromotionThen | undefined {
  const last = until(steps, at).at(-1);
  return last && last.status !== 'ended' ? { promotionId, code, status: last.status, reason: last.reason } : undefined;
}

interface CampaignStepThen extends Step {
  readonly status?: string;
  readonly verdict?: string;
  readonly reason?: string | null;
  readonly coverage?: readonly { readonly sku: string; readonly coverageMilli: number }[];
}

/** How a campaign stood at a moment for a SKU; undefined where it was not planned yet, or over. */
export function campaignThen(
  { campaignId, name, steps }: { campaignId: string; name: string; steps: readonly CampaignStepThen[] },
  sku: string,
  at: string,
): CampaignThen | undefined {
  const known = until(steps, at);
  const status = known.findLast((step) => step.status !== undefined)?.status;
  if (status === undefined || status === 'completed' || status === 'cancelled') return undefined;
  const coverage = known.findLast((step) => step.coverage !== undefined)?.coverage;
  return {
    campaignId,
    name,
    status,
    verdict: known.findLast((step) => step.verdict !== undefined)?.verdict ?? null,
    reason: known.findLast((step) => step.reason !== undefined)?.reason ?? null,
    coverageMilli: coverage?.find((one) => one.sku === sku)?.coverageMilli ?? null,
  };
}

/** Where an order stood at a moment; null where nobody knew it. */
export const orderStatusThen = (steps: readonly (Step & { status: string })[], at: string): string | null =>
  until(steps, at).at(-1)?.status ?? null;

/** The ladder of a return, which only moves forward. */
const RETURN_LADDER = ['authorised', 'arrived', 'graded', 'to-decide', 'expired', 'cancelled', 'settled'];

/** Where a return stood at a moment. Its steps come from two services, in any order: the highest one counts. */
export const returnStatusThen = (steps: readonly (Step & { status: string })[], at: string): string | null =>
  RETURN_LADDER.findLast((rung) => until(steps, at).some(({ status }) => status === rung)) ?? null;

/** What a purchase order still brought at a moment; undefined where that was nothing. */
export function incomingThen(
  { purchaseOrderId, steps }: { purchaseOrderId: string; steps: readonly (Step & { quantity: number; eta: string })[] },
  at: string,
): { purchaseOrderId: string; quantity: number; eta: string } | undefined {
  const last = until(steps, at).at(-1);
  return last && last.quantity > 0 ? { purchaseOrderId, quantity: last.quantity, eta: last.eta } : undefined;
}

/** The units on order at a moment. */
export const unitsThen = (changes: readonly (Step & { delta: number })[], at: string): number =>
  Math.max(
    0,
    until(changes, at).reduce((sum, { delta }) => sum + delta, 0),
  );

/** Whether a case was open at a moment. */
export const isOpenThen = (steps: readonly (Step & { isOpen: boolean })[], at: string): boolean =>
  until(steps, at).at(-1)?.isOpen ?? false;
