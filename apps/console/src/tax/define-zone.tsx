import type { Orders } from '@concord/client';
import { Text } from '@mantine/core';
import { Action, type Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { typedList } from '../list/typed-list';
import { useMay } from '../session/session';
import { shop } from '../shop';

const KINDS = ['domestic', 'union', 'export'] as const;

/** Defines a tax zone, or changes the given one. */
export function DefineZone({ zone }: { readonly zone?: Orders.TaxZoneAsOf }) {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('tax.write')) return null;
  const says = ({ countries }: Typed) => {
    const stay = new Set(typedList(countries));
    const leaving = zone?.countries.filter((country) => !stay.has(country)) ?? [];
    return (
      <>
        {t(zone ? 'tax.changeSays' : 'tax.defineSays')}
        {leaving.length > 0 && (
          <Text size="sm" fw={600} mt="xs">
            {t('tax.leaving', { countries: leaving.join(', ') })}
          </Text>
        )}
      </>
    );
  };
  return (
    <Action
      label={t(zone ? 'tax.change' : 'tax.define')}
      says={says}
      isMain={!zone}
      fields={[
        ...(zone ? [] : [{ name: 'zone', label: t('tax.code'), kind: 'text', max: 40 } as const]),
        { name: 'name', label: t('tax.name'), kind: 'text', max: 200, initial: zone?.name ?? '' },
        {
          name: 'kind',
          label: t('tax.kind'),
          kind: 'choice',
          initial: zone?.kind ?? 'domestic',
          choices: KINDS.map((value) => ({ value, label: t(`tax.kinds.${value}`) })),
        },
        {
          name: 'countries',
          label: t('tax.countries'),
          description: t('tax.countriesHint'),
          kind: 'long',
          initial: zone?.countries.join(', ') ?? '',
        },
      ]}
      run={({ zone: code, name, kind, countries }) =>
        shop.orders.put('/v1/tax/zones/{zone}', {
          path: { zone: zone?.zone ?? String(code) },
          body: { name: String(name), kind: kind as (typeof KINDS)[number], countries: typedList(countries) },
        })
      }
    />
  );
}
