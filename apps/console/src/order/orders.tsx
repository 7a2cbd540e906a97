import type { Orders as Api } from '@concord/client';
import { NewOrderButton } from '../basket/new-order-button';
import { useLanguage } from '../language/language';
import { DayFilter, StatusFilter, TextFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { Money, money } from '../money/money';
import { startOfDay } from '../moment/start-of-day';
import { When } from '../moment/when';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';
import { OrderLink } from './order-link';

const STATUSES = [
  'pending',
  'confirmed',
  'partially_shipped',
  'shipped',
  'delivered',
  'rejected',
  'cancelled',
] as const;

/** All orders that the person may see, the latest first. */
export function Orders() {
  const { t, language } = useLanguage();
  const [{ status, customer, reference, from, to }] = useFilters();
  const placed = { from: startOfDay(from), to: startOfDay(to, 1) };
  const columns: Column<Api.Order>[] = [
    {
      key: 'order',
      label: t('order.order'),
      cell: ({ orderId, reference: number, hold }) => (
        <>
          <OrderLink orderId={orderId} reference={number} fw={600} /> {hold && `· ${t('order.held')}`}
        </>
      ),
      text: ({ orderId }) => orderId,
    },
    {
      key: 'number',
      label: t('order.reference'),
      cell: (row) => row.reference,
      text: (row) => row.reference,
      isWide: true,
    },
    statusColumn(t('order.status')),
    {
      key: 'customer',
      label: t('order.customer'),
      cell: ({ customerId }) => customerId ?? t('order.guest'),
      text: ({ customerId }) => customerId,
    },
    {
      key: 'channel',
      label: t('order.channel'),
      cell: ({ channel }) => channel,
      text: ({ channel }) => channel,
      isWide: true,
    },
    {
      key: 'placed',
      label: t('order.placed'),
      cell: ({ placedAt }) => <When at={placedAt} />,
      text: (row) => row.placedAt,
    },
    {
      key: 'total',
      label: t('order.total'),
      cell: ({ totalMinor, currency }) => <Money minor={totalMinor} currency={currency} />,
      text: ({ totalMinor, currency }) => money(totalMinor, currency, language),
      isNumber: true,
    },
  ];
  return (
    <ListPage<Api.Order>
      title={t('order.list')}
      intro={t('order.intro')}
      queryKey={['orders', status, customer, reference, placed]}
      load={async (cursor, signal) => {
        const state = status as Api.Order['status'] | undefined;
        const query = { cursor, limit: 50, status: state, customer, reference, ...placed };
        return (await shop.orders.get('/v1/orders', { query, signal })).data;
      }}
      hears={{ services: ['orders'] }}
      columns={columns}
      rowKey={({ orderId }) => orderId}
      actions={<NewOrderButton />}
      empty={t('order.empty')}
      filters={
        <>
          <StatusFilter label={t('order.status')} statuses={STATUSES} />
          <TextFilter name="reference" label={t('order.reference')} />
          <TextFilter name="customer" label={t('order.customer')} />
          <DayFilter name="from" label={t('order.placedFrom')} />
          <DayFilter name="to" label={t('order.placedTo')} />
        </>
      }
    />
  );
}
