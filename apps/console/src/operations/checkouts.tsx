import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { Loading } from '../list/loading';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { Sheet } from './sheet';

const LOOK_EVERY_MS = 5_000;
const ROWS = 200;

/** Checkouts that are not decided yet, the oldest first. */
export function Checkouts() {
  const { t } = useLanguage();
  const [filters, setFilters] = useFilters();
  const state = filters.state === 'open' ? 'open' : 'stuck';
  const query = useQuery({
    queryKey: ['operations', 'checkouts', state],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/checkouts', { query: { state, limit: ROWS }, signal })).data,
    meta: { hears: { services: ['orders'] } },
    refetchInterval: LOOK_EVERY_MS,
  });
  return (
    <Stack>
      <SegmentedControl
        value={state}
        onChange={(value) => setFilters({ state: value === 'stuck' ? undefined : value })}
        data={[
          { value: 'stuck', label: t('operations.stuck') },
          { value: 'open', label: t('operations.underWay') },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      {query.isPending && <Loading />}
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <Sheet
          label={state === 'stuck' ? t('operations.stuck') : t('operations.underWay')}
          rows={query.data.items}
          rowKey={({ orderId }) => orderId}
          empty={state === 'stuck' ? t('operations.stuckNone') : t('operations.underWayNone')}
          columns={[
            { label: t('operations.order'), cell: ({ orderId }) => <OrderLink orderId={orderId} /> },
            { label: t('operations.received'), cell: ({ receivedAt }) => <When at={receivedAt} /> },
            { label: t('operations.step'), cell: ({ stuck }) => stuck?.step },
            { label: t('operations.lastStep'), cell: ({ stuck }) => stuck && <When at={stuck.since} /> },
          ]}
        />
      )}
      {query.data?.next && <Text size="sm">{t('operations.cut', { count: ROWS })}</Text>}
    </Stack>
  );
}
