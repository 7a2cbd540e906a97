import {
  PRICE_APPROVAL_PERCENT,
  REFUND_AGENT_LIMIT,
  REFUND_LEAD_LIMIT,
  RETURN_WINDOW_DAYS,
  returnWindowEnd,
} from '@concord/contracts';
import { amountText, lookup } from '@concord/event-sourcing';

const DAY_MS = 86_400_000;
const EXAMPLES_MAX = 20;

interface Money {
  readonly amountMinor: number;
  readonly currency: string;
}

/** Whether units were allowed to come back, where only the day was in question. */
export interface ReturnDecision {
  readonly kind: 'return';
  readonly returnId: string;
  readonly orderId: string;
  readonly at: string;
  /** When the parcels of the order arrived. */
  readonly arrivals: readonly string[];
  readonly isAuthorised: boolean;
  /** What the units had cost. */
  readonly worth: Money;
}

/** A price that took the place of another one. */
export interface PriceDecision extends Money {
  readonly kind: 'price';
  readonly sku: string;
  readonly list: string;
  readonly at: string;
  readonly previousMinor: number;
  /** The setting of that moment. */
  readonly percentThen: number;
}

/** Money that a person gave back. */
export interface RefundDecision extends Money {
  readonly kind: 'refund';
  readonly refundId: string;
  readonly orderId: string;
  readonly at: string;
  readonly role: string;
  /** All that people gave back for the order until then, this refund with it. */
  readonly totalMinor: number;
  /** The settings of that moment. */
  readonly agentLimitThen: Money;
  readonly leadLimitThen: Money;
}

export type Decision = ReturnDecision | PriceDecision | RefundDecision;

/** What a value of a setting would have changed. */
export interface Preview {
  readonly looked: number;
  readonly different: number;
  /** One sentence each, of the latest decisions. */
  readonly examples: readonly string[];
}

/** How decisions of one kind would have been with a value: a sentence where otherwise, null where not. */
interface Previewed<D extends Decision = Decision> {
  readonly kind: D['kind'];
  /** Whether the decision rested on the setting. */
  rests?(decision: D, value: unknown): boolean;
  otherwise(decision: D, value: unknown): string | null;
}

const returnWindow: Previewed<ReturnDecision> = {
  kind: 'return',
  rests: ({ arrivals }) => arrivals.length > 0,
  otherwise({ returnId, orderId, at, arrivals, isAuthorised, worth }, value) {
    const end = returnWindowEnd({ arrivals, windowDays: value as number })!;
    const isWithin = Date.parse(at) <= Date.parse(end);
    if (isWithin === isAuthorised) return null;
    const last = Math.max(...arrivals.map((moment) => Date.parse(moment)));
    const days = Math.floor((Date.parse(at) - last) / DAY_MS);
    const what = `The return ${returnId} of the order ${orderId} (${amountText(worth.amountMinor, worth.currency)})`;
    const verdict = isAuthorised
      ? 'was accepted and would have been refused'
      : 'was refused and would have been accepted';
    return `${what}, ${days} days after the last parcel, ${verdict}.`;
  },
};

const approval: Previewed<PriceDecision> = {
  kind: 'price',
  otherwise({ sku, list, previousMinor, amountMinor, currency, percentThen }, value) {
    const isLarge = (percent: number) => Math.abs(amountMinor - previousMinor) * 100 > percent * previousMinor;
    const needs = isLarge(value as number);
    if (needs === isLarge(percentThen)) return null;
    const percent = ((Math.abs(amountMinor - previousMinor) * 100) / Math.max(1, previousMinor)).toFixed(1);
    const change = `from ${amountText(previousMinor, currency)} to ${amountText(amountMinor, currency)} (${percent} %)`;
    const verdict = needs ? 'would have needed a second person' : 'would have taken effect without a second person';
    return `The price of ${sku} in the list ${list} went ${change} and ${verdict}.`;
  },
};

/** `own` is the role that the limit holds for; those `above` it have a higher one, or none. */
const limit = (
  own: { readonly role: string; readonly name: string },
  above: readonly string[],
  then: (decision: RefundDecision) => Money,
): Previewed<RefundDecision> => ({
  kind: 'refund',
  rests: ({ role, currency }, value) =>
    (role === own.role || above.includes(role)) && currency === (value as Money).currency,
  otherwise(decision, value) {
    const { refundId, orderId, role, amountMinor, totalMinor, currency } = decision;
    const isWithin = totalMinor <= (value as Money).amountMinor;
    const before = then(decision);
    const wasWithin = before.currency === currency && totalMinor <= before.amountMinor;
    const total = totalMinor > amountMinor ? `, ${amountText(totalMinor, currency)} in all` : '';
    const what = `The refund ${refundId} of ${amountText(amountMinor, currency)} for the order ${orderId}${total}`;
    if (role === own.role) return isWithin ? null : `${what} was granted by ${own.name} and would have been refused.`;
    return isWithin && !wasWithin ? `${what} took the role ${role} and could have been granted by ${own.name}.` : null;
  },
});

const PREVIEWED: Readonly<Record<string, Previewed>> = {
  [RETURN_WINDOW_DAYS.key]: returnWindow,
  [PRICE_APPROVAL_PERCENT.key]: approval,
  [REFUND_AGENT_LIMIT.key]: limit(
    { role: 'cs_agent', name: 'an agent' },
    ['cs_lead', 'head_of_digital'],
    ({ agentLimitThen }) => agentLimitThen,
  ),
  [REFUND_LEAD_LIMIT.key]: limit(
    { role: 'cs_lead', name: 'a lead' },
    ['head_of_digital'],
    ({ leadLimitThen }) => leadLimitThen,
  ),
};

/** The kind of decisions that a setting is previewed by; undefined where there is no preview. */
export const previewedBy = (key: string): Decision['kind'] | undefined => lookup(PREVIEWED, key)?.kind;

/** Which of these decisions, the latest first, would have been made otherwise with a value of a setting. */
export function previewOf(key: string, value: unknown, decisions: readonly Decision[]): Preview {
  const previewed = lookup(PREVIEWED, key);
  if (!previewed) return { looked: 0, different: 0, examples: [] };
  const resting = decisions.filter(
    (decision) => decision.kind === previewed.kind && (previewed.rests?.(decision, value) ?? true),
  );
  const otherwise = resting.flatMap((decision) => previewed.otherwise(decision, value) ?? []);
  return { looked: resting.length, different: otherwise.length, examples: otherwise.slice(0, EXAMPLES_MAX) };
}
