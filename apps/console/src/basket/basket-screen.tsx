import { Alert, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { CustomerLink } from '../customer/customer-link';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { ProblemView } from '../problem/problem-view';
import { StatusBadge } from '../status/status';
import { useBasket, useQuote } from './basket';
import { BasketAddress } from './basket-address';
import { BasketLines } from './basket-lines';
import { BasketSums } from './basket-sums';
import { BasketTerms } from './basket-terms';
import { PlaceOrder } from './place-order';
import { SkuSearch } from './sku-search';

/** A basket that an agent fills for a customer on the phone: what it costs is live, and it is ordered here. */
export function BasketScreen() {
  const { t } = useLanguage();
  const { cartId } = useParams({ from: '/baskets/$cartId' });
  const query = useBasket(cartId);
  const quote = useQuote(query.data);
  if (!query.data) return <Unanswered query={query} />;
  const basket = query.data;
  const { status, customerId, channel, currency, orderId, hold } = basket;
  const isOpen = status === 'open';
  return (
    <Stack>
      <Group gap="sm">
        <Title order={1} size="h2">
          {t('basket.title')}
        </Title>
        <StatusBadge status={status} />
      </Group>
      <Text size="sm" c="dimmed">
        {customerId === null ? t('basket.nobody') : <CustomerLink customerId={customerId} />} · {channel} · {currency}
      </Text>
      {orderId !== null && (
        <Alert variant="light">
          {t('basket.ordered')} <OrderLink orderId={orderId} />
        </Alert>
      )}
      {hold.status === 'held' && hold.short.length === 0 && hold.expiresAt && (
        <Text size="sm">
          {t('basket.held')} <When at={hold.expiresAt} />
        </Text>
      )}
      {isOpen && (
        <Grid>
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack>
              <Section title={t('basket.lines')}>
                <Stack gap="sm">
                  <SkuSearch basket={basket} />
                  <BasketLines basket={basket} quote={quote.data} />
                </Stack>
              </Section>
              <Section title={t('basket.address')}>
                <div>
                  <BasketAddress basket={basket} />
                </div>
              </Section>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Stack>
              <Section title={t('basket.terms')}>
                <BasketTerms basket={basket} quote={quote.data} />
              </Section>
              <Section title={t('basket.costs')}>
                {quote.error && <ProblemView error={quote.error} onRetry={() => void quote.refetch()} />}
                {!quote.error && !quote.data && <Text size="sm">{t('basket.notQuoted')}</Text>}
                {!quote.error && quote.data && (
                  <Stack aria-busy={quote.isFetching} opacity={quote.isFetching ? 0.6 : 1}>
                    <BasketSums quote={quote.data} />
                    <PlaceOrder basket={basket} quote={quote.data} />
                  </Stack>
                )}
              </Section>
            </Stack>
          </Grid.Col>
        </Grid>
      )}
    </Stack>
  );
}
