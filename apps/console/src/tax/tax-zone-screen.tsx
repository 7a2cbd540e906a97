import type { Orders } from '@concord/client';
import { useParams } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { DayFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, useList, type Column } from '../list/list-page';
import { Unanswered } from '../list/unanswered';
import { endOfDay } from '../moment/end-of-day';
import { exactTime } from '../moment/when';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';
import { DefineZone } from './define-zone';
import { RateActions, SetRate, type ZoneRate } from './rate-actions';
import { rateText } from './rate-text';

/** A tax zone with all its rates: what was, what is in force as of a day, and what begins later. */
export function TaxZoneScreen() {
  const { t, language } = useLanguage();
  const { zone: code } = useParams({ from: '/tax/$zone' });
  const [{ day }] = useFilters();
  const asOf = endOfDay(day);
  const list = {
    queryKey: ['tax-zone', code, asOf],
    load: async (_: string | undefined, signal: AbortSignal) => {
      const path = { zone: code };
      const { data } = await shop.orders.get('/v1/tax/zones/{zone}', { path, query: { asOf }, signal });
      return { items: ratesOf(data), next: null, zone: data };
    },
    hears: { services: ['orders'] },
  };
  const query = useList(list);
  if (!query.data) return <Unanswered query={query} />;
  const { zone } = query.data.pages[0]!;
  const rateOf = ({ rateMilli }: ZoneRate) => rateText(rateMilli, language);
  const columns: Column<ZoneRate>[] = [
    {
      key: 'taxClass',
      label: t('tax.taxClass'),
      cell: ({ taxClass }) => <b>{taxClass}</b>,
      text: ({ taxClass }) => taxClass,
    },
    { key: 'rate', label: t('tax.rate'), cell: rateOf, text: rateOf, isNumber: true },
    {
      key: 'from',
      label: t('tax.from'),
      cell: ({ from }) => exactTime(from, language),
      text: ({ from }) => from,
    },
    statusColumn(t('tax.status')),
    { key: 'do', label: '', cell: (row) => <RateActions zone={zone} rate={row} />, text: () => undefined },
  ];
  return (
    <ListPage<ZoneRate>
      title={t('tax.rates', { zone: zone.name })}
      intro={`${zone.zone} · ${t(`tax.kinds.${zone.kind}`)} · ${zone.countries.join(', ')}`}
      {...list}
      columns={columns}
      rowKey={({ taxClass, from }) => `${taxClass} ${from}`}
      empty={t(zone.kind === 'export' ? 'tax.noRatesNeeded' : 'tax.noRates')}
      filters={<DayFilter name="day" label={t('tax.asOf')} />}
      actions={
        <>
          <DefineZone zone={zone} />
          <SetRate zone={zone} />
        </>
      }
    />
  );
}

/** All rates with their states, by class, the latest first. */
function ratesOf({ rates, inForce, later }: Orders.TaxZoneAsOf): ZoneRate[] {
  const has = (list: typeof rates, one: (typeof rates)[number]) =>
    list.some(({ taxClass, from }) => taxClass === one.taxClass && from === one.from);
  const statusOf = (rate: (typeof rates)[number]) => {
    if (has(later, rate)) return 'scheduled';
    return has(inForce, rate) ? 'active' : 'ended';
  };
  return rates
    .map((rate): ZoneRate => ({ ...rate, status: statusOf(rate) }))
    .sort((a, b) => a.taxClass.localeCompare(b.taxClass) || Date.parse(b.from) - Date.parse(a.from));
}
