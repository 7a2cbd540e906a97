import { Button, Group } from '@mantine/core';
import type { Orders } from '@concord/client';
import { Link, useNavigate } from '@tanstack/react-router';
import { Action } from '../action/action';
import { paymentOf, usePaymentFields } from '../basket/payment-fields';
import { useLanguage } from '../language/language';
import { money } from '../money/money';
import { useNow } from '../moment/when';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { isOver } from './quote-state';

/** What can be done with a quote: the buyer decides by phone, the shop takes it back, or it is offered once more. */
export function QuoteActions({ quote }: { readonly quote: Orders.SalesQuote }) {
  const { t, language } = useLanguage();
  const may = useMay();
  const now = useNow();
  const navigate = useNavigate();
  const payment = usePaymentFields('b2b');
  const { salesQuoteId, status, customerId, totalMinor, currency } = quote;
  const path = { salesQuoteId };
  const said = { total: money(totalMinor, currency, language), buyer: customerId };
  const isOpen = status === 'offered';
  return (
    <Group gap="xs">
      {isOpen && !isOver(quote, now) && may('quote.decide') && (
        <Action
          label={t('quote.accept')}
          says={t('quote.acceptSays', said)}
          isMain
          fields={payment}
          run={async (typed) => {
            const { purchaseOrderNumber: number } = typed;
            const body = { ...paymentOf(typed), ...(number !== undefined && { purchaseOrderNumber: String(number) }) };
            const { data } = await shop.orders.post('/v1/quotes/{salesQuoteId}/accept', { path, body });
            await navigate({ to: '/orders/$orderId', params: { orderId: data.orderId } });
          }}
        />
      )}
      {isOpen && may('quote.decide') && (
        <Action
          label={t('quote.decline')}
          says={t('quote.declineSays', said)}
          isDanger
          fields={[{ name: 'reason', label: t('quote.declineReason'), kind: 'long', max: 400, isOptional: true }]}
          run={({ reason }) =>
            shop.orders.post('/v1/quotes/{salesQuoteId}/decline', {
              path,
              body: reason === undefined ? {} : { reason: String(reason) },
            })
          }
        />
      )}
      {isOpen && may('quote.offer') && (
        <Action
          label={t('quote.withdraw')}
          says={t('quote.withdrawSays', said)}
          isDanger
          run={() => shop.orders.post('/v1/quotes/{salesQuoteId}/withdraw', { path })}
        />
      )}
      {may('quote.offer') && (
        <Button
          variant="default"
          renderRoot={(root) => <Link {...root} to="/quotes/new" search={{ again: salesQuoteId }} />}
        >
          {t('quote.offerAgain')}
        </Button>
      )}
    </Group>
  );
}
