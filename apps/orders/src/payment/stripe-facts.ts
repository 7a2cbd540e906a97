import type Stripe from 'stripe';
import type { ProviderAnswer } from './provider-call';
import type { ProviderFact } from './provider-fact';
import { fromStripe } from './stripe-amount';

/** What an authorisation of ours carries at Stripe. */
export interface IntentMemory {
  readonly concord_key?: string;
  readonly order_id?: string;
  readonly fulfilment_id?: string;
  readonly attempt?: string;
}

/** The metadata under which a capture marks that it was made. */
export const captureMark = (id: string) => `c_${id}`;

/** What an intent that was confirmed answers to an authorisation; undefined while Stripe works on it. */
export function answerOf(intent: Stripe.PaymentIntent): ProviderAnswer | undefined {
  const { id: providerRef, status, next_action: next, last_payment_error: refused } = intent;
  switch (status) {
    case 'requires_capture':
    case 'succeeded':
      return { isDone: true, providerRef };
    case 'requires_action': {
      const url = next?.redirect_to_url?.url;
      if (url) return { isDone: false, action: { providerRef, url } };
      return { isDone: false, reason: `The bank asks for a step that has no page: ${next?.type ?? 'unknown'}.` };
    }
    case 'requires_payment_method':
      return { isDone: false, reason: reasonOf(refused) };
    case 'canceled':
      return { isDone: false, reason: 'The payment was cancelled at the provider.', isAuthorisationGone: true };
    default:
      return undefined;
  }
}

/** Why a card was refused, in the words that Stripe has for it. */
export function reasonOf(error: { decline_code?: string | null; code?: string | null } | null | undefined): string {
  const code = error?.decline_code ?? error?.code ?? 'card_declined';
  return code.replaceAll('_', ' ').slice(0, 200);
}

/** How an intent stands, for a notice about it. */
export function factOf(intent: Stripe.PaymentIntent): ProviderFact {
  const { id: providerRef, amount, currency, status, last_payment_error: refused } = intent;
  const { concord_key: key, order_id: orderId, fulfilment_id: fulfilmentId, attempt } = intent.metadata as IntentMemory;
  if (key === undefined || orderId === undefined) return { object: 'unknown' };
  const about = {
    object: 'authorisation',
    orderId,
    ...(fulfilmentId !== undefined && { fulfilmentId, attempt: Number(attempt ?? 1) }),
    providerRef,
    amountMinor: fromStripe(amount, currency),
  } as const;
  switch (status) {
    case 'requires_capture':
    case 'succeeded':
      return { ...about, status: 'authorised' };
    case 'canceled':
      return { ...about, status: 'over' };
    case 'requires_payment_method':
      return { ...about, status: 'declined', reason: reasonOf(refused) };
    default:
      return { ...about, status: 'pending' };
  }
}

/** How a refund stands. */
export function refundFactOf(refund: Stripe.Refund): ProviderFact {
  const { id: providerRef, metadata, status, amount, currency, failure_reason: why } = refund;
  const { order_id: orderId, refund_id: refundId, attempt } = metadata ?? {};
  if (orderId === undefined || refundId === undefined) return { object: 'unknown' };
  const isFailed = status === 'failed' || status === 'canceled';
  return {
    object: 'refund',
    orderId,
    refundId,
    attempt: Number(attempt ?? 1),
    providerRef,
    amountMinor: fromStripe(amount, currency),
    status: isFailed ? 'failed' : status === 'succeeded' ? 'succeeded' : 'pending',
    ...(why && { reason: why.replaceAll('_', ' ') }),
  };
}

/** How a dispute stands. An inquiry (`warning_…`) is no dispute yet: no money moved, but the bank wants an answer. */
export function disputeFactOf(dispute: Stripe.Dispute, intent: Stripe.PaymentIntent | undefined): ProviderFact {
  const { id: disputeId, amount, currency, reason, status } = dispute;
  const orderId = (intent?.metadata as IntentMemory | undefined)?.order_id;
  if (orderId === undefined) return { object: 'unknown' };
  if (status.startsWith('warning_')) return { object: 'inquiry', orderId };
  return {
    object: 'dispute',
    orderId,
    disputeId,
    amountMinor: fromStripe(amount, currency),
    currency: currency.toUpperCase(),
    reason: reason.replaceAll('_', ' '),
    outcome: status === 'won' ? 'won' : status === 'lost' ? 'lost' : 'open',
  };
}
