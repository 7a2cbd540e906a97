import { Group, Radio, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useOwnChange } from '../basket/basket';
import { useLanguage } from '../language/language';
import { days } from '../moment/day';
import { Money } from '../money/money';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';

/** The ways to ship the basket, each with its price and the promised days. */
export function WaysToShip({ quote: { quote, shipOptions } }: { readonly quote: Orders.Quote }) {
  const { t, language } = useLanguage();
  const choose = useOwnChange(({ cartId }, option: string) =>
    shop.orders.put('/v1/carts/{cartId}/shipping', { path: { cartId }, body: { option } }),
  );
  if (!quote || shipOptions.length === 0) return <Text size="sm">{t('checkout.noWays')}</Text>;
  return (
    <>
      <Radio.Group
        aria-label={t('checkout.ways')}
        value={quote.shipping?.option ?? null}
        onChange={(option) => choose.mutate(option)}
      >
        <Stack gap="xs">
          {shipOptions.map(({ option, name, priceMinor, promisedFrom, promisedTo }) => (
            <Radio.Card key={option} value={option} p="sm" disabled={choose.isPending}>
              <Group wrap="nowrap" gap="sm">
                <Radio.Indicator />
                <div style={{ flex: 1 }}>
                  <Text fw={600}>{name}</Text>
                  <Text size="sm">{t('basket.arrives', { days: days(promisedFrom, promisedTo, language) })}</Text>
                </div>
                <Text fw={600}>
                  {priceMinor > 0 ? <Money minor={priceMinor} currency={quote.currency} /> : t('basket.free')}
                </Text>
              </Group>
            </Radio.Card>
          ))}
        </Stack>
      </Radio.Group>
      {choose.error && <ProblemView error={choose.error} />}
    </>
  );
}
