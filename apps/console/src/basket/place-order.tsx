import type { Orders } from '@concord/client';
import { useNavigate } from '@tanstack/react-router';
import { Action, type Field } from '../action/action';
import { useLanguage } from '../language/language';
import { money } from '../money/money';
import { shop } from '../shop';
import type { Basket } from './basket';
import { paymentOf, usePaymentFields } from './payment-fields';

const VERDICT_S = 5;

interface PlaceOrderProps {
  readonly basket: Basket;
  readonly quote: Orders.Quote;
}

/** Orders the basket as it was quoted, with the payment that the customer names. */
export function PlaceOrder({ basket: { cartId, channel, hold }, quote: { quote, sums } }: PlaceOrderProps) {
  const { t, language } = useLanguage();
  const navigate = useNavigate();
  const payment = usePaymentFields(channel);
  if (!quote) return null;
  const fields: Field[] = [
    ...payment,
    ...(hold.short.length > 0
      ? [{ name: 'mayWait', label: t('basket.mayWait'), kind: 'flag' as const, initial: false, isOptional: true }]
      : []),
  ];
  return (
    <Action
      label={t('basket.place')}
      says={t('basket.placeSays', { amount: money(sums.toPayMinor, quote.currency, language) })}
      isMain
      fields={fields}
      run={async (typed) => {
        const { purchaseOrderNumber, mayWait } = typed;
        const body = {
          cartId,
          quoteId: quote.quoteId,
          payment: paymentOf(typed),
          ...(purchaseOrderNumber !== undefined && { purchaseOrderNumber: String(purchaseOrderNumber) }),
          ...(mayWait === true && { mayWait }),
        };
        const { data } = await shop.orders.post('/v1/orders', { body, wait: VERDICT_S });
        await navigate({ to: '/orders/$orderId', params: { orderId: data.orderId } });
      }}
    />
  );
}
