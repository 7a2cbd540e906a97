import { Group, Stack, Text } from '@mantine/core';
import type { Oversight } from '@concord/client';
import { CoverageBar } from '../coverage/coverage-bar';
import { useLanguage } from '../language/language';
import type { Column } from '../list/list-page';
import { SkuLink } from '../sku/sku-link';
import { StatusBadge } from '../status/status';
import { PromisedBy, promisedText } from './promised';
import { Sparkline } from './sparkline';

type Row = Oversight.BoardRow;

/** How a row of the board looks at a desk (columns), and on a phone (card). */
export function useBoardRows(asOf: string | undefined) {
  const { t } = useLanguage();
  const underway = ({ orders, returns, cases }: Row) =>
    [
      orders.orders > 0 && t('board.orders', { count: orders.orders }),
      returns.returns > 0 && t('board.returns', { count: returns.returns }),
      cases > 0 && t('board.cases', { count: cases }),
    ]
      .filter(Boolean)
      .join(', ');
  const categoriesOf = ({ categories }: Row) => categories.map(({ name }) => name).join(', ');
  const teamsOf = ({ teams }: Row) => teams.map((team) => t(`board.team.${team}`)).join(', ');
  const columns: Column<Row>[] = [
    {
      key: 'sku',
      label: t('board.sku'),
      cell: (row) => (
        <>
          <SkuLink sku={row.sku} asOf={asOf} fw={600} />
          <Text size="sm">{row.title}</Text>
          <Text size="xs" c="dimmed">
            {categoriesOf(row)}
          </Text>
        </>
      ),
      text: ({ sku }) => sku,
    },
    {
      key: 'state',
      label: t('board.state'),
      cell: (row) => <StatusBadge status={row.state} />,
      text: (row) => row.state,
    },
    {
      key: 'reason',
      label: t('board.reason'),
      cell: (row) => (
        <>
          <Text size="sm">{row.words}</Text>
          <Text size="xs" c="dimmed">
            {row.teams.length > 0 && t('board.forTeams', { teams: teamsOf(row) })}
          </Text>
        </>
      ),
      text: ({ words }) => words,
    },
    {
      key: 'sellable',
      label: t('board.sellable'),
      cell: ({ stock }) => stock.sellable,
      text: ({ stock }) => stock.sellable,
      isNumber: true,
    },
    {
      key: 'week',
      label: t('board.week'),
      cell: ({ sparkline }) => <Sparkline values={sparkline} />,
      text: ({ sparkline }) => sparkline.map((value) => value ?? '').join(' '),
    },
    {
      key: 'coverage',
      label: t('board.coverage'),
      cell: ({ coverageMilli }) => coverageMilli !== null && <CoverageBar milli={coverageMilli} />,
      text: ({ coverageMilli }) => (coverageMilli === null ? null : coverageMilli / 1_000),
    },
    { key: 'promoted', label: t('board.promoted'), cell: PromisedBy, text: promisedText },
    { key: 'underway', label: t('board.underway'), cell: underway, text: underway },
  ];
  const card = (row: Row) => (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={600} lineClamp={2}>
          <SkuLink sku={row.sku} asOf={asOf} /> {row.title}
        </Text>
        <StatusBadge status={row.state} />
      </Group>
      <Text size="sm">{row.words}</Text>
      <Group gap="sm" wrap="nowrap">
        <Text size="sm" className="figures" style={{ whiteSpace: 'nowrap' }}>
          <b>{row.stock.sellable}</b> {t('board.sellable').toLowerCase()}
        </Text>
        <Sparkline values={row.sparkline} />
        {row.coverageMilli !== null && <CoverageBar milli={row.coverageMilli} />}
      </Group>
      <PromisedBy {...row} />
      {underway(row) !== '' && (
        <Text size="xs" c="dimmed">
          {underway(row)}
        </Text>
      )}
    </Stack>
  );
  return { columns, card };
}
