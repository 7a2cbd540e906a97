import { Button, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { shortId } from '@concord/client/screens';
import { Link } from '@tanstack/react-router';
import { CustomerLink } from '../customer/customer-link';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { StatusFilter, TextFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { Money, money } from '../money/money';
import { exactTime, useNow, When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';
import { stateOf } from './quote-state';

type Quote = Orders.SalesQuote;

const STATUSES = ['offered', 'expired', 'accepted', 'declined', 'withdrawn'] as const;

/** Offers of the shop to business buyers, the latest first. */
export function Quotes() {
  const { t, language } = useLanguage();
  const now = useNow();
  const may = useMay();
  const [{ status, customer, company }] = useFilters();
  const columns: Column<Quote>[] = [
    {
      key: 'quote',
      label: t('quote.quote'),
      cell: ({ salesQuoteId, lines }) => (
        <div>
          <ScreenLink fw={600} to={`/quotes/${encodeURIComponent(salesQuoteId)}`} title={salesQuoteId}>
            {shortId(salesQuoteId)}
          </ScreenLink>
          <Text size="xs" c="dimmed">
            {t('quote.lineCount', { count: lines.length })}
          </Text>
        </div>
      ),
      text: ({ salesQuoteId }) => salesQuoteId,
    },
    {
      key: 'status',
      label: t('quote.status'),
      cell: (row) => <StatusBadge status={stateOf(row, now)} />,
      text: (row) => stateOf(row, now),
    },
    {
      key: 'buyer',
      label: t('quote.buyer'),
      cell: ({ customerId }) => <CustomerLink customerId={customerId} />,
      text: ({ customerId }) => customerId,
    },
    {
      key: 'company',
      label: t('quote.company'),
      cell: ({ companyId }) =>
        companyId === null ? (
          t('quote.noCompany')
        ) : (
          <ScreenLink to={`/companies/${encodeURIComponent(companyId)}`} title={companyId}>
            {shortId(companyId)}
          </ScreenLink>
        ),
      text: ({ companyId }) => companyId,
      isWide: true,
    },
    {
      key: 'total',
      label: t('quote.total'),
      cell: ({ totalMinor, currency }) => <Money minor={totalMinor} currency={currency} />,
      text: ({ totalMinor, currency }) => money(totalMinor, currency, language),
      isNumber: true,
    },
    {
      key: 'until',
      label: t('quote.validUntil'),
      cell: ({ validUntil }) => exactTime(validUntil, language),
      text: ({ validUntil }) => validUntil,
    },
    {
      key: 'offered',
      label: t('quote.offered'),
      cell: ({ offeredAt, offeredBy }) => (
        <div>
          <When at={offeredAt} />
          <Text size="xs" c="dimmed">
            {t('quote.offeredBy', { who: offeredBy })}
          </Text>
        </div>
      ),
      text: ({ offeredAt, offeredBy }) => `${offeredAt} ${offeredBy}`,
      isWide: true,
    },
    {
      key: 'order',
      label: t('quote.order'),
      cell: ({ orderId }) => (orderId === null ? '–' : <OrderLink orderId={orderId} />),
      text: ({ orderId }) => orderId,
    },
  ];
  return (
    <ListPage<Quote>
      title={t('quote.title')}
      intro={t('quote.intro')}
      queryKey={['quotes', status, customer, company]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, customer, company, ...wanted(status) };
        return (await shop.orders.get('/v1/quotes', { query, signal })).data;
      }}
      hears={{ services: ['orders'] }}
      columns={columns}
      rowKey={({ salesQuoteId }) => salesQuoteId}
      empty={t('quote.empty')}
      filters={
        <>
          <StatusFilter label={t('quote.status')} statuses={STATUSES} />
          <TextFilter name="customer" label={t('quote.buyerId')} />
          <TextFilter name="company" label={t('quote.companyId')} />
        </>
      }
      actions={
        may('quote.offer') && (
          <Button
            renderRoot={(root) => (
              <Link {...root} to="/quotes/new" search={customer === undefined ? {} : { customer }} />
            )}
          >
            {t('quote.offer')}
          </Button>
        )
      }
    />
  );
}

/** A state of the filter, as the service knows it: one that has expired is offered still, and over. */
function wanted(status: string | undefined): { status?: Quote['status']; over?: boolean } {
  if (status === 'expired') return { status: 'offered', over: true };
  if (status === 'offered') return { status: 'offered', over: false };
  return status === undefined ? {} : { status: status as Quote['status'] };
}
