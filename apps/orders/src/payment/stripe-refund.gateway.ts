import type Stripe from 'stripe';
import type { OpenedCall, ProviderAnswer } from './provider-call';
import { fromStripe, toStripe } from './stripe-amount';

type RefundCall = OpenedCall & { readonly kind: 'refund' };

/** Stripe lists so many refunds of an intent at once; more than these are not looked at. */
const LISTED_MAX = 100;

/**
 * Refunds an amount, from several intents where one did not capture enough. What was paid under the id of the refund
 * counts first, so that a repeated call pays the rest only, or nothing.
 */
export async function refundAtStripe(stripe: Stripe, call: RefundCall): Promise<ProviderAnswer> {
  const { refundId, orderId, attempt, amountMinor, currency, providerRef } = call;
  const sources = call.sources ?? [{ providerRef, amountMinor: Number.MAX_SAFE_INTEGER }];
  const looked = await Promise.all(sources.map((source) => lookAt(stripe, source, refundId, currency)));
  const known = looked.flatMap(({ own }) => own);
  // The answer of this try was lost: it is not tried again under its name.
  const refused = known.find((one) => isFailed(one) && one.metadata?.['attempt'] === String(attempt));
  if (refused) return refusal(refused);
  const made = known.filter((one) => !isFailed(one));
  let restMinor = amountMinor - made.reduce((sum, { amount }) => sum + fromStripe(amount, currency), 0);
  for (const { providerRef: intent, leftMinor, own } of looked) {
    const partMinor = Math.min(restMinor, leftMinor);
    if (partMinor <= 0) continue;
    const amount = toStripe(partMinor, currency);
    if (amount === undefined) return { isDone: false, reason: `Stripe cannot refund ${partMinor} of ${currency}.` };
    made.push(
      await stripe.refunds.create(
        {
          payment_intent: intent,
          amount,
          metadata: { order_id: orderId, refund_id: refundId, attempt: String(attempt) },
        },
        // Stripe stores a refusal under its key: the next try, which tells its number, needs another one. So does a
        // further part, where the intent got room meanwhile.
        { idempotencyKey: `refund-${refundId}-${intent}-${attempt}-${own.length}` },
      ),
    );
    restMinor -= partMinor;
  }
  const failed = made.find(isFailed);
  if (failed) return refusal(failed);
  if (restMinor > 0) return { isDone: false, reason: 'Less was captured than is to be refunded.' };
  if (made.some(({ status }) => status !== 'succeeded'))
    throw new Error(`Stripe still works on the refund ${refundId}.`);
  const parts = made.map(({ id, amount }) => ({ providerRef: id, amountMinor: fromStripe(amount, currency) }));
  return { isDone: true, providerRef: made[0]!.id, parts };
}

const isFailed = ({ status }: Stripe.Refund) => status === 'failed' || status === 'canceled';
const refusal = ({ failure_reason: why }: Stripe.Refund): ProviderAnswer => {
  return { isDone: false, reason: `Stripe refuses: ${why ?? 'the refund failed'}` };
};

/** The refunds of an intent under our id, and what can still be refunded of it. */
async function lookAt(
  stripe: Stripe,
  { providerRef, amountMinor }: { readonly providerRef: string; readonly amountMinor: number },
  refundId: string,
  currency: string,
) {
  const { data } = await stripe.refunds.list({ payment_intent: providerRef, limit: LISTED_MAX });
  const refundedMinor = data
    .filter((one) => !isFailed(one))
    .reduce((sum, { amount }) => sum + fromStripe(amount, currency), 0);
  const own = data.filter(({ metadata }) => metadata?.['refund_id'] === refundId);
  return { providerRef, own, leftMinor: amountMinor - refundedMinor };
}
