import { Button, Text } from '@mantine/core';
import type { Catalog } from '@concord/client';
import { Link } from '@tanstack/react-router';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { ListPage, type Column } from '../list/list-page';
import { exactTime } from '../moment/when';
import { shop } from '../shop';
import { DefineList } from './define-list';

/** All price lists: for whom and when their prices count. */
export function PriceLists() {
  const { t, language } = useLanguage();
  const some = (values: readonly string[]) => (values.length === 0 ? t('price.everybody') : values.join(', '));
  const windowOf = ({ from, to }: Catalog.PriceList) =>
    [
      from && t('price.since', { at: exactTime(from, language) }),
      to && t('price.until', { at: exactTime(to, language) }),
    ]
      .filter(Boolean)
      .join(' ') || t('price.always');
  const taxOf = ({ taxIncluded }: Catalog.PriceList) => t(taxIncluded ? 'price.included' : 'price.onTop');
  const currencyOf = ({ currency }: Catalog.PriceList) => currency ?? t('price.anyCurrency');
  const columns: Column<Catalog.PriceList>[] = [
    {
      key: 'list',
      label: t('price.list'),
      cell: ({ list, name }) => (
        <>
          <ScreenLink fw={600} to={`/price-lists/${encodeURIComponent(list)}`}>
            {list}
          </ScreenLink>
          <Text size="xs" c="dimmed">
            {name}
          </Text>
        </>
      ),
      text: ({ list }) => list,
    },
    { key: 'currency', label: t('price.currency'), cell: currencyOf, text: currencyOf },
    { key: 'tax', label: t('price.tax'), cell: taxOf, text: taxOf },
    {
      key: 'channels',
      label: t('price.channels'),
      cell: ({ channels }) => some(channels),
      text: ({ channels }) => some(channels),
    },
    {
      key: 'groups',
      label: t('price.groups'),
      cell: ({ groups }) => some(groups),
      text: ({ groups }) => some(groups),
    },
    {
      key: 'customers',
      label: t('price.customers'),
      cell: ({ customerIds }) => some(customerIds),
      text: ({ customerIds }) => some(customerIds),
      isWide: true,
    },
    { key: 'window', label: t('price.window'), cell: windowOf, text: windowOf, isWide: true },
  ];
  return (
    <ListPage<Catalog.PriceList>
      title={t('price.title')}
      intro={t('price.intro')}
      queryKey={['price-lists']}
      load={async (cursor, signal) =>
        (await shop.catalog.get('/v1/price-lists', { query: { cursor, limit: 50 }, signal })).data
      }
      hears={{ services: ['catalog'] }}
      columns={columns}
      rowKey={({ list }) => list}
      empty={t('price.empty')}
      actions={
        <>
          <Button variant="default" renderRoot={(root) => <Link {...root} to="/price-proposals" />}>
            {t('price.proposals')}
          </Button>
          <DefineList />
        </>
      }
    />
  );
}
