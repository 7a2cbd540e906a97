import { Anchor, Badge, Card, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { useLive } from '../live/live';
import { AsOfNotice, AsOfSlider } from '../moment/as-of';
import { When } from '../moment/when';
import { shop } from '../shop';
import { SkuLink } from '../sku/sku-link';
import { StatusBadge } from '../status/status';
import type { Oversight } from '@concord/client';

type Row = Oversight.Board['items'][number];

const STATES = ['broken', 'held', 'at-risk', 'short', 'ok'] as const;
const PAGE = 50;

/** What is in promotion or short, the worst first, each with its reason. */
export function Board() {
  const { t } = useLanguage();
  const [{ asOf, state, q }, setFilters] = useFilters();
  const setAsOf = (moment: string | undefined) => setFilters({ asOf: moment });
  const columns: Column<Row>[] = [
    {
      key: 'sku',
      label: t('board.sku'),
      cell: ({ sku }) => <SkuLink sku={sku} asOf={asOf} fw={600} />,
      text: ({ sku }) => sku,
    },
    {
      key: 'state',
      label: t('board.state'),
      cell: (row) => <StatusBadge status={row.state} />,
      text: (row) => row.state,
    },
    { key: 'reason', label: t('board.reason'), cell: ({ words }) => words, text: ({ words }) => words },
    {
      key: 'sellable',
      label: t('board.sellable'),
      cell: ({ stock }) => stock.sellable,
      text: ({ stock }) => stock.sellable,
      isNumber: true,
    },
    {
      key: 'promoted',
      label: t('board.promoted'),
      cell: ({ campaigns, promotions }) => (
        <Group gap={4}>
          {campaigns.map(({ campaignId, name }) => (
            <Anchor key={campaignId} size="sm" component={Link} to={`/campaigns/${campaignId}`}>
              {name}
            </Anchor>
          ))}
          {promotions.map(({ promotionId, code }) => (
            <Badge key={promotionId} variant="outline" styles={{ label: { textTransform: 'none' } }}>
              {code}
            </Badge>
          ))}
        </Group>
      ),
      text: ({ campaigns, promotions }) =>
        [...campaigns.map(({ name }) => name), ...promotions.map(({ code }) => code)].join(', '),
      isWide: true,
    },
    {
      key: 'underway',
      label: t('board.underway'),
      cell: ({ orders, returns, cases }) =>
        [
          orders.orders > 0 && t('board.orders', { count: orders.orders }),
          returns.returns > 0 && t('board.returns', { count: returns.returns }),
          cases > 0 && t('board.cases', { count: cases }),
        ]
          .filter(Boolean)
          .join(', '),
      text: ({ orders, returns, cases }) => `${orders.orders} / ${returns.returns} / ${cases}`,
    },
  ];
  return (
    <Stack>
      <ListPage<Row>
        title={t('board.title')}
        intro={t('board.intro')}
        queryKey={['board', asOf, state, q]}
        load={async (cursor, signal) =>
          (await shop.oversight.get('/v1/alignment/board', { query: { asOf, limit: PAGE }, signal })).data as never
        }
        hears={asOf === undefined ? { skus: 'any' } : {}}
        columns={columns}
        rowKey={({ sku }) => sku}
        empty={t('board.empty')}
        filters={
          <>
            <TextInput
              label={t('board.filterText')}
              defaultValue={q ?? ''}
              onBlur={({ currentTarget }) => setFilters({ q: currentTarget.value || undefined })}
              onKeyDown={({ key, currentTarget }) =>
                key === 'Enter' && setFilters({ q: currentTarget.value || undefined })
              }
            />
            <Select
              label={t('board.filterState')}
              data={[
                { value: '', label: t('list.all') },
                ...STATES.map((value) => ({ value, label: t(`status.${value}`) })),
              ]}
              value={state ?? ''}
              onChange={(value) => setFilters({ state: value || undefined })}
              allowDeselect={false}
            />
            <AsOfSlider asOf={asOf} onChange={setAsOf} />
          </>
        }
        notice={<AsOfNotice asOf={asOf} onChange={setAsOf} />}
      />
      {asOf === undefined && <Happening />}
    </Stack>
  );
}

/** The latest moments of all departments, as they come in. */
function Happening() {
  const { t } = useLanguage();
  const { moments } = useLive();
  return (
    <Card withBorder component="section" aria-label={t('board.happening')}>
      <Text fw={600} mb="xs" component="h2">
        {t('board.happening')}
      </Text>
      {moments.length === 0 && <Text size="sm">{t('board.quiet')}</Text>}
      <Stack gap={4}>
        {moments.slice(0, 8).map(({ eventId, at, service, words }) => (
          <Group key={eventId + words} gap="xs" wrap="nowrap">
            <When at={at} size="xs" c="dimmed" miw={90} />
            <Badge size="sm" variant="default" styles={{ label: { textTransform: 'none' } }}>
              {service}
            </Badge>
            <Text size="sm" truncate>
              {words}
            </Text>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
