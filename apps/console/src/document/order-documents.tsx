import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import type { Hears } from '../live/hears';
import { Money } from '../money/money';
import { When } from '../moment/when';
import { shop } from '../shop';
import { DocumentFiles } from './document-files';

/** The invoices and credit notes of an order. */
export function OrderDocuments({ orderId, hears }: { readonly orderId: string; readonly hears: Hears }) {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ['order', orderId, 'documents'],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/orders/{orderId}/documents', { path: { orderId }, signal })).data.items,
    meta: { hears },
  });
  if (!query.data) return <Unanswered query={query} size="sm" />;
  if (query.data.length === 0) return <Text size="sm">{t('document.none')}</Text>;
  return (
    <Stack gap="xs">
      {query.data.map((document) => {
        const { documentId, kind, numberText, issuedAt, totalMinor, currency, corrects, dueAt } = document;
        const numbers = corrects.map((invoice) => invoice.numberText).join(', ');
        return (
          <Group gap="sm" key={documentId}>
            <Text size="sm">
              {t(`document.${kind}`)} <b>{numberText}</b>
            </Text>
            <Money minor={totalMinor} currency={currency} />
            <When at={issuedAt} size="sm" c="dimmed" />
            {numbers && <Text size="sm">{t('document.corrects', { numbers })}</Text>}
            {dueAt && <Text size="sm">{t('document.due', { date: dueAt.slice(0, 10) })}</Text>}
            <DocumentFiles document={document} />
          </Group>
        );
      })}
    </Stack>
  );
}
