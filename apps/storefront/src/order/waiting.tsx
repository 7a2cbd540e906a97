import { Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useLanguage } from '../language/language';
import { fullDay } from '../moment/day';

/** What still waits for goods, and until when. */
export function Waiting({ order: { waiting } }: { readonly order: Orders.Order }) {
  const { t, language } = useLanguage();
  return waiting.map(({ sku, quantity: count, promisedAt }) => (
    <Text size="sm" key={sku}>
      {promisedAt === undefined
        ? t('order.waitingUndated', { count, sku })
        : t('order.waiting', { count, sku, day: fullDay(promisedAt, language) })}
    </Text>
  ));
}
