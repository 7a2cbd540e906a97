import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Part } from '../frame/part';
import { useLanguage } from '../language/language';
import { fullDay } from '../moment/day';
import { shop } from '../shop';

export const EXCHANGES = 'exchanges';
const UNDERWAY_MS = 5_000;
const UNDERWAY: readonly string[] = ['requested', 'confirmed'];

/** What is exchanged of an order. */
export function Exchanges({ orderId }: { readonly orderId: string }) {
  const { t, language } = useLanguage();
  const { data: exchanges = [] } = useQuery({
    queryKey: [EXCHANGES, orderId],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/exchanges', { query: { order: orderId, limit: 20 }, signal })).data.items,
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ status }) => UNDERWAY.includes(status)) ? UNDERWAY_MS : false,
  });
  if (exchanges.length === 0) return null;
  return (
    <Part title={t('afterSales.exchanges')}>
      <Stack gap="sm">
        {exchanges.map(({ exchangeId, status, lines, deadline, replacementOrderId }) => (
          <div key={exchangeId}>
            <Group justify="space-between" gap="xs">
              {lines.map(({ lineId, sku, toSku, quantity }) => (
                <Text size="sm" fw={600} key={lineId}>
                  {t('afterSales.forUnits', { count: quantity, sku, toSku })}
                </Text>
              ))}
              <Text size="sm">{t(`afterSales.states.${status}`)}</Text>
            </Group>
            {status === 'confirmed' && <Text size="sm">{t('order.until', { day: fullDay(deadline, language) })}</Text>}
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(root) => <Link {...root} to="/orders/$orderId" params={{ orderId: replacementOrderId }} />}
            >
              {t('afterSales.replacement')}
            </Anchor>
          </div>
        ))}
      </Stack>
    </Part>
  );
}
