import { shortId } from '@concord/client/screens';
import { Group, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Part } from '../frame/part';
import { useLanguage } from '../language/language';
import { fullDay } from '../moment/day';
import { Money } from '../money/money';
import { shop } from '../shop';
import { ORDER } from './order-query';
import { StatusBadge } from './order-status';

export const RETURNS = 'returns';
const UNDERWAY_MS = 5_000;
const OVER: readonly string[] = ['refunded', 'rejected', 'cancelled', 'expired'];

/** What of the order comes back, until its money is back too. */
export function Returns({ order: { orderId, currency } }: { readonly order: Orders.Order }) {
  const { t, language } = useLanguage();
  const client = useQueryClient();
  const { data: returns = [] } = useQuery({
    queryKey: [RETURNS, orderId],
    queryFn: async ({ signal }) =>
      (await shop.customerService.get('/v1/return-desk', { query: { order: orderId, limit: 20 }, signal })).data.items,
    refetchInterval: ({ state: { data } }) =>
      data?.some(({ status }) => !OVER.includes(status)) ? UNDERWAY_MS : false,
  });
  // The order has the money of a return: it is asked for again when a return has moved on.
  const states = returns.map(({ status }) => status).join();
  useEffect(() => {
    if (states !== '') void client.invalidateQueries({ queryKey: [ORDER, orderId], exact: true });
  }, [client, orderId, states]);
  if (returns.length === 0) return null;
  return (
    <Part title={t('order.returns')}>
      <Stack gap="sm">
        {returns.map(({ returnId, status, lines, deadline, refundMinor, rejection }) => (
          <div key={returnId}>
            <Group justify="space-between" gap="xs">
              <Text size="sm" fw={600}>
                {t('order.unitsBack', { count: lines.reduce((sum, { quantity }) => sum + quantity, 0) })}
              </Text>
              <StatusBadge status={status} />
            </Group>
            {status === 'authorised' && (
              <Text size="sm">
                {t('order.sendBack', { number: shortId(returnId) })}
                {deadline && ` ${t('order.until', { day: fullDay(deadline, language) })}`}
              </Text>
            )}
            {rejection && <Text size="sm">{rejection.detail ?? rejection.reason}</Text>}
            {refundMinor !== null && (
              <Text size="sm">
                {t('order.refund')} <Money minor={refundMinor} currency={currency} />
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </Part>
  );
}
