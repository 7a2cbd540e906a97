import { Card, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { Loading } from '../list/loading';
import { AsOfNotice, AsOfSlider } from '../moment/as-of';
import { Timeline } from '../moment/timeline';
import { ProblemView } from '../problem/problem-view';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { SkuActions } from './sku-actions';
import { SkuBeliefs } from './sku-beliefs';
import { SkuContent, SkuStanding } from './sku-standing';
import { SkuIncoming, SkuPromised, SkuUnderway } from './sku-underway';
import { SkuWaiting } from './sku-waiting';
import { useWarehouses } from '../warehouse/warehouses';
import { StockOverTime } from './stock-over-time';
import { WarehouseStock } from './warehouse-stock';

/** All that the departments say of one SKU, as of any moment, and what can be done about its stock. */
export function SkuScreen() {
  const { t } = useLanguage();
  const may = useMay();
  const { sku } = useParams({ from: '/skus/$sku' });
  const [{ asOf }, setFilters] = useFilters();
  const isNow = asOf === undefined;
  const hears = isNow ? { sku } : {};
  const query = useQuery({
    queryKey: ['sku', sku, 'standing', asOf],
    queryFn: async ({ signal }) =>
      (await shop.oversight.get('/v1/alignment/skus/{sku}', { path: { sku }, query: { asOf }, signal })).data,
    placeholderData: keepPreviousData,
    meta: { hears },
  });
  const mayRead = may('inventory.read');
  const { data: stock = null } = useQuery({
    queryKey: ['sku', sku, 'stock'],
    queryFn: ({ signal }) => stockOf(sku, signal),
    enabled: mayRead,
    meta: { hears: { sku } },
  });
  const warehouses = useWarehouses(mayRead);
  const setAsOf = (moment: string | undefined) => setFilters({ asOf: moment });
  const { data } = query;
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <Title order={1} size="h2">
          {data?.title ?? sku}
          {data?.title && (
            <Text span c="dimmed" fz="md" fw={400} ml="sm">
              {sku}
            </Text>
          )}
        </Title>
        {isNow && data && <SkuActions sku={sku} stock={stock} warehouses={warehouses} incoming={data.incoming} />}
      </Group>
      <AsOfSlider asOf={asOf} onChange={setAsOf} />
      <AsOfNotice asOf={asOf} onChange={setAsOf} />
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {data && (
        <Grid>
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack>
              <SkuStanding data={data} />
              <SkuPromised data={data} />
              <StockOverTime sku={sku} asOf={asOf} hears={hears} onMoment={setAsOf} />
              {isNow && may('audit.read') && <SkuBeliefs sku={sku} />}
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Stack>
              <SkuUnderway data={data} />
              <SkuIncoming data={data} />
              {isNow && mayRead && <SkuWaiting sku={sku} stock={stock} />}
              {isNow && mayRead && <WarehouseStock stock={stock} />}
              <SkuContent data={data} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Card withBorder component="section">
              <Title order={2} size="h4" mb="sm">
                {t('sku.timeline')}
              </Title>
              <Timeline of={{ sku }} asOf={asOf} hears={hears} onMoment={setAsOf} />
            </Card>
          </Grid.Col>
        </Grid>
      )}
    </Stack>
  );
}

/** The stock as inventory has it; null where no warehouse ever received any. */
async function stockOf(sku: string, signal: AbortSignal) {
  const { data } = await shop.inventory.get('/v1/stock', { query: { sku, limit: 1 }, signal });
  return data.items[0] ?? null;
}
