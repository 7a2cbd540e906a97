import { Alert, Button, List, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { BASKET } from '../basket/basket';
import { useLanguage } from '../language/language';
import { shop } from '../shop';
import { orderWords } from './order.words';

const REOPENING_MS = 500;

type Reason = keyof typeof orderWords.english.rejections;
const isReason = (reason: string): reason is Reason => Object.hasOwn(orderWords.english.rejections, reason);

/** Why an order was not taken, and the way back to its basket, which is open again a moment later. */
export function Rejection({ order }: { readonly order: Orders.Order }) {
  const { t } = useLanguage();
  const isOpen = useReopened(order.cartId);
  const { reason = '', detail = '', short = [] } = order.rejection ?? {};
  return (
    <Alert color="red" variant="light" title={t('order.rejected')} role="alert">
      <Stack gap="xs">
        <Text size="sm">{isReason(reason) ? t(`order.rejections.${reason}`) : detail}</Text>
        {short.length > 0 && (
          <List size="sm">
            {short.map(({ sku, wanted, sellable }) => (
              <List.Item key={sku}>
                {t('basket.shortOf', { title: titleOf(order, sku), count: sellable, wanted })}
              </List.Item>
            ))}
          </List>
        )}
        <Text size="sm">{t('order.nothingPaid')}</Text>
        {isOpen && (
          <div>
            <Button size="sm" renderRoot={(root) => <Link {...root} to="/basket" />}>
              {t('order.basketOpen')}
            </Button>
          </div>
        )}
      </Stack>
    </Alert>
  );
}

/** Whether the basket of a rejected order is open again. */
function useReopened(cartId: string | null): boolean {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: ['cart', cartId],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/carts/{cartId}', { path: { cartId: cartId! }, signal })).data.status,
    enabled: cartId !== null,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data === 'ordered' ? REOPENING_MS : false),
  });
  const isOpen = data === 'open';
  useEffect(() => {
    if (isOpen) void client.invalidateQueries({ queryKey: BASKET });
  }, [client, isOpen]);
  return isOpen;
}

const titleOf = ({ lines }: Orders.Order, sku: string) => lines.find((line) => line.sku === sku)?.title ?? sku;
