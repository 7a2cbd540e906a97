import { shortId } from '@concord/client/screens';
import type { Logistics } from '@concord/client';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { StatusFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';
import type { Step } from './next-step';
import { StepFilter, WarehouseFilter } from './parcel-filters';

type Parcel = Logistics.Fulfilment;

const STATUSES = [
  'released',
  'picking',
  'picked',
  'packing',
  'packed',
  'labelled',
  'handed_over',
  'delivered',
  'cancelled',
] as const;

const unitsOf = (lines: Parcel['lines']) => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** The parcels of all warehouses that the person works in, the latest first. */
export function Parcels() {
  const { t } = useLanguage();
  const [{ status, warehouse, next }] = useFilters();
  const columns: Column<Parcel>[] = [
    {
      key: 'parcel',
      label: t('parcel.parcel'),
      cell: ({ fulfilmentId }) => (
        <ScreenLink fw={600} title={fulfilmentId} to={`/parcels/${encodeURIComponent(fulfilmentId)}`}>
          {shortId(fulfilmentId)}
        </ScreenLink>
      ),
      text: ({ fulfilmentId }) => fulfilmentId,
    },
    statusColumn(t('parcel.status')),
    {
      key: 'order',
      label: t('parcel.order'),
      cell: (row) => <OrderLink orderId={row.orderId} />,
      text: (row) => row.orderId,
    },
    { key: 'warehouse', label: t('parcel.warehouse'), cell: (row) => row.warehouse, text: (row) => row.warehouse },
    {
      key: 'units',
      label: t('parcel.units'),
      cell: (row) => unitsOf(row.lines),
      text: (row) => unitsOf(row.lines),
      isNumber: true,
    },
    {
      key: 'missing',
      label: t('parcel.missing'),
      cell: (row) => unitsOf(row.missing) || null,
      text: (row) => unitsOf(row.missing),
      isNumber: true,
    },
    {
      key: 'country',
      label: t('parcel.country'),
      cell: (row) => row.country,
      text: (row) => row.country,
      isWide: true,
    },
    {
      key: 'tracking',
      label: t('parcel.tracking'),
      cell: (row) => row.tracking,
      text: (row) => row.tracking,
      isWide: true,
    },
    {
      key: 'planned',
      label: t('parcel.planned'),
      cell: (row) => <When at={row.plannedAt} />,
      text: (row) => row.plannedAt,
    },
  ];
  return (
    <ListPage<Parcel>
      title={t('parcel.list')}
      intro={t('parcel.intro')}
      queryKey={['parcels', status, warehouse, next]}
      load={async (cursor, signal) => {
        const narrow = { status: status as Parcel['status'] | undefined, next: next as Step | undefined };
        const query = { cursor, limit: 50, warehouse, ...narrow };
        return (await shop.logistics.get('/v1/fulfilments', { query, signal })).data;
      }}
      hears={{ services: ['logistics'] }}
      columns={columns}
      rowKey={({ fulfilmentId }) => fulfilmentId}
      empty={t('parcel.empty')}
      filters={
        <>
          <StatusFilter label={t('parcel.status')} statuses={STATUSES} />
          <StepFilter />
          <WarehouseFilter />
        </>
      }
    />
  );
}
