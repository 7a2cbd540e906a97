import { Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import type { Hears } from '../live/hears';
import { shop } from '../shop';
import { OrderLink } from './order-link';

interface BelongsProps {
  readonly order: Orders.Order;
  readonly hears: Hears;
}

/** The orders that belong to an order: the one before it, and those that added goods to it. */
export function Belongs({ order: { orderId, addsTo, replaces }, hears }: BelongsProps) {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ['order', orderId, 'additions'],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/orders', { query: { addsTo: orderId }, signal })).data.items,
    meta: { hears },
  });
  const additions = query.data ?? [];
  return (
    <>
      {addsTo !== null && (
        <Text size="sm">
          {t('order.addsTo')} <OrderLink orderId={addsTo} />
        </Text>
      )}
      {replaces !== null && (
        <Text size="sm">
          {t('order.replaces')} <OrderLink orderId={replaces} />
        </Text>
      )}
      {additions.length > 0 && (
        <Text size="sm">
          {t('order.additions')}{' '}
          {additions.map((added) => (
            <OrderLink key={added.orderId} orderId={added.orderId} reference={added.reference} mr="xs" />
          ))}
        </Text>
      )}
    </>
  );
}
