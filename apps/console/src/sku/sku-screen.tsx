import { AreaChart } from '@mantine/charts';
import { Card, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { AsOfNotice, AsOfSlider } from '../moment/as-of';
import { Timeline } from '../moment/timeline';
import { exactTime } from '../moment/when';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';
import { Loading } from '../list/loading';

/** All that the departments say of one SKU, as of any moment. */
export function SkuScreen() {
  const { t, language } = useLanguage();
  const { sku } = useParams({ from: '/skus/$sku' });
  const [{ asOf }, setFilters] = useFilters();
  const hears = asOf === undefined ? { sku } : {};
  const query = useQuery({
    queryKey: ['sku', sku, asOf],
    queryFn: async ({ signal }) =>
      (await shop.oversight.get('/v1/alignment/{sku}', { path: { sku }, query: { asOf }, signal })).data,
    placeholderData: keepPreviousData,
    meta: { hears },
  });
  const setAsOf = (moment: string | undefined) => setFilters({ asOf: moment });
  const { data } = query;
  const curve = data?.curve.map(({ at, sellable }) => ({ at: exactTime(at, language), sellable })) ?? [];
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1} size="h2">
          {sku}
        </Title>
        <AsOfSlider asOf={asOf} onChange={setAsOf} />
      </Group>
      <AsOfNotice asOf={asOf} onChange={setAsOf} />
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {data && (
        <Grid>
          <Grid.Col span={{ base: 12, md: 7 }}>
            <Stack>
              <Card withBorder>
                <Group mb="xs">
                  <Title order={2} size="h4">
                    {t('sku.standing')}
                  </Title>
                  <StatusBadge status={data.state} />
                </Group>
                <Text>{data.words}</Text>
              </Card>
              <Card withBorder>
                <Title order={2} size="h4" mb="sm">
                  {t('sku.curve')}
                </Title>
                <AreaChart
                  h={220}
                  data={curve}
                  dataKey="at"
                  series={[{ name: 'sellable', label: t('board.sellable'), color: 'sea.6' }]}
                  curveType="stepAfter"
                  withDots={false}
                />
              </Card>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 5 }}>
            <Card withBorder>
              <Title order={2} size="h4" mb="sm">
                {t('sku.timeline')}
              </Title>
              <Timeline of={{ sku }} asOf={asOf} hears={hears} />
            </Card>
          </Grid.Col>
        </Grid>
      )}
    </Stack>
  );
}
