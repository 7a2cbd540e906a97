import { Group, Stack, Text } from '@mantine/core';
import { shortId } from '@concord/client/screens';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { When } from '../moment/when';
import { ScreenLink } from '../frame/screen-link';
import { OrderLink } from '../order/order-link';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';

/** The exchanges of an order: what comes back, and the order that sends others for it. */
export function useExchanges(orderId: string) {
  return useQuery({
    queryKey: ['order', orderId, 'exchanges'],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/exchanges', { query: { order: orderId, limit: 20 }, signal })).data.items,
    meta: { hears: { services: ['orders'] } },
  });
}

export function Exchanges({ exchanges }: { readonly exchanges: NonNullable<ReturnType<typeof useExchanges>['data']> }) {
  const { t } = useLanguage();
  return (
    <Stack gap="xs">
      {exchanges.map(({ exchangeId, status, mode, lines, returnId, replacementOrderId, deadline, detail }) => (
        <Stack gap={2} key={exchangeId}>
          <Group gap="sm">
            <StatusBadge status={status} />
            {lines.map(({ lineId, sku, toSku, quantity }) => (
              <Text size="sm" key={lineId}>
                {t('afterSales.forUnits', { quantity, sku, toSku })}
              </Text>
            ))}
            <Text size="sm" c="dimmed">
              {t(`afterSales.modes.${mode}`)}
            </Text>
          </Group>
          <Group gap="sm">
            <ScreenLink size="sm" to={`/returns/${encodeURIComponent(returnId)}`} title={returnId}>
              {shortId(returnId)}
            </ScreenLink>
            <Text size="sm">
              {t('afterSales.replacement')} <OrderLink orderId={replacementOrderId} />
            </Text>
            <Text size="sm" c="dimmed">
              {t('afterSales.until')} <When at={deadline} />
            </Text>
          </Group>
          {detail && <Text size="sm">{detail}</Text>}
        </Stack>
      ))}
    </Stack>
  );
}
