import { Group, Stack, Text } from '@mantine/core';
import type { Catalog, Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { money } from '@concord/client/screens';
import { Money } from '../money/money';
import { shop } from '../shop';
import { useBuyerPrices } from './buyer-prices';

/** What a SKU costs; beside a reduced price stands the lowest one of the 30 days before it (98/6/EC, article 6a). */
export function Price({ variant: { sku, priceMinor, currency } }: { readonly variant: Catalog.Variant }) {
  const { t, language } = useLanguage();
  const { data } = useQuery({
    queryKey: ['price', sku],
    queryFn: async ({ signal }) => (await shop.catalog.get('/v1/prices/{sku}', { path: { sku }, signal })).data,
    enabled: priceMinor !== null,
  });
  const own = useBuyerPrices([{ sku, currency }]).get(sku);
  if (priceMinor === null || currency === null) return <Text fw={700}>{t('product.onRequest')}</Text>;
  if (own && !own.isStandard) return <OwnPrice price={own} />;
  const { amountMinor = priceMinor, lowest30dMinor = null, tiers = [] } = data ?? {};
  const isReduced = lowest30dMinor !== null && lowest30dMinor > amountMinor;
  return (
    <Stack gap={2}>
      <Group gap="sm" align="baseline">
        <Money minor={amountMinor} currency={currency} fz={28} fw={700} />
        {isReduced && (
          <Text size="sm" fw={700} c="var(--mantine-color-red-light-color)">
            −{Math.round((1 - amountMinor / lowest30dMinor) * 100)} %
          </Text>
        )}
      </Group>
      {isReduced && <Text size="sm">{t('product.lowest', { amount: money(lowest30dMinor, currency, language) })}</Text>}
      <Tiers tiers={tiers} currency={currency} />
    </Stack>
  );
}

/** The price of a list that serves the customer. Reductions are announced of the standard price alone. */
function OwnPrice({ price: { unitMinor, currency, taxIncluded, tiers } }: { readonly price: Orders.BuyerPrice }) {
  const { t } = useLanguage();
  return (
    <Stack gap={2}>
      <Group gap="sm" align="baseline">
        <Money minor={unitMinor} currency={currency} fz={28} fw={700} />
        <Text size="sm">{t(taxIncluded ? 'product.yourPrice' : 'product.yourPricePlusTax')}</Text>
      </Group>
      <Tiers tiers={tiers} currency={currency} />
    </Stack>
  );
}

function Tiers({ tiers, currency }: { readonly tiers: Orders.BuyerPrice['tiers']; readonly currency: string }) {
  const { t, language } = useLanguage();
  return tiers.map(({ fromUnits, amountMinor }) => (
    <Text size="sm" key={fromUnits}>
      {t('product.tier', { count: fromUnits, amount: money(amountMinor, currency, language) })}
    </Text>
  ));
}
