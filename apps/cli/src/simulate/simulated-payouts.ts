import type { Client } from './simulated-client';

interface Money {
  readonly refunds: readonly {
    readonly refundId: string;
    readonly amountMinor: number;
    readonly paidMinor: number;
    readonly status: string;
    readonly attempts: number;
  }[];
}

type Refund = Money['refunds'][number];

/** Whether people wait for the second try at the card. They ask for all others themselves. */
export interface Patience {
  readonly isPatient: boolean;
}

/** Pays out what of an order no card gets, until `isBack`, and retries what the card refused. */
export async function payOutUntil(
  client: Client,
  { orderId, isBack, what }: { readonly orderId: string; readonly isBack: () => boolean; readonly what: string },
  { isPatient }: Patience,
): Promise<void> {
  const isInHand = ({ status, attempts }: Refund) =>
    ['to_pay_out', 'escalated'].includes(status) || (status === 'failed' && (attempts > 1 || !isPatient));
  const waiting = () => client.row<Money>('orders.payments', `${orderId}.1`)?.refunds.filter(isInHand) ?? [];
  for (;;) {
    const found = await client.until(() => (isBack() ? [] : someOf(waiting())), what);
    if (found.length === 0) return;
    await Promise.all(
      found.map(({ refundId, amountMinor, paidMinor, status, attempts }) => {
        if (status === 'failed') {
          const retry = { type: 'RetryRefund', data: { orderId, refundId } };
          return client.write('orders', `retry-${refundId}-${attempts}`, () => [retry]);
        }
        const payout = { payoutId: `pay-out-${refundId}`, amountMinor: amountMinor - paidMinor };
        const data = { orderId, refundId, ...payout, method: 'bank-transfer', reference: `bank ${refundId}` };
        return client.write('orders', payout.payoutId, () => [{ type: 'RecordPayout', data }]);
      }),
    );
  }
}

const someOf = <T>(list: readonly T[]) => (list.length > 0 ? list : undefined);
