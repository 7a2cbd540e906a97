import { Divider, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { Row } from '../frame/row';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';

/** What was ordered, what it costs, and how it is paid: amounts as the service says them. */
export function OrderLines({ order }: { readonly order: Orders.Order }) {
  const { t } = useLanguage();
  const { lines, sums, currency, credits, capturedMinor, refundedMinor, creditsBackMinor, paymentMethod } = order;
  const money = (minor: number) => <Money minor={minor} currency={currency} />;
  return (
    <Stack gap={6} fz="sm" lh="sm">
      {lines
        .filter(({ isShipping }) => !isShipping)
        .map(({ lineId, title, quantity, unitMinor, cancelled = 0 }) => (
          <Row
            key={lineId}
            says={`${quantity} × ${title}`}
            note={cancelled > 0 ? t('order.cancelledUnits', { count: cancelled }) : undefined}
          >
            <Text component="span" size="sm">
              {t('order.each')} {money(unitMinor)}
            </Text>
          </Row>
        ))}
      <Divider />
      <Row says={t('basket.goods')}>{money(sums.goodsMinor)}</Row>
      {sums.discounts.map(({ promotionId, amountMinor }) => (
        <Row key={promotionId} says={t('basket.discount')}>
          −{money(amountMinor)}
        </Row>
      ))}
      {order.shipping && (
        <Row says={t('basket.shipping', { name: order.shipping.name })}>
          {sums.shippingMinor > 0 ? money(sums.shippingMinor) : t('basket.free')}
        </Row>
      )}
      {sums.taxOnTopMinor > 0 && <Row says={t('basket.taxOnTop')}>{money(sums.taxOnTopMinor)}</Row>}
      <Row says={<b>{t('basket.total')}</b>}>
        <b>{money(sums.totalMinor)}</b>
      </Row>
      {sums.taxMinor > 0 && sums.taxOnTopMinor === 0 && (
        <Row says={t('basket.taxIncluded')}>{money(sums.taxMinor)}</Row>
      )}
      {credits?.vouchers.map(({ voucherId, amountMinor }) => (
        <Row key={voucherId} says={t('basket.byVoucher', { end: voucherId.slice(-4) })}>
          {money(amountMinor)}
        </Row>
      ))}
      {credits?.points && (
        <Row says={t('basket.byPoints', { count: credits.points.points })}>{money(credits.points.amountMinor)}</Row>
      )}
      {sums.toPayMinor > 0 && (
        <Row says={t(paymentMethod === 'card' ? 'checkout.card' : 'checkout.invoice')}>{money(sums.toPayMinor)}</Row>
      )}
      {capturedMinor > 0 && <Row says={t('order.captured')}>{money(capturedMinor)}</Row>}
      {refundedMinor > 0 && <Row says={t('order.refunded')}>{money(refundedMinor)}</Row>}
      {creditsBackMinor > 0 && <Row says={t('order.creditsBack')}>{money(creditsBackMinor)}</Row>}
    </Stack>
  );
}
