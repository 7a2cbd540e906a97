import type { Client } from './simulated-client';

interface Money {
  readonly refunds: readonly {
    readonly refundId: string;
    readonly amountMinor: number;
    readonly paidMinor: number;
    readonly status: string;
  }[];
}

/** Whom a person pays by hand: those whom no card pays, or also those whom the card refused for good. */
export interface Patience {
  readonly isCardGivenUp: boolean;
}

/** Pays out what of an order waits for a person, until `isBack`. The card may be faster where it is tried again. */
export async function payOutUntil(
  client: Client,
  { orderId, isBack, what }: { readonly orderId: string; readonly isBack: () => boolean; readonly what: string },
  { isCardGivenUp }: Patience,
): Promise<void> {
  const inHand = isCardGivenUp ? ['to_pay_out', 'escalated'] : ['to_pay_out'];
  const waiting = () =>
    client.row<Money>('orders.payments', `${orderId}.1`)?.refunds.filter(({ status }) => inHand.includes(status)) ?? [];
  for (;;) {
    const found = await client.until(() => (isBack() ? [] : someOf(waiting())), what);
    if (found.length === 0) return;
    await Promise.all(
      found.map(({ refundId, amountMinor, paidMinor }) => {
        const payout = { payoutId: `pay-out-${refundId}`, amountMinor: amountMinor - paidMinor };
        const data = { orderId, refundId, ...payout, method: 'bank-transfer', reference: `bank ${refundId}` };
        return client.write('orders', payout.payoutId, () => [{ type: 'RecordPayout', data }]);
      }),
    );
  }
}

const someOf = <T>(list: readonly T[]) => (list.length > 0 ? list : undefined);
