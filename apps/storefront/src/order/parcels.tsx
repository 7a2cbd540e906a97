import { Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { fullDay } from '../moment/day';
import { shop } from '../shop';
import { ORDER } from './order-query';

/** The parcels of an order, with carrier and number. The desk may hear of an order a moment later. */
export function Parcels({ order: { orderId, parcels } }: { readonly order: Orders.Order }) {
  const { t, language } = useLanguage();
  const { data } = useQuery({
    queryKey: [ORDER, orderId, 'parcels', parcels],
    queryFn: async ({ signal }) =>
      (await shop.customerService.get('/v1/orders/{orderId}', { path: { orderId }, signal })).data.parcels,
    enabled: parcels.length > 0,
  });
  if (parcels.length === 0) return null;
  return (
    <Stack gap={4} mt="xs">
      {parcels.map(({ fulfilmentId, status, units }) => {
        const { carrier, tracking, deliveredAt } = data?.find((one) => one.fulfilmentId === fulfilmentId) ?? {};
        const count = units.reduce((sum, { quantity }) => sum + quantity, 0);
        return (
          <Text size="sm" key={fulfilmentId}>
            {t(status === 'delivered' ? 'order.parcelArrived' : 'order.parcelLeft', { count })}
            {deliveredAt && ` · ${fullDay(deliveredAt, language)}`}
            {carrier && ` · ${carrier}`}
            {tracking && ` · ${t('order.tracking', { number: tracking })}`}
          </Text>
        );
      })}
    </Stack>
  );
}
