import { shortId } from '@concord/client/screens';
import { Anchor, Badge, Button, Group, Select, Stack, Text, Timeline as Line } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import type { Hears } from '../live/hears';
import { ProblemView } from '../problem/problem-view';
import { DEPARTMENTS, shop } from '../shop';
import { When } from './when';
import { Loading } from '../list/loading';

const PAGE = 30;

interface TimelineProps {
  readonly of: { readonly sku: string } | { readonly orderId: string };
  readonly asOf: string | undefined;
  readonly hears: Hears;
  /** Leads to how everything stood at a moment. */
  readonly onMoment?: (at: string) => void;
}

/** What happened to a SKU or an order in all departments, the latest first. The department in the address narrows it. */
export function Timeline({ of, asOf, hears, onMoment }: TimelineProps) {
  const { t } = useLanguage();
  const [{ service }, setFilters] = useFilters();
  const query = useInfiniteQuery({
    queryKey: ['timeline', of, asOf, service],
    queryFn: async ({ pageParam, signal }) => {
      const given = { query: { cursor: pageParam, limit: PAGE, asOf, services: service }, signal };
      const answer =
        'sku' in of
          ? await shop.oversight.get('/v1/timelines/skus/{sku}', { path: of, ...given })
          : await shop.oversight.get('/v1/timelines/orders/{orderId}', { path: of, ...given });
      return answer.data;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    meta: { hears },
  });
  const moments = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="sm">
      <Select
        label={t('sku.service')}
        data={[{ value: '', label: t('sku.allServices') }, ...DEPARTMENTS.map((value) => ({ value, label: value }))]}
        value={service ?? ''}
        onChange={(value) => setFilters({ service: value || undefined })}
        maw={240}
        allowDeselect={false}
      />
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.isSuccess && moments.length === 0 && <Text size="sm">{t('sku.noMoments')}</Text>}
      <Line bulletSize={14} lineWidth={2}>
        {moments.map(({ eventId, at, words, orderId, type }) => (
          <Line.Item key={eventId + words} title={<Text size="sm">{words}</Text>}>
            <Group gap="xs">
              {onMoment ? (
                <Anchor size="xs" component="button" type="button" title={t('sku.then')} onClick={() => onMoment(at)}>
                  <When at={at} />
                </Anchor>
              ) : (
                <When at={at} size="xs" c="dimmed" />
              )}
              <Badge size="xs" variant="default" styles={{ label: { textTransform: 'none' } }} title={eventId}>
                {type}
              </Badge>
              {orderId && 'sku' in of && (
                <ScreenLink size="xs" to={`/orders/${orderId}`}>
                  {t('sku.order', { id: shortId(orderId) })}
                </ScreenLink>
              )}
            </Group>
          </Line.Item>
        ))}
      </Line>
      {query.hasNextPage && (
        <Button variant="default" onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {t('sku.more')}
        </Button>
      )}
    </Stack>
  );
}
