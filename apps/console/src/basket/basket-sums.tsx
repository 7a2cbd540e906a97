import { Divider, Group, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';
import { When } from '../moment/when';

/** What an order of the basket costs, and until when: as the service says it. */
export function BasketSums({ quote: { quote, sums } }: { readonly quote: Orders.Quote }) {
  const { t } = useLanguage();
  if (!quote) return null;
  const amount = (minor: number) => <Money minor={minor} currency={quote.currency} />;
  const discountMinor = quote.discountMinor;
  return (
    <Stack gap={4}>
      <Row says={t('basket.goods')}>{amount(sums.goodsMinor)}</Row>
      {discountMinor > 0 && <Row says={t('basket.discounts')}>−{amount(discountMinor)}</Row>}
      {quote.shipping && <Row says={quote.shipping.name}>{amount(sums.shippingMinor)}</Row>}
      {sums.taxOnTopMinor > 0 && <Row says={t('basket.taxOnTop')}>{amount(sums.taxOnTopMinor)}</Row>}
      <Divider />
      <Row says={<b>{t('basket.total')}</b>}>
        <b>{amount(sums.totalMinor)}</b>
      </Row>
      {sums.taxMinor > 0 && sums.taxOnTopMinor === 0 && (
        <Row says={t('basket.taxIncluded')}>{amount(sums.taxMinor)}</Row>
      )}
      {sums.creditsMinor > 0 && <Row says={t('basket.credits')}>−{amount(sums.creditsMinor)}</Row>}
      {sums.creditsMinor > 0 && (
        <Row says={<b>{t('basket.toPay')}</b>}>
          <b>{amount(sums.toPayMinor)}</b>
        </Row>
      )}
      <Text size="xs" c="dimmed">
        {t('basket.holdsUntil')} <When at={quote.expiresAt} />
      </Text>
    </Stack>
  );
}

const Row = ({ says, children }: { readonly says: ReactNode; readonly children: ReactNode }) => (
  <Group justify="space-between" wrap="nowrap" gap="sm">
    <Text size="sm" component="div">
      {says}
    </Text>
    <Text size="sm" component="div" style={{ whiteSpace: 'nowrap' }}>
      {children}
    </Text>
  </Group>
);
