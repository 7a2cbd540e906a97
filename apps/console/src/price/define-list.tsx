import type { Catalog } from '@concord/client';
import { Action, type Field } from '../action/action';
import { useLanguage } from '../language/language';
import { typedList } from '../list/typed-list';
import { useMay } from '../session/session';
import { shop } from '../shop';

/** Defines a list, or changes for whom and when the given one counts. */
export function DefineList({ terms }: { readonly terms?: Catalog.PriceList }) {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('catalog.price.list.write') || terms?.list === 'standard') return null;
  const listField = (name: 'channels' | 'groups' | 'customerIds', label: string): Field => ({
    name,
    label,
    kind: 'text',
    description: t('price.commas'),
    initial: terms?.[name].join(', ') ?? '',
    isOptional: true,
  });
  const moment = (name: 'from' | 'to', label: string): Field => {
    const known = terms?.[name];
    return { name, label, kind: 'moment', isOptional: true, ...(known && { initial: known }) };
  };
  // Currency and tax are for ever: a list that exists is not asked for them.
  const fixed: Field[] = [
    { name: 'list', label: t('price.list'), kind: 'text', max: 40 },
    { name: 'currency', label: t('price.currency'), kind: 'text', max: 3, initial: 'EUR' },
    { name: 'taxIncluded', label: t('price.taxIncluded'), kind: 'flag', initial: false },
  ];
  return (
    <Action
      label={t(terms ? 'price.change' : 'price.define')}
      says={t(terms ? 'price.changeSays' : 'price.defineSays')}
      isMain={!terms}
      fields={[
        ...(terms ? [] : fixed),
        { name: 'name', label: t('price.name'), kind: 'text', max: 200, initial: terms?.name ?? '' },
        listField('channels', t('price.channels')),
        listField('groups', t('price.groups')),
        listField('customerIds', t('price.customers')),
        moment('from', t('price.from')),
        moment('to', t('price.to')),
      ]}
      run={({ list, name, currency, taxIncluded, channels, groups, customerIds, from, to }) =>
        shop.catalog.put('/v1/price-lists/{list}', {
          path: { list: terms?.list ?? String(list) },
          body: {
            name: String(name),
            currency: (terms?.currency ?? String(currency)) as Catalog.PriceListRequest['currency'],
            taxIncluded: terms?.taxIncluded ?? taxIncluded === true,
            channels: typedList(channels) as NonNullable<Catalog.PriceListRequest['channels']>,
            groups: typedList(groups),
            customerIds: typedList(customerIds),
            ...(from !== undefined && { from: String(from) }),
            ...(to !== undefined && { to: String(to) }),
          },
        })
      }
    />
  );
}
