import type { Orders } from '@concord/client';
import { Group } from '@mantine/core';
import { Action, type Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { exactTime } from '../moment/when';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { milliOf, rateText } from './rate-text';

/** A rate of a zone, and whether it counts. */
export interface ZoneRate {
  readonly taxClass: string;
  readonly rateMilli: number;
  readonly from: string;
  readonly status: 'active' | 'scheduled' | 'ended';
}

interface SetRateProps {
  readonly zone: Orders.TaxZoneAsOf;
  /** The class whose next rate it is; without it the person names one. */
  readonly taxClass?: string;
}

/** Sets the rate of a class from a moment on. */
export function SetRate({ zone: { zone, name }, taxClass: known }: SetRateProps) {
  const { t, language } = useLanguage();
  const may = useMay();
  if (!may('tax.write')) return null;
  const beginning = (from: Typed[string]) => {
    if (typeof from !== 'string') return t('tax.fromNow');
    const at = exactTime(from, language);
    return t(Date.parse(from) > Date.now() ? 'tax.fromThen' : 'tax.atOnce', { at });
  };
  const says = ({ taxClass = known, percent, from }: Typed) =>
    taxClass === undefined || taxClass === '' || percent === undefined
      ? t('tax.setRateAsks')
      : t('tax.setRateSays', {
          zone: name,
          taxClass: String(taxClass),
          rate: rateText(milliOf(percent), language),
          from: beginning(from),
        });
  return (
    <Action
      label={t('tax.setRate')}
      says={says}
      isMain={known === undefined}
      size={known === undefined ? 'sm' : 'compact-sm'}
      fields={[
        ...(known === undefined
          ? [{ name: 'taxClass', label: t('tax.taxClass'), kind: 'text', max: 40, initial: 'standard' } as const]
          : []),
        { name: 'percent', path: 'rateMilli', label: t('tax.percent'), kind: 'number', min: 0, max: 100 },
        { name: 'from', label: t('tax.from'), description: t('tax.fromHint'), kind: 'moment', isOptional: true },
      ]}
      run={({ taxClass = known, percent, from }) =>
        shop.orders.put('/v1/tax/zones/{zone}/rates/{taxClass}', {
          path: { zone, taxClass: String(taxClass) },
          body: { rateMilli: milliOf(percent), ...(from !== undefined && { from: String(from) }) },
        })
      }
    />
  );
}

interface RateActionsProps {
  readonly zone: Orders.TaxZoneAsOf;
  readonly rate: ZoneRate;
}

/** What can be done with a rate: another follows it, and one that has not begun is withdrawn. */
export function RateActions({ zone, rate: { taxClass, rateMilli, from, status } }: RateActionsProps) {
  const { t, language } = useLanguage();
  const may = useMay();
  const said = { taxClass, rate: rateText(rateMilli, language) };
  return (
    <Group gap={4} justify="flex-end">
      {status === 'active' && <SetRate zone={zone} taxClass={taxClass} />}
      {status === 'scheduled' && may('tax.write') && (
        <Action
          label={t('tax.withdraw')}
          says={t('tax.withdrawSays', { ...said, at: exactTime(from, language) })}
          isDanger
          size="compact-sm"
          run={() =>
            shop.orders.post('/v1/tax/zones/{zone}/rates/{taxClass}/withdraw', {
              path: { zone: zone.zone, taxClass },
              body: { from },
            })
          }
        />
      )}
    </Group>
  );
}
