import type { Orders } from '@concord/client';
import { useNavigate } from '@tanstack/react-router';
import { Action, type Field } from '../action/action';
import { useLanguage } from '../language/language';
import { money } from '../money/money';
import { useMay } from '../session/session';
import { shop } from '../shop';
import type { Basket } from './basket';

const VERDICT_S = 5;

interface PlaceOrderProps {
  readonly basket: Basket;
  readonly quote: Orders.Quote;
}

/** Orders the basket as it was quoted, with the payment that the customer names. */
export function PlaceOrder({ basket: { cartId, channel, hold }, quote: { quote, sums } }: PlaceOrderProps) {
  const { t, language } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  if (!quote) return null;
  const methods = may('order.place-on-invoice') ? (['card', 'invoice'] as const) : (['card'] as const);
  const fields: Field[] = [
    {
      name: 'method',
      label: t('basket.method'),
      kind: 'choice',
      initial: channel === 'b2b' ? methods.at(-1)! : 'card',
      choices: methods.map((value) => ({ value, label: t(`order.${value}`) })),
    },
    {
      name: 'token',
      label: t('basket.token'),
      description: t('basket.tokenHint'),
      kind: 'text',
      max: 200,
      isOptional: true,
    },
    { name: 'purchaseOrderNumber', label: t('basket.purchaseOrderNumber'), kind: 'text', max: 100, isOptional: true },
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
      run={async ({ method, token, purchaseOrderNumber, mayWait }) => {
        const body = {
          cartId,
          quoteId: quote.quoteId,
          payment: {
            method: method === 'invoice' ? ('invoice' as const) : ('card' as const),
            ...(method !== 'invoice' && token !== undefined && { token: String(token) }),
          },
          ...(purchaseOrderNumber !== undefined && { purchaseOrderNumber: String(purchaseOrderNumber) }),
          ...(mayWait === true && { mayWait }),
        };
        const { data } = await shop.orders.post('/v1/orders', { body, wait: VERDICT_S });
        await navigate({ to: '/orders/$orderId', params: { orderId: data.orderId } });
      }}
    />
  );
}
