import { Select } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useLanguage } from '../language/language';
import { TextFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { Money, money } from '../money/money';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { shop } from '../shop';
import { DocumentFiles } from './document-files';

type Document = Orders.ListedDocument;
const KINDS = ['invoice', 'credit-note'] as const;

/** Invoices and credit notes, for finance. */
export function Documents() {
  const { t, language } = useLanguage();
  const [{ kind, series, from, to }, setFilters] = useFilters();
  const amount = (key: 'netMinor' | 'taxMinor' | 'totalMinor', label: string, isWide = false): Column<Document> => ({
    key,
    label,
    cell: (row) => <Money minor={row[key]} currency={row.currency} />,
    text: (row) => money(row[key], row.currency, language),
    isNumber: true,
    isWide,
  });
  const columns: Column<Document>[] = [
    {
      key: 'number',
      label: t('document.number'),
      cell: ({ numberText }) => <b>{numberText}</b>,
      text: ({ numberText }) => numberText,
    },
    {
      key: 'kind',
      label: t('document.kind'),
      cell: (row) => t(`document.${row.kind}`),
      text: (row) => row.kind,
      isWide: true,
    },
    {
      key: 'issued',
      label: t('document.issued'),
      cell: ({ issuedAt }) => <When at={issuedAt} />,
      text: ({ issuedAt }) => issuedAt,
    },
    {
      key: 'order',
      label: t('document.order'),
      cell: ({ orderId }) => <OrderLink orderId={orderId} />,
      text: ({ orderId }) => orderId,
      isWide: true,
    },
    amount('netMinor', t('document.net'), true),
    amount('taxMinor', t('document.tax'), true),
    amount('totalMinor', t('document.total')),
    {
      key: 'files',
      label: t('document.pdf'),
      cell: (row) => <DocumentFiles document={row} />,
      text: () => '',
    },
  ];
  return (
    <ListPage<Document>
      title={t('document.title')}
      intro={t('document.intro')}
      queryKey={['documents', kind, series, from, to]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, kind: kind as Document['kind'] | undefined, series };
        const days = { from: momentOf(from), to: momentOf(to) };
        return (await shop.orders.get('/v1/documents', { query: { ...query, ...days }, signal })).data;
      }}
      hears={{ services: ['orders'] }}
      columns={columns}
      rowKey={({ documentId }) => documentId}
      empty={t('document.empty')}
      filters={
        <>
          <Select
            label={t('document.kind')}
            data={[
              { value: '', label: t('document.all') },
              ...KINDS.map((value) => ({ value, label: t(`document.${value}`) })),
            ]}
            value={kind ?? ''}
            onChange={(value) => setFilters({ kind: value || undefined })}
            allowDeselect={false}
          />
          <TextFilter name="series" label={t('document.series')} />
          <TextFilter name="from" label={t('document.from')} />
          <TextFilter name="to" label={t('document.to')} />
        </>
      }
    />
  );
}

/** A day stands for its beginning. */
const momentOf = (text: string | undefined) =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
