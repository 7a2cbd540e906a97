import { shortId } from '@concord/client/screens';
import { ActionIcon, NumberInput, Table, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Orders } from '@concord/client';
import { useLanguage } from '../language/language';
import { Money, money } from '../money/money';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { SkuLink } from '../sku/sku-link';
import { useBasketChange, type Basket } from './basket';

const UNITS_MAX = 1_000_000;

interface BasketLinesProps {
  readonly basket: Basket;
  readonly quote: Orders.Quote | undefined;
}

/** The lines of a basket, each with its price and the reason of every discount. */
export function BasketLines({ basket, quote }: BasketLinesProps) {
  const { t, language } = useLanguage();
  const { cartId, currency, lines, hold } = basket;
  const change = useBasketChange(cartId, ({ lineId, quantity }: { lineId: string; quantity: number }) => {
    const path = { cartId, lineId };
    return quantity > 0
      ? shop.orders.patch('/v1/carts/{cartId}/lines/{lineId}', { path, body: { quantity } })
      : shop.orders.delete('/v1/carts/{cartId}/lines/{lineId}', { path });
  });
  const nameOf = (promotionId: string) => {
    const known = quote?.promotions.find((one) => one.promotionId === promotionId);
    return known ? `${known.code} (${known.name})` : shortId(promotionId);
  };
  if (lines.length === 0) return <Text size="sm">{t('basket.empty')}</Text>;
  return (
    <>
      <Table.ScrollContainer minWidth={280}>
        <Table aria-label={t('basket.lines')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('basket.line')}</Table.Th>
              <Table.Th>{t('basket.units')}</Table.Th>
              <Table.Th ta="right">{t('basket.total')}</Table.Th>
              <Table.Th aria-label={t('basket.remove')} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ lineId, sku, quantity }) => {
              const priced = quote?.quote?.lines.find((line) => line.sku === sku && line.quantity === quantity);
              const short = hold.short.find((one) => one.sku === sku && one.wanted === quantity);
              return (
                <Table.Tr key={lineId}>
                  <Table.Td>
                    <SkuLink sku={sku} fw={600} /> {priced?.title}
                    {priced?.discounts.map(({ promotionId, amountMinor }) => (
                      <Text size="xs" c="dimmed" key={promotionId}>
                        {nameOf(promotionId)} −{money(amountMinor, currency, language)}
                      </Text>
                    ))}
                    {short && (
                      <Text size="xs" c="var(--mantine-color-orange-light-color)" role="alert">
                        {t('basket.short', { count: short.sellable })}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <NumberInput
                      key={quantity}
                      aria-label={t('basket.unitsOf', { sku })}
                      size="xs"
                      w={84}
                      min={1}
                      max={UNITS_MAX}
                      allowDecimal={false}
                      defaultValue={quantity}
                      disabled={change.isPending}
                      onBlur={({ currentTarget }) => {
                        const units = Number(currentTarget.value);
                        if (Number.isInteger(units) && units > 0 && units !== quantity)
                          change.mutate({ lineId, quantity: units });
                      }}
                      onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
                    />
                  </Table.Td>
                  <Table.Td ta="right">{priced && <Money minor={priced.totalMinor} currency={currency} />}</Table.Td>
                  <Table.Td>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('basket.removeOf', { sku })}
                      disabled={change.isPending}
                      onClick={() => change.mutate({ lineId, quantity: 0 })}
                    >
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {change.error && <ProblemView error={change.error} />}
    </>
  );
}
