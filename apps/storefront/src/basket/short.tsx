import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useLanguage } from '../language/language';
import { fullDay } from '../moment/day';
import { useAvailability } from '../product/availability';
import { shop } from '../shop';
import { useOwnChange, type Basket } from './basket';

/** What is too little for the basket, with what can be done about it. */
export function Short({ basket }: { readonly basket: Basket }) {
  const { t, language } = useLanguage();
  const { short } = basket.hold;
  const availability = useAvailability(short.map(({ sku }) => sku));
  const titles = new Map(basket.quote?.lines.map(({ sku, title }) => [sku, title]));
  const take = useOwnChange(({ cartId }, { lineId, quantity }: { lineId: string; quantity: number }) => {
    const line = { cartId, lineId };
    return quantity > 0
      ? shop.orders.patch('/v1/carts/{cartId}/lines/{lineId}', { path: line, body: { quantity } })
      : shop.orders.delete('/v1/carts/{cartId}/lines/{lineId}', { path: line });
  });
  return (
    <Alert variant="light" color="orange" title={t('basket.short')} role="alert">
      <Stack gap="xs">
        {short.map(({ sku, wanted, sellable }) => {
          const line = basket.lines.find((one) => one.sku === sku);
          const later = availability.data?.find((one) => one.sku === sku);
          const mayWait = later && later.backorderDate !== null && later.backorderUnits >= wanted - sellable;
          return (
            <Stack gap={4} key={sku}>
              <Text size="sm">
                {t('basket.shortOf', { title: titles.get(sku) ?? sku, count: sellable, wanted })}{' '}
                {mayWait && t('basket.mayWait', { day: fullDay(later.backorderDate!, language) })}
              </Text>
              {line && (
                <Group gap="xs">
                  <Button
                    size="xs"
                    variant="default"
                    loading={take.isPending}
                    onClick={() => take.mutate({ lineId: line.lineId, quantity: sellable })}
                  >
                    {sellable > 0 ? t('basket.take', { count: sellable }) : t('basket.remove')}
                  </Button>
                </Group>
              )}
            </Stack>
          );
        })}
      </Stack>
    </Alert>
  );
}
