import { Group, Text } from '@mantine/core';
import type { Logistics } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { StatusFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { money } from '../money/money';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';
import { OfferWay } from './offer-way';
import { timeText } from './time-of-day';

type Option = Logistics.OfferedOption;

/** The ways to ship that customers can choose. */
export function ShipOptions() {
  const { t, language } = useLanguage();
  const may = useMay();
  const [{ status }] = useFilters();
  const countriesOf = ({ countries }: Option) =>
    countries.length === 0 ? t('shipOption.everywhere') : countries.join(', ');
  const daysOf = ({ daysMin: min, daysMax: max }: Option) => t('shipOption.daysOf', { min, max });
  const columns: Column<Option>[] = [
    {
      key: 'option',
      label: t('shipOption.option'),
      cell: ({ option, name }) => (
        <>
          <Text fw={600}>{name}</Text>
          <Text size="xs" c="dimmed">
            {option}
          </Text>
        </>
      ),
      text: ({ option }) => option,
    },
    statusColumn(t('shipOption.status')),
    { key: 'countries', label: t('shipOption.countries'), cell: countriesOf, text: countriesOf },
    {
      key: 'price',
      label: t('shipOption.price'),
      cell: ({ priceMinor, currency, freeFromMinor }) => (
        <>
          {money(priceMinor, currency, language)}
          {freeFromMinor !== null && (
            <Text size="xs" c="dimmed">
              {t('shipOption.free', { amount: money(freeFromMinor, currency, language) })}
            </Text>
          )}
        </>
      ),
      text: ({ priceMinor, currency }) => money(priceMinor, currency, language),
    },
    {
      key: 'weight',
      label: t('shipOption.weight'),
      cell: ({ weightGMax }) => (weightGMax === null ? '–' : t('shipOption.grams', { count: weightGMax })),
      text: ({ weightGMax }) => weightGMax,
      isWide: true,
    },
    { key: 'days', label: t('shipOption.days'), cell: daysOf, text: daysOf },
    {
      key: 'cutOff',
      label: t('shipOption.cutOff'),
      cell: ({ cutOffMinute }) => timeText(cutOffMinute),
      text: ({ cutOffMinute }) => timeText(cutOffMinute),
    },
    {
      key: 'arrives',
      label: t('shipOption.arrives'),
      cell: ({ deliveredFrom, deliveredTo }) => `${deliveredFrom} – ${deliveredTo}`,
      text: ({ deliveredFrom, deliveredTo }) => `${deliveredFrom} ${deliveredTo}`,
      isWide: true,
    },
    { key: 'do', label: '', cell: (row) => <WayActions terms={row} />, text: () => undefined },
  ];
  return (
    <ListPage<Option>
      title={t('shipOption.title')}
      intro={t('shipOption.intro')}
      queryKey={['ship-options', status]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, status: status as 'offered' | 'withdrawn' | undefined };
        return (await shop.logistics.get('/v1/ship-options', { query, signal })).data;
      }}
      hears={{ services: ['logistics'] }}
      columns={columns}
      rowKey={({ option }) => option}
      empty={t('shipOption.empty')}
      actions={may('carrier.manage') && <OfferWay />}
      filters={may('carrier.manage') && <StatusFilter label={t('shipOption.status')} statuses={STATUSES} />}
    />
  );
}

const STATUSES = ['offered', 'withdrawn'] as const;

function WayActions({ terms }: { readonly terms: Option }) {
  const { t } = useLanguage();
  const may = useMay();
  const { option, name, status } = terms;
  if (!may('carrier.manage')) return null;
  return (
    <Group gap={4} justify="flex-end">
      <OfferWay terms={terms} />
      {status === 'offered' && (
        <Action
          label={t('shipOption.withdraw')}
          says={t('shipOption.withdrawSays', { name })}
          isDanger
          size="compact-sm"
          run={() => shop.logistics.post('/v1/ship-options/{option}/withdraw', { path: { option } })}
        />
      )}
    </Group>
  );
}
