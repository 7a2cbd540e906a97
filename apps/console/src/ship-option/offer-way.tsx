import type { Logistics } from '@concord/client';
import { Action, type Field } from '../action/action';
import { useLanguage } from '../language/language';
import { typedList } from '../list/typed-list';
import { majorOf, minorOf } from '../money/minor';
import { Unfit } from '../problem/unfit';
import { shop } from '../shop';
import { minuteOf, timeText } from './time-of-day';

/** Offers a way to ship, or changes the terms of the given one. */
export function OfferWay({ terms }: { readonly terms?: Logistics.OfferedOption }) {
  const { t } = useLanguage();
  const major = (minor: number | null | undefined) =>
    terms && minor !== null && minor !== undefined ? { initial: majorOf(minor, terms.currency) } : {};
  const number = (name: string, label: string, more: Partial<Field> = {}): Field => ({
    name,
    label,
    kind: 'number',
    min: 0,
    ...more,
  });
  return (
    <Action
      label={t(terms ? 'shipOption.change' : 'shipOption.offer')}
      says={t(terms ? 'shipOption.changeSays' : 'shipOption.offerSays')}
      isMain={!terms}
      size={terms ? 'compact-sm' : 'sm'}
      fields={[
        ...(terms ? [] : [{ name: 'option', label: t('shipOption.code'), kind: 'text', max: 40 } as const]),
        { name: 'name', label: t('shipOption.name'), kind: 'text', max: 200, initial: terms?.name ?? '' },
        {
          name: 'countries',
          label: t('shipOption.countries'),
          description: t('shipOption.commas'),
          kind: 'text',
          isOptional: true,
          initial: terms?.countries.join(', ') ?? '',
        },
        { name: 'currency', label: t('shipOption.currency'), kind: 'text', max: 3, initial: terms?.currency ?? 'EUR' },
        number('price', t('shipOption.price'), major(terms?.priceMinor)),
        number('freeFrom', t('shipOption.freeFrom'), { isOptional: true, ...major(terms?.freeFromMinor) }),
        number('weightGMax', t('shipOption.weightMax'), {
          isOptional: true,
          min: 1,
          ...(terms?.weightGMax && { initial: terms.weightGMax }),
        }),
        number('daysMin', t('shipOption.daysMin'), { initial: terms?.daysMin ?? 1 }),
        number('daysMax', t('shipOption.daysMax'), { initial: terms?.daysMax ?? 3 }),
        {
          name: 'cutOff',
          label: t('shipOption.cutOff'),
          description: t('shipOption.cutOffHint'),
          kind: 'text',
          initial: terms ? timeText(terms.cutOffMinute) : '14:00',
        },
        {
          name: 'taxClass',
          label: t('shipOption.taxClass'),
          kind: 'text',
          max: 40,
          initial: terms?.taxClass ?? 'standard',
        },
      ]}
      run={async (typed) => {
        const { option, name, countries, price, freeFrom, weightGMax, daysMin, daysMax, cutOff, taxClass } = typed;
        const currency = String(typed['currency']).toUpperCase();
        const cutOffMinute = minuteOf(String(cutOff));
        if (cutOffMinute === undefined) throw new Unfit(t('shipOption.cutOffWrong'));
        await shop.logistics.put('/v1/ship-options/{option}', {
          path: { option: terms?.option ?? String(option) },
          body: {
            name: String(name),
            countries: typedList(countries),
            currency: currency as Logistics.ShipOptionRequest['currency'],
            priceMinor: minorOf(price, currency),
            ...(freeFrom !== undefined && { freeFromMinor: minorOf(freeFrom, currency) }),
            ...(weightGMax !== undefined && { weightGMax: Number(weightGMax) }),
            daysMin: Number(daysMin),
            daysMax: Number(daysMax),
            cutOffMinute,
            taxClass: String(taxClass),
          },
        });
      }}
    />
  );
}
