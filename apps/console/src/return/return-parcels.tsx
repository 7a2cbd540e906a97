import { shortId } from '@concord/client/screens';
import { Group } from '@mantine/core';
import type { Inventory, Logistics } from '@concord/client';
import { Action } from '../action/action';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { StatusFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { useMayAt } from '../session/session';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';
import { useWarehouses, warehouseChoices } from '../warehouse/warehouses';
import { MatchParcel } from './match-parcel';

type Parcel = Logistics.ReturnShipment;

const STATUSES = ['expected', 'arrived', 'quarantine', 'matched', 'sent_back', 'cancelled', 'expired'] as const;

/** The parcels that come back to the warehouses of the person, also those that nobody announced. */
export function ReturnParcels() {
  const { t } = useLanguage();
  const mayAt = useMayAt();
  const [{ status }] = useFilters();
  const own = useWarehouses().filter(({ warehouse }) => mayAt('fulfilment.ship', warehouse));
  const columns: Column<Parcel>[] = [
    {
      key: 'parcel',
      label: t('return.return'),
      cell: ({ returnId, matchedTo, reference, ...parcel }) =>
        parcel.status === 'quarantine' || parcel.status === 'sent_back' ? (
          (reference ?? shortId(returnId))
        ) : (
          <ScreenLink fw={600} title={returnId} to={`/returns/${encodeURIComponent(matchedTo ?? returnId)}`}>
            {shortId(matchedTo ?? returnId)}
          </ScreenLink>
        ),
      text: ({ returnId }) => returnId,
    },
    statusColumn(t('return.status')),
    {
      key: 'order',
      label: t('return.order'),
      cell: ({ orderId }) => orderId && <OrderLink orderId={orderId} />,
      text: ({ orderId }) => orderId,
    },
    {
      key: 'warehouse',
      label: t('return.warehouse'),
      cell: ({ warehouse, toWarehouse }) => warehouse ?? toWarehouse,
      text: ({ warehouse, toWarehouse }) => warehouse ?? toWarehouse,
    },
    {
      key: 'deadline',
      label: t('return.deadline'),
      cell: (row) => row.status === 'expected' && row.deadline && <When at={row.deadline} />,
      text: ({ deadline }) => deadline,
      isWide: true,
    },
    {
      key: 'arrived',
      label: t('return.arrived'),
      cell: ({ arrivedAt }) => arrivedAt && <When at={arrivedAt} />,
      text: ({ arrivedAt }) => arrivedAt,
      isWide: true,
    },
    {
      key: 'do',
      label: '',
      cell: (row) =>
        row.status === 'quarantine' && mayAt('fulfilment.ship', row.warehouse) && <Quarantined parcel={row} />,
      text: () => undefined,
    },
  ];
  return (
    <ListPage<Parcel>
      title={t('return.parcels')}
      intro={t('return.parcelsIntro')}
      queryKey={['return-parcels', status]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, status: status as Parcel['status'] | undefined };
        return (await shop.logistics.get('/v1/return-shipments', { query, signal })).data;
      }}
      hears={{ services: ['logistics'] }}
      columns={columns}
      rowKey={({ returnId }) => returnId}
      empty={t('return.noParcels')}
      actions={own.length > 0 && <TakeIn own={own} />}
      filters={<StatusFilter label={t('return.status')} statuses={STATUSES} />}
    />
  );
}

/** Takes a parcel in that nobody announced. */
function TakeIn({ own }: { readonly own: readonly Inventory.Warehouse[] }) {
  const { t } = useLanguage();
  return (
    <Action
      label={t('return.takeIn')}
      says={t('return.takeInSays')}
      isMain
      fields={[
        {
          name: 'warehouse',
          label: t('return.warehouse'),
          kind: 'choice',
          initial: own[0]!.warehouse,
          choices: warehouseChoices(own),
        },
        { name: 'reference', label: t('return.reference'), kind: 'text', max: 100, isOptional: true },
        { name: 'orderId', label: t('return.orderId'), kind: 'text', max: 100, isOptional: true },
      ]}
      run={({ warehouse, reference, orderId }) =>
        shop.logistics.post('/v1/return-shipments', {
          body: {
            warehouse: String(warehouse),
            ...(reference !== undefined && { reference: String(reference) }),
            ...(orderId !== undefined && { orderId: String(orderId).trim() }),
          },
        })
      }
    />
  );
}

/** A parcel that nobody announced: it is matched to a return, or sent back. */
function Quarantined({ parcel }: { readonly parcel: Parcel }) {
  const { t } = useLanguage();
  const path = { returnId: parcel.returnId };
  return (
    <Group gap={4} justify="flex-end">
      <MatchParcel parcel={parcel} />
      <Action
        label={t('return.sendBack')}
        says={t('return.sendBackSays')}
        isDanger
        size="compact-sm"
        fields={[{ name: 'reason', label: t('return.reason'), kind: 'text', max: 200 }]}
        run={({ reason }) => {
          const body = { reason: String(reason) };
          return shop.logistics.post('/v1/return-shipments/{returnId}/send-back', { path, body });
        }}
      />
    </Group>
  );
}
