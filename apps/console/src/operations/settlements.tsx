import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { Unanswered } from '../list/unanswered';
import { When } from '../moment/when';
import { Money } from '../money/money';
import { OrderLink } from '../order/order-link';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { Sheet } from './sheet';

const ROWS = 60;

/** The books of the payment provider beside ours, day by day, and notices of the provider that need a person. */
export function Settlements() {
  const { t } = useLanguage();
  const may = useMay();
  const [filters, setFilters] = useFilters();
  const query = useQuery({
    queryKey: ['settlements'],
    queryFn: async ({ signal }) => (await shop.orders.get('/v1/settlements', { query: { limit: ROWS }, signal })).data,
    meta: { hears: { services: ['orders'] } },
  });
  if (!query.data) return <Unanswered query={query} />;
  const { items } = query.data;
  const day = filters['day'] ?? items[0]?.day;
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm">{t('operations.settlementsSay')}</Text>
        {may('settlement.record') && (
          <Action
            label={t('operations.settle')}
            says={t('operations.settleSays')}
            fields={[
              { name: 'day', label: t('operations.settlementDay'), kind: 'text', max: 10 },
              { name: 'file', label: t('operations.settlementFile'), kind: 'long', max: 1_048_576 },
            ]}
            run={(typed) =>
              shop.orders.post('/v1/settlements', {
                body: { day: String(typed['day']), file: String(typed['file']), format: 'csv' },
              })
            }
          />
        )}
      </Group>
      <Sheet
        label={t('operations.tabs.settlements')}
        rows={items}
        rowKey={(row) => row.day}
        empty={t('operations.settlementsNone')}
        columns={[
          {
            label: t('operations.settlementDay'),
            cell: (row) => (
              <Text
                component="button"
                type="button"
                size="sm"
                td="underline"
                fw={row.day === day ? 700 : 400}
                style={{ background: 'none', border: 0, padding: 0, cursor: 'pointer' }}
                onClick={() => setFilters({ day: row.day })}
              >
                {row.day}
              </Text>
            ),
          },
          { label: t('operations.settlementLines'), cell: ({ lineCount }) => lineCount, isNumber: true },
          { label: t('operations.differences'), cell: ({ differenceCount }) => differenceCount, isNumber: true },
          { label: t('operations.when'), cell: ({ recordedAt }) => <When at={recordedAt} /> },
        ]}
      />
      {day !== undefined && <Differences day={day} />}
      <Notices />
    </Stack>
  );
}

function Differences({ day }: { readonly day: string }) {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ['settlements', day],
    queryFn: async ({ signal }) => (await shop.orders.get('/v1/settlements/{day}', { path: { day }, signal })).data,
    meta: { hears: { services: ['orders'] } },
  });
  if (!query.data) return <Unanswered query={query} size="sm" />;
  const label = t('operations.differencesOf', { day });
  return (
    <Card withBorder component="section" aria-label={label}>
      <Title order={2} size="h4" mb="xs">
        {label}
      </Title>
      <Sheet
        label={label}
        rows={query.data.differences}
        rowKey={({ providerRef, move, currency }) => `${providerRef} ${move} ${currency}`}
        empty={t('operations.differencesNone')}
        columns={[
          { label: t('operations.order'), cell: ({ orderId }) => orderId && <OrderLink orderId={orderId} /> },
          { label: t('operations.providerRef'), cell: ({ providerRef }) => providerRef },
          { label: t('operations.move'), cell: ({ move }) => t(`operations.moves.${move as Move}`) },
          {
            label: t('operations.ours'),
            cell: ({ oursMinor, currency }) => <Money minor={oursMinor} currency={currency} />,
            isNumber: true,
          },
          {
            label: t('operations.theirs'),
            cell: ({ theirsMinor, currency }) => <Money minor={theirsMinor} currency={currency} />,
            isNumber: true,
          },
          { label: t('operations.since'), cell: ({ since }) => since },
        ]}
      />
    </Card>
  );
}

type Move = 'capture' | 'refund' | 'refund-returned' | 'chargeback' | 'chargeback-returned';
type Notice = Orders.ProviderNotice;

/** Notices that need a person: about no order of ours, inquiries of a bank, and those that contradict a refund. */
function Notices() {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ['provider-notices'],
    queryFn: async ({ signal }) => {
      const of = async (outcome: 'unknown' | 'contradicts') =>
        (await shop.orders.get('/v1/payments/notices', { query: { outcome, limit: ROWS }, signal })).data.items;
      return (await Promise.all([of('contradicts'), of('unknown')])).flat();
    },
    meta: { hears: { services: ['orders'] } },
  });
  if (!query.data) return <Unanswered query={query} size="sm" />;
  return (
    <Card withBorder component="section" aria-label={t('operations.notices')}>
      <Title order={2} size="h4" mb="xs">
        {t('operations.notices')}
      </Title>
      <Sheet<Notice>
        label={t('operations.notices')}
        rows={query.data}
        rowKey={({ noticeId }) => noticeId}
        empty={t('operations.noticesNone')}
        columns={[
          { label: t('operations.when'), cell: ({ receivedAt }) => <When at={receivedAt} /> },
          { label: t('operations.event'), cell: ({ type }) => type },
          { label: t('operations.providerRef'), cell: ({ providerRef }) => providerRef },
          { label: t('operations.order'), cell: ({ orderId }) => orderId && <OrderLink orderId={orderId} /> },
          {
            label: t('operations.why'),
            cell: ({ outcome, orderId }) =>
              outcome === 'contradicts'
                ? t('operations.noticeContradicts')
                : t(orderId ? 'operations.noticeInquiry' : 'operations.noticeUnknown'),
          },
        ]}
      />
    </Card>
  );
}
