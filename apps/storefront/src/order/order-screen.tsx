import { Alert, Anchor, Grid, Group, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { AddressWords } from '../checkout/address-form';
import { Loading } from '../frame/loading';
import { Part } from '../frame/part';
import { ScreenTitle } from '../frame/screen-title';
import { Claims } from '../after-sales/claims';
import { Exchanges } from '../after-sales/exchanges';
import { useLanguage } from '../language/language';
import { days, fullDay, moment } from '../moment/day';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { Belongs } from './belongs';
import { OrderActions } from './order-actions';
import { OrderLines } from './order-lines';
import { ORDER, useOrder } from './order-query';
import { StatusBadge } from './order-status';
import { Parcels } from './parcels';
import { PromiseQuestions } from './promise-questions';
import { Rejection } from './rejection';
import { Returns } from './returns';
import { Waiting } from './waiting';

/** One order: where it stands, its money, its parcels, what came back, and what happened. */
export function OrderScreen() {
  const { t, language } = useLanguage();
  const { orderId } = useParams({ from: '/orders/$orderId' });
  const { data: order, error, refetch } = useOrder(orderId);
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!order) return <Loading />;
  const { status, placedAt, cancellation, hold, shipping, shipTo } = order;
  return (
    <Stack>
      <Anchor size="sm" underline="hover" renderRoot={(root) => <Link {...root} to="/orders" />}>
        ← {t('order.list')}
      </Anchor>
      <Group justify="space-between">
        <ScreenTitle>{t('order.of', { day: fullDay(placedAt, language) })}</ScreenTitle>
        <StatusBadge status={status} />
      </Group>
      <Belongs order={order} />
      {status === 'rejected' && <Rejection order={order} />}
      {hold && <Alert color="orange" variant="light" title={t('order.held')} />}
      <PromiseQuestions order={order} />
      {cancellation && (
        <Alert color="gray" variant="light">
          {t('order.cancelled', { reason: cancellation })}
        </Alert>
      )}
      <OrderActions order={order} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack>
            <Part title={t('order.ordered')}>
              <OrderLines order={order} />
            </Part>
            <Part title={t('order.goes')}>
              <AddressWords address={shipTo} />
              {shipping && (
                <Text size="sm" mt="xs">
                  {shipping.name},{' '}
                  {t('basket.arrives', { days: days(shipping.promisedFrom, shipping.promisedTo, language) })}
                </Text>
              )}
              <Waiting order={order} />
              <Parcels order={order} />
            </Part>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack>
            <Returns order={order} />
            <Exchanges orderId={orderId} />
            <Claims orderId={orderId} />
            <Part title={t('order.story')}>
              <Story order={order} />
            </Part>
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

/** What happened, in the sentences of the services. */
function Story({ order }: { readonly order: Orders.Order }) {
  const { language } = useLanguage();
  const { orderId, status, capturedMinor, refundedMinor, creditsBackMinor } = order;
  const query = useQuery({
    // Another state is another story, and so is other money.
    queryKey: [ORDER, orderId, 'story', status, capturedMinor, refundedMinor, creditsBackMinor],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/orders/{orderId}/story', { path: { orderId }, signal })).data.items,
  });
  if (query.error) return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  return (
    <Stack gap={6} component="ol" m={0} p={0} lang="en">
      {query.data.map(({ at, type, words }) => (
        <Text component="li" size="sm" key={at + type + words} style={{ listStyle: 'none' }}>
          <Text component="time" dateTime={at} size="xs" c="dimmed" lang={language}>
            {moment(at, language)}
          </Text>{' '}
          {words}
        </Text>
      ))}
    </Stack>
  );
}
