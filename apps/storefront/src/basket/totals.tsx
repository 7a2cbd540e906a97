import { Divider, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import type { UseQueryResult } from '@tanstack/react-query';
import { Loading } from '../frame/loading';
import { Row } from '../frame/row';
import { useLanguage } from '../language/language';
import { days } from '../moment/day';
import { Money } from '../money/money';
import { ProblemView } from '../problem/problem-view';

/** What the basket costs and how it is paid: every amount is one that the service says. */
export function Totals({ query }: { readonly query: UseQueryResult<Orders.Quote> }) {
  const { t, language } = useLanguage();
  if (query.error) return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data?.quote) return <Loading />;
  const { quote, sums, promotions, shipTo } = query.data;
  const { currency, lines, credits, shipping } = quote;
  const exempt = lines.find(({ tax }) => tax?.exemption)?.tax?.exemption;
  const named = (promotionId: string) => promotions.find((one) => one.promotionId === promotionId);
  return (
    <Stack gap={6} opacity={query.isFetching ? 0.6 : 1} aria-busy={query.isFetching}>
      <Row says={t('basket.goods')}>
        <Money minor={sums.goodsMinor} currency={currency} />
      </Row>
      {sums.discounts.map(({ promotionId, amountMinor }) => (
        <Row key={promotionId} says={named(promotionId)?.name ?? t('basket.discount')} note={named(promotionId)?.code}>
          −<Money minor={amountMinor} currency={currency} />
        </Row>
      ))}
      {shipping && (
        <Row
          says={t('basket.shipping', { name: shipping.name })}
          note={t('basket.arrives', { days: days(shipping.promisedFrom, shipping.promisedTo, language) })}
        >
          {sums.shippingMinor > 0 ? <Money minor={sums.shippingMinor} currency={currency} /> : t('basket.free')}
        </Row>
      )}
      {sums.taxOnTopMinor > 0 && (
        <Row says={t('basket.taxOnTop')}>
          <Money minor={sums.taxOnTopMinor} currency={currency} />
        </Row>
      )}
      <Divider />
      <Row says={<b>{t('basket.total')}</b>} note={shipTo ? t('basket.to', { country: shipTo.country }) : undefined}>
        <Money fz={22} fw={700} minor={sums.totalMinor} currency={currency} />
      </Row>
      {sums.taxMinor > 0 && sums.taxOnTopMinor === 0 && (
        <Row says={<Text size="sm">{t('basket.taxIncluded')}</Text>}>
          <Money size="sm" minor={sums.taxMinor} currency={currency} />
        </Row>
      )}
      {exempt && <Text size="sm">{t('basket.exempt', { why: exempt.replaceAll('-', ' ') })}</Text>}
      {credits?.vouchers.map(({ voucherId, amountMinor }) => (
        <Row key={voucherId} says={t('basket.byVoucher', { end: voucherId.slice(-4) })}>
          −<Money minor={amountMinor} currency={currency} />
        </Row>
      ))}
      {credits?.points && (
        <Row says={t('basket.byPoints', { count: credits.points.points })}>
          −<Money minor={credits.points.amountMinor} currency={currency} />
        </Row>
      )}
      {sums.creditsMinor > 0 && (
        <Row says={<b>{t('basket.rest')}</b>}>
          <Money fw={700} minor={sums.toPayMinor} currency={currency} />
        </Row>
      )}
    </Stack>
  );
}
