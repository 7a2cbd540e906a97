import { shortId } from '@concord/client/screens';
import { Button } from '@mantine/core';
import type { CustomerService } from '@concord/client';
import { Link } from '@tanstack/react-router';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { StatusFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { Money, money } from '../money/money';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';

type Return = CustomerService.Return;

const STATUSES = [
  'requested',
  'authorised',
  'arrived',
  'graded',
  'settled',
  'refunded',
  'rejected',
  'cancelled',
  'expired',
] as const;

const unitsOf = ({ lines }: Return) => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** All returns, the latest first. */
export function Returns() {
  const { t, language } = useLanguage();
  const [{ status }] = useFilters();
  const columns: Column<Return>[] = [
    {
      key: 'return',
      label: t('return.return'),
      cell: ({ returnId }) => (
        <ScreenLink fw={600} to={`/returns/${encodeURIComponent(returnId)}`}>
          {shortId(returnId)}
        </ScreenLink>
      ),
      text: ({ returnId }) => returnId,
    },
    statusColumn(t('return.status')),
    {
      key: 'order',
      label: t('return.order'),
      cell: (row) => <OrderLink orderId={row.orderId} />,
      text: (row) => row.orderId,
    },
    { key: 'units', label: t('return.units'), cell: unitsOf, text: unitsOf, isNumber: true },
    {
      key: 'requested',
      label: t('return.requested'),
      cell: ({ requestedAt }) => requestedAt && <When at={requestedAt} />,
      text: ({ requestedAt }) => requestedAt,
    },
    {
      key: 'warehouse',
      label: t('return.warehouse'),
      cell: (row) => row.warehouse,
      text: (row) => row.warehouse,
      isWide: true,
    },
    {
      key: 'refund',
      label: t('return.refund'),
      cell: ({ refundMinor, currency }) =>
        refundMinor !== null && currency !== null && <Money minor={refundMinor} currency={currency} />,
      text: ({ refundMinor, currency }) =>
        refundMinor === null || currency === null ? null : money(refundMinor, currency, language),
      isNumber: true,
    },
  ];
  return (
    <ListPage<Return>
      title={t('return.list')}
      intro={t('return.intro')}
      queryKey={['returns', status]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, status: status as Return['status'] | undefined };
        return (await shop.customerService.get('/v1/return-desk', { query, signal })).data;
      }}
      hears={{ services: ['customer-service', 'orders', 'logistics', 'inventory'] }}
      columns={columns}
      rowKey={({ returnId }) => returnId}
      empty={t('return.empty')}
      actions={
        <Button variant="default" renderRoot={(root) => <Link {...root} to="/return-parcels" />}>
          {t('return.parcels')}
        </Button>
      }
      filters={<StatusFilter label={t('return.status')} statuses={STATUSES} />}
    />
  );
}
