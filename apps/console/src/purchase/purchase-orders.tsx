import { shortId } from '@concord/client/screens';
import { Group } from '@mantine/core';
import { ListPage, type Column } from '../list/list-page';
import { useLanguage } from '../language/language';
import { TextFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { exactTime, When } from '../moment/when';
import { useMayAt } from '../session/session';
import { shop } from '../shop';
import { SkuLink } from '../sku/sku-link';
import { useWarehouses } from '../warehouse/warehouses';
import { Announce, ChangeAnnounced, Receive, Withdraw, type Announced } from './purchase-actions';

/** The units that are on their way, by SKU and purchase order. */
export function PurchaseOrders() {
  const { t, language } = useLanguage();
  const mayAt = useMayAt();
  const [{ sku }] = useFilters();
  const own = useWarehouses().filter(({ warehouse }) => mayAt('inventory.po.receive', warehouse));
  const mayAnnounce = mayAt('purchasing.po.create');
  const columns: Column<Announced>[] = [
    { key: 'sku', label: 'SKU', cell: (row) => <SkuLink sku={row.sku} fw={600} />, text: (row) => row.sku },
    {
      key: 'units',
      label: t('purchase.units'),
      cell: (row) => row.quantity,
      text: (row) => row.quantity,
      isNumber: true,
    },
    {
      key: 'eta',
      label: t('purchase.eta'),
      cell: ({ eta }) => (
        <span>
          {exactTime(eta, language)} · <When at={eta} />
        </span>
      ),
      text: ({ eta }) => eta,
    },
    {
      key: 'order',
      label: t('purchase.order'),
      cell: ({ purchaseOrderId }) => <span title={purchaseOrderId}>{shortId(purchaseOrderId)}</span>,
      text: ({ purchaseOrderId }) => purchaseOrderId,
    },
    {
      key: 'do',
      label: '',
      cell: (row) => (
        <Group gap={4} justify="flex-end" key={`${row.quantity} ${row.eta}`}>
          {own.length > 0 && <Receive announced={row} own={own} />}
          {mayAnnounce && <ChangeAnnounced announced={row} />}
          {mayAnnounce && <Withdraw announced={row} />}
        </Group>
      ),
      text: () => undefined,
    },
  ];
  return (
    <ListPage<Announced>
      title={t('purchase.list')}
      intro={t('purchase.intro')}
      queryKey={['purchase-orders', sku]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, incoming: true, sku };
        const { items, next } = (await shop.inventory.get('/v1/stock', { query, signal })).data;
        return { items: items.flatMap((row) => row.expected.map((each) => ({ sku: row.sku, ...each }))), next };
      }}
      hears={{ services: ['inventory'] }}
      columns={columns}
      rowKey={(row) => `${row.purchaseOrderId} ${row.sku}`}
      empty={t('purchase.empty')}
      actions={mayAnnounce && <Announce />}
      filters={<TextFilter name="sku" label="SKU" />}
    />
  );
}
