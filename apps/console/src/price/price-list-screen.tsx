import { Button, Group } from '@mantine/core';
import type { Catalog } from '@concord/client';
import { Link, useParams } from '@tanstack/react-router';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { TextFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, useList, type Column } from '../list/list-page';
import { Money, money } from '../money/money';
import { exactTime, When } from '../moment/when';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { SkuLink } from '../sku/sku-link';
import { DefineList } from './define-list';
import { ProposePrice } from './propose-price';
import { tiersText } from './tiers';

/** A price list with its prices, and what may be done with each. */
export function PriceListScreen() {
  const { t, language } = useLanguage();
  const { list } = useParams({ from: '/price-lists/$list' });
  const [{ sku }] = useFilters();
  const prices = {
    queryKey: ['price-list', list, sku],
    load: async (cursor: string | undefined, signal: AbortSignal) => {
      const query = { cursor, limit: 50, sku };
      return (await shop.catalog.get('/v1/price-lists/{list}', { path: { list }, query, signal })).data;
    },
    hears: { services: ['catalog'] },
  };
  // The terms come with every page.
  const terms = useList(prices).data?.pages[0];
  const columns: Column<Catalog.ListPrice>[] = [
    { key: 'sku', label: t('price.sku'), cell: (row) => <SkuLink sku={row.sku} />, text: (row) => row.sku },
    {
      key: 'amount',
      label: t('price.amount'),
      cell: ({ amountMinor, currency }) => <Money minor={amountMinor} currency={currency} />,
      text: ({ amountMinor, currency }) => money(amountMinor, currency, language),
      isNumber: true,
    },
    {
      key: 'tiers',
      label: t('price.tiers'),
      cell: ({ tiers, currency }) => tiersText(tiers, currency, language) || '–',
      text: ({ tiers, currency }) => tiersText(tiers, currency, language),
    },
    {
      key: 'since',
      label: t('price.inForceSince'),
      cell: ({ activeFrom }) => <When at={activeFrom} />,
      text: ({ activeFrom }) => activeFrom,
      isWide: true,
    },
    {
      key: 'ends',
      label: t('price.ends'),
      cell: ({ until }) => (until ? exactTime(until, language) : '–'),
      text: ({ until }) => until,
    },
    { key: 'do', label: '', cell: (row) => <PriceActions price={row} />, text: () => undefined },
  ];
  return (
    <ListPage<Catalog.ListPrice>
      title={t('price.prices', { list })}
      {...(terms && { intro: terms.name })}
      {...prices}
      columns={columns}
      rowKey={({ priceId }) => priceId}
      empty={t('price.noPrices')}
      filters={<TextFilter name="sku" label={t('price.sku')} />}
      actions={
        terms && (
          <>
            <Button variant="default" renderRoot={(root) => <Link {...root} to="/price-proposals" search={{ list }} />}>
              {t('price.proposals')}
            </Button>
            <DefineList terms={terms} />
            <ProposePrice list={list} currency={terms.currency} />
          </>
        )
      }
    />
  );
}

function PriceActions({ price: { sku, list, currency } }: { readonly price: Catalog.ListPrice }) {
  const { t } = useLanguage();
  const may = useMay();
  return (
    <Group gap={4} justify="flex-end">
      <ProposePrice list={list} currency={currency} sku={sku} />
      {may('catalog.price.approve') && (
        <Action
          label={t('price.revert')}
          says={t('price.revertSays')}
          fields={[{ name: 'reason', label: t('price.reason'), kind: 'text', max: 500 }]}
          isDanger
          size="compact-sm"
          run={({ reason }) =>
            shop.catalog.post('/v1/prices/{sku}/revert', { path: { sku }, body: { list, reason: String(reason) } })
          }
        />
      )}
    </Group>
  );
}
