import { Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Inventory } from '@concord/client';
import { useLanguage } from '../language/language';
import { exactTime } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';

/** So many orders are named; the figure above counts all. */
const NAMED_MAX = 20;

/** What baskets hold, and the orders that wait for goods. Not for people of single warehouses: it concerns them all. */
export function SkuWaiting({ sku, stock }: { readonly sku: string; readonly stock: Inventory.Stock | null }) {
  const { t, language } = useLanguage();
  const { held, waiting, backorderCap, backorderDate } = stock ?? {};
  const query = useQuery({
    queryKey: ['sku', sku, 'backorders'],
    queryFn: async ({ signal }) =>
      (await shop.inventory.get('/v1/backorders', { query: { sku, limit: NAMED_MAX }, signal })).data.items,
    enabled: waiting !== undefined && waiting > 0,
    meta: { hears: { sku } },
  });
  if (held === undefined || waiting === undefined) return null;
  const orders = waiting > 0 ? (query.data ?? []) : [];
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="xs">
        {t('sku.spokenFor')}
      </Title>
      <SimpleGrid cols={2} spacing="xs" component="dl" m={0} mb="xs">
        <Figure label={t('sku.held')} value={held} />
        <Figure label={t('sku.waiting')} value={waiting} />
      </SimpleGrid>
      <Text size="sm">
        {backorderCap && backorderDate
          ? t('sku.mayWait', { count: backorderCap, at: exactTime(backorderDate, language) })
          : t('sku.mayNotWait')}
      </Text>
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {orders.length > 0 && (
        <Stack gap={4} mt="xs">
          {orders.map(({ orderId, waiting: count, promisedAt }) => (
            <Group key={orderId} gap="xs" wrap="nowrap" justify="space-between">
              <OrderLink orderId={orderId} size="sm" />
              <Text size="sm" ta="right">
                {t('sku.waitsUntil', { count, at: exactTime(promisedAt, language) })}
              </Text>
            </Group>
          ))}
        </Stack>
      )}
    </Card>
  );
}

const Figure = ({ label, value }: { readonly label: string; readonly value: number }) => (
  <div>
    <Text component="dt" size="xs" c="dimmed">
      {label}
    </Text>
    <Text component="dd" m={0} fz={24} fw={650} lh={1.2} className="figures">
      {value}
    </Text>
  </div>
);
