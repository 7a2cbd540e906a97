import type { Orders } from '@concord/client';
import type { Field, Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { useMay } from '../session/session';

/** What a person is asked about the payment of an order; by invoice only where they may. */
export function usePaymentFields(channel: string): Field[] {
  const { t } = useLanguage();
  const may = useMay();
  const methods = may('order.place-on-invoice') ? (['card', 'invoice'] as const) : (['card'] as const);
  return [
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
  ];
}

/** The typed payment, as a request has it. */
export const paymentOf = ({ method, token }: Typed): Pick<Orders.AcceptQuoteRequest, 'method' | 'token'> => ({
  method: method === 'invoice' ? 'invoice' : 'card',
  ...(method !== 'invoice' && token !== undefined && { token: String(token) }),
});
