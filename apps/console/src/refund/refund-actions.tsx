import type { Orders } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { money } from '../money/money';
import { useMay } from '../session/session';
import { shop } from '../shop';

type Method = Orders.PayoutRequest['method'];
const METHODS: readonly Method[] = ['bank-transfer', 'cash', 'other'];
/** What came back from the bank has failed too. */
const IN_HAND = ['failed', 'escalated', 'to_pay_out'];
const RETRIABLE = ['failed', 'escalated'];

interface RefundActionsProps {
  readonly orderId: string;
  readonly currency: string;
  readonly refund: {
    readonly refundId: string;
    readonly amountMinor: number;
    readonly paidMinor: number;
    readonly status: string;
    readonly isTriedAgain?: boolean;
  };
  readonly isWriteOffProposed: boolean;
}

/** What a person may do about a refund that did not go back by itself. */
export function RefundActions({ orderId, currency, refund, isWriteOffProposed }: RefundActionsProps) {
  const { t, language } = useLanguage();
  const may = useMay();
  const { refundId, amountMinor, paidMinor, status, isTriedAgain = false } = refund;
  const path = { orderId, refundId };
  const restMinor = amountMinor - paidMinor;
  const amount = money(restMinor, currency, language);
  // The card may get it still where it is tried again.
  const isInHand = IN_HAND.includes(status) && !isTriedAgain;
  // A customer may come for a refund that was written off.
  const isPayable = isInHand || status === 'written_off';
  return (
    <>
      {RETRIABLE.includes(status) && may('payment.refund') && (
        <Action
          label={t('refund.retry')}
          says={t('refund.retrySays', { amount })}
          size="compact-sm"
          run={() => shop.orders.post('/v1/orders/{orderId}/refunds/{refundId}/retry', { path })}
        />
      )}
      {isPayable && may('payment.record') && (
        <Action
          label={t('refund.paidOut')}
          says={t('refund.paidOutSays', { amount })}
          size="compact-sm"
          fields={[
            {
              name: 'method',
              label: t('refund.method'),
              kind: 'choice',
              initial: METHODS[0]!,
              choices: METHODS.map((value) => ({ value, label: t(`refund.methods.${value}`) })),
            },
            { name: 'reference', label: t('refund.reference'), kind: 'text', max: 200 },
          ]}
          run={({ method, reference }) => {
            const body = { amountMinor: restMinor, method: method as Method, reference: String(reference) };
            return shop.orders.post('/v1/orders/{orderId}/refunds/{refundId}/record-payout', { path, body });
          }}
        />
      )}
      {isInHand && may('payment.write-off') && !isWriteOffProposed && (
        <Action
          label={t('refund.proposeWriteOff')}
          says={t('refund.proposeWriteOffSays', { amount })}
          size="compact-sm"
          fields={[{ name: 'reason', label: t('refund.writeOffReason'), kind: 'text', max: 400 }]}
          run={({ reason }) => {
            const body = { reason: String(reason) };
            return shop.orders.post('/v1/orders/{orderId}/refunds/{refundId}/propose-write-off', { path, body });
          }}
        />
      )}
      {isInHand && may('payment.write-off') && isWriteOffProposed && (
        <Action
          label={t('refund.writeOff')}
          says={t('refund.writeOffSays', { amount })}
          size="compact-sm"
          isDanger
          run={() => shop.orders.post('/v1/orders/{orderId}/refunds/{refundId}/write-off', { path })}
        />
      )}
    </>
  );
}
