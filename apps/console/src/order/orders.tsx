import { Select, TextInput } from '@mantine/core';
import type { Orders as Api } from '@concord/client';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { Money, money } from '../money/money';
import { When } from '../moment/when';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';
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
  const [{ status, customer, reference }, setFilters] = useFilters();
  const columns: Column<Api.Order>[] = [
    {
      key: 'order',
      label: t('order.order'),
      cell: ({ orderId, reference: number }) => <OrderLink orderId={orderId} reference={number} fw={600} />,
      text: ({ orderId }) => orderId,
    },
    {
      key: 'number',
      label: t('order.reference'),
      cell: (row) => row.reference,
      text: (row) => row.reference,
      isWide: true,
    },
    {
      key: 'status',
      label: t('order.status'),
      cell: (row) => <StatusBadge status={row.status} />,
      text: (row) => row.status,
    },
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
  const field = (name: 'customer' | 'reference', label: string, value: string | undefined) => (
    <TextInput
      key={`${name} ${value}`}
      label={label}
      defaultValue={value ?? ''}
      onBlur={({ currentTarget }) => setFilters({ [name]: currentTarget.value || undefined })}
      onKeyDown={({ key, currentTarget }) =>
        key === 'Enter' && setFilters({ [name]: currentTarget.value || undefined })
      }
    />
  );
  return (
    <ListPage<Api.Order>
      title={t('order.list')}
      intro={t('order.intro')}
      queryKey={['orders', status, customer, reference]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, status: status as Api.Order['status'] | undefined, customer, reference };
        return (await shop.orders.get('/v1/orders', { query, signal })).data;
      }}
      hears={{ services: ['orders'] }}
      columns={columns}
      rowKey={({ orderId }) => orderId}
      empty={t('order.empty')}
      filters={
        <>
          <Select
            label={t('order.status')}
            data={[
              { value: '', label: t('list.all') },
              ...STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
            ]}
            value={status ?? ''}
            onChange={(value) => setFilters({ status: value || undefined })}
            allowDeselect={false}
          />
          {field('reference', t('order.reference'), reference)}
          {field('customer', t('order.customer'), customer)}
        </>
      }
    />
  );
}
