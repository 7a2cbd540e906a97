import { shortId } from '@concord/client/screens';
import { Anchor, Button, Card, Group, Stack, Text } from '@mantine/core';
import type { Orders as Shop } from '@concord/client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { Loading } from '../frame/loading';
import { ScreenTitle } from '../frame/screen-title';
import { useLanguage } from '../language/language';
import { fullDay } from '../moment/day';
import { Money } from '../money/money';
import { ProblemView } from '../problem/problem-view';
import { signIn, useSession } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from './order-status';
import { PromiseQuestions } from './promise-questions';

const PAGE = 10;

/** The orders of the customer, the latest first. */
export function Orders() {
  const { t } = useLanguage();
  const { guest, customerId } = useSession();
  const query = useInfiniteQuery({
    queryKey: ['orders'],
    queryFn: async ({ pageParam, signal }) =>
      (await shop.orders.get('/v1/orders', { query: { limit: PAGE, ...(pageParam && { cursor: pageParam }) }, signal }))
        .data,
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    enabled: customerId !== undefined,
  });
  const orders = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack>
      <ScreenTitle>{t('order.list')}</ScreenTitle>
      {guest && (
        <Group gap="xs">
          <Text size="sm">{t('order.asGuest')}</Text>
          <Button size="xs" variant="default" onClick={() => void signIn()}>
            {t('frame.signIn')}
          </Button>
        </Group>
      )}
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && customerId !== undefined && <Loading />}
      {query.data && orders.length === 0 && <Text>{t('order.none')}</Text>}
      {orders.map((order) => (
        <Fragment key={order.orderId}>
          <OrderCard order={order} />
          <PromiseQuestions order={order} />
        </Fragment>
      ))}
      {query.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('product.more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** An order in the list. The whole card leads to it; its day is the link. */
function OrderCard({ order }: { readonly order: Shop.Order }) {
  const { t, language } = useLanguage();
  const { orderId, reference, status, placedAt, lines, sums, currency } = order;
  return (
    <Card withBorder padding="sm" className="card" pos="relative">
      <Group justify="space-between" wrap="nowrap" align="start">
        <div style={{ minWidth: 0 }}>
          <Anchor
            fw={600}
            underline="never"
            c="inherit"
            renderRoot={(root) => <Link {...root} to="/orders/$orderId" params={{ orderId }} />}
          >
            {t('order.of', { day: fullDay(placedAt, language) })}
            <span style={{ position: 'absolute', inset: 0 }} />
          </Anchor>
          <Text size="sm" lineClamp={2}>
            {lines
              .filter(({ isShipping }) => !isShipping)
              .map(({ quantity, title }) => `${quantity} × ${title}`)
              .join(', ')}
          </Text>
          <Text size="xs" c="dimmed">
            {reference ?? shortId(orderId)}
          </Text>
        </div>
        <Stack gap={4} align="end" style={{ flexShrink: 0 }}>
          <StatusBadge status={status} />
          <Money fw={700} minor={sums.totalMinor} currency={currency} />
        </Stack>
      </Group>
    </Card>
  );
}
