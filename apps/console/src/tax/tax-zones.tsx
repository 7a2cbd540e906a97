import { Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { DayFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { endOfDay } from '../moment/end-of-day';
import { exactTime } from '../moment/when';
import { shop } from '../shop';
import { DefineZone } from './define-zone';
import { rateText } from './rate-text';
import { TaxClasses } from './tax-classes';

type Zone = Orders.TaxZoneAsOf;

/** All tax zones, with the rates that are in force as of a day and those that begin later. */
export function TaxZones() {
  const { t, language } = useLanguage();
  const [{ day }] = useFilters();
  const asOf = endOfDay(day);
  const inForce = ({ inForce: rates }: Zone) =>
    rates.map(({ taxClass, rateMilli }) => t('tax.rateOf', { taxClass, rate: rateText(rateMilli, language) }));
  const later = ({ later: rates }: Zone) =>
    rates.map(({ taxClass, rateMilli, from }) =>
      t('tax.rateFrom', { taxClass, rate: rateText(rateMilli, language), from: exactTime(from, language) }),
    );
  const columns: Column<Zone>[] = [
    {
      key: 'zone',
      label: t('tax.zone'),
      cell: ({ zone, name }) => (
        <div>
          <ScreenLink fw={600} to={`/tax/${encodeURIComponent(zone)}`}>
            {name}
          </ScreenLink>
          <Text size="xs" c="dimmed">
            {zone}
          </Text>
        </div>
      ),
      text: ({ zone }) => zone,
    },
    {
      key: 'kind',
      label: t('tax.kind'),
      cell: ({ kind }) => t(`tax.kinds.${kind}`),
      text: ({ kind }) => kind,
    },
    {
      key: 'inForce',
      label: t('tax.inForce'),
      cell: (row) => <Lines of={inForce(row)} />,
      text: (row) => inForce(row).join('; '),
    },
    {
      key: 'later',
      label: t('tax.later'),
      cell: (row) => <Lines of={later(row)} />,
      text: (row) => later(row).join('; '),
    },
    {
      key: 'countries',
      label: t('tax.countries'),
      cell: ({ countries }) => (
        <Text size="sm" lineClamp={2} title={countries.join(', ')}>
          {countries.join(', ')}
        </Text>
      ),
      text: ({ countries }) => countries.join(', '),
      isWide: true,
    },
  ];
  return (
    <ListPage<Zone>
      title={t('tax.title')}
      intro={t('tax.intro')}
      queryKey={['tax-zones', asOf]}
      load={async (cursor, signal) =>
        (await shop.orders.get('/v1/tax/zones', { query: { cursor, limit: 50, asOf }, signal })).data
      }
      hears={{ services: ['orders'] }}
      columns={columns}
      rowKey={({ zone }) => zone}
      empty={t('tax.empty')}
      filters={<DayFilter name="day" label={t('tax.asOf')} />}
      notice={<TaxClasses asOf={asOf} />}
      actions={<DefineZone />}
    />
  );
}

function Lines({ of }: { readonly of: readonly string[] }) {
  const { t } = useLanguage();
  if (of.length === 0) return t('tax.none');
  return (
    <div>
      {of.map((line) => (
        <Text size="sm" key={line}>
          {line}
        </Text>
      ))}
    </div>
  );
}
