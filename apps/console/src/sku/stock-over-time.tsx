import { Anchor, Button, Card, Group, ScrollArea, SegmentedControl, Table, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTable } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Oversight } from '@concord/client';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { Loading } from '../list/loading';
import type { Hears } from '../live/hears';
import { exactTime } from '../moment/when';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { StockChart } from './stock-chart';

const HOUR_MS = 3_600_000;
const HOURS = [1, 24, 168, 720] as const;
const HOURS_A_DAY = 24;

interface StockOverTimeProps {
  readonly sku: string;
  readonly asOf: string | undefined;
  readonly hears: Hears;
  readonly onMoment: (at: string) => void;
}

/** The stock until a moment, as a chart, and as a table for those who read it so. */
export function StockOverTime({ sku, asOf, hears, onMoment }: StockOverTimeProps) {
  const { t } = useLanguage();
  const [{ hours = '720' }, setFilters] = useFilters();
  const [isTable, { toggle }] = useDisclosure(false);
  const { data, ...query } = useQuery({
    queryKey: ['sku', sku, 'history', asOf, hours],
    queryFn: async ({ signal }) => {
      const end = asOf === undefined ? Date.now() : Date.parse(asOf);
      const from = new Date(end - Number(hours) * HOUR_MS).toISOString();
      const given = { path: { sku }, query: { from, to: asOf }, signal };
      return (await shop.oversight.get('/v1/alignment/skus/{sku}/history', given)).data;
    },
    placeholderData: keepPreviousData,
    meta: { hears },
  });
  const labelOf = (each: number) =>
    each > HOURS_A_DAY ? t('sku.days', { count: each / HOURS_A_DAY }) : t('sku.hours', { count: each });
  return (
    <Card withBorder component="section">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {t('sku.curve')}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={t('sku.range')}
          data={HOURS.map((each) => ({ value: String(each), label: labelOf(each) }))}
          value={hours}
          onChange={(value) => setFilters({ hours: value })}
        />
      </Group>
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {data && (
        <>
          <StockChart history={data} />
          <Button
            variant="subtle"
            size="compact-sm"
            mt="xs"
            style={{ alignSelf: 'flex-start' }}
            leftSection={<IconTable size={16} aria-hidden />}
            aria-expanded={isTable}
            onClick={toggle}
          >
            {t('sku.table')}
          </Button>
          {isTable && <StockTable history={data} onMoment={onMoment} />}
        </>
      )}
    </Card>
  );
}

interface StockTableProps {
  readonly history: Oversight.History;
  readonly onMoment: (at: string) => void;
}

interface StockTableRow {
  readonly at: string;
  readonly values: Oversight.History['points'][number] | undefined;
  readonly words: string;
}

/** Each change and each mark in a row, the latest first. */
function StockTable({ history: { points, marks }, onMoment }: StockTableProps) {
  const { t, language } = useLanguage();
  const changes: StockTableRow[] = points.map((point) => ({ at: point.at, values: point, words: '' }));
  const rows = [...changes, ...marks.map(({ at, words }): StockTableRow => ({ at, values: undefined, words }))]
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .reverse();
  return (
    <ScrollArea.Autosize mah={320} tabIndex={0} aria-label={t('sku.tableSays')}>
      <Table aria-label={t('sku.tableSays')} verticalSpacing={4} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('sku.at')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t('board.sellable')}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t('sku.onHand')}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t('sku.reserved')}
            </Table.Th>
            <Table.Th scope="col">{t('sku.what')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, n) => (
            <Table.Tr key={`${row.at} ${n}`}>
              <Table.Td>
                <Anchor
                  size="sm"
                  component="button"
                  type="button"
                  title={t('sku.then')}
                  onClick={() => onMoment(row.at)}
                >
                  {exactTime(row.at, language)}
                </Anchor>
              </Table.Td>
              <Table.Td ta="right">{row.values?.sellable}</Table.Td>
              <Table.Td ta="right">{row.values?.onHand}</Table.Td>
              <Table.Td ta="right">{row.values?.reserved}</Table.Td>
              <Table.Td>{row.words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}
