import { Group, Table, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useLanguage } from '../language/language';
import { Money, money } from '../money/money';
import { PromotionName } from '../promotions/promotion-name';
import { SkuLink } from '../sku/sku-link';

/** The lines of an order, each discount with its reason. */
export function OrderLines({ order }: { readonly order: Orders.Order }) {
  const { t, language } = useLanguage();
  const { lines, currency, sums, discountMinor, totalMinor } = order;
  return (
    <>
      <Table.ScrollContainer minWidth={280}>
        <Table aria-label={t('order.lines')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('order.line')}</Table.Th>
              <Table.Th ta="right">{t('order.units')}</Table.Th>
              <Table.Th ta="right" visibleFrom="sm">
                {t('order.unit')}
              </Table.Th>
              <Table.Th ta="right">{t('order.total')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(
              ({ lineId, sku, title, quantity, unitMinor, totalMinor: amount, discounts, cancelled, isShipping }) => (
                <Table.Tr key={lineId}>
                  <Table.Td>
                    {!isShipping && <SkuLink sku={sku} fw={600} />} {title}
                    {discounts.map(({ promotionId, amountMinor }) => (
                      <Text size="xs" c="dimmed" key={promotionId}>
                        <PromotionName promotionId={promotionId} /> −{money(amountMinor, currency, language)}
                      </Text>
                    ))}
                  </Table.Td>
                  <Table.Td ta="right">
                    {quantity}
                    {cancelled !== undefined && cancelled > 0 && (
                      <Text size="xs" c="dimmed">
                        {t('order.cancelledUnits', { count: cancelled })}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td ta="right" visibleFrom="sm">
                    <Money minor={unitMinor} currency={currency} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Money minor={amount} currency={currency} />
                  </Table.Td>
                </Table.Tr>
              ),
            )}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Group justify="flex-end" gap="lg" mt="xs">
        <Text size="sm">{t('order.goods', { amount: money(sums.goodsMinor, currency, language) })}</Text>
        {sums.shippingMinor > 0 && (
          <Text size="sm">{t('order.shipping', { amount: money(sums.shippingMinor, currency, language) })}</Text>
        )}
        {discountMinor > 0 && (
          <Text size="sm">{t('order.discounts', { amount: money(discountMinor, currency, language) })}</Text>
        )}
        <Text fw={700}>
          {t('order.total')} <Money minor={totalMinor} currency={currency} />
        </Text>
      </Group>
    </>
  );
}
