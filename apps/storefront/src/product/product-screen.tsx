import { Anchor, Card, Chip, Grid, Group, Stack, Text } from '@mantine/core';
import type { Catalog } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Loading } from '../frame/loading';
import { ScreenTitle } from '../frame/screen-title';
import { useLanguage } from '../language/language';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { AddToBasket } from './add-to-basket';
import { AvailabilityBadge, AvailabilityWords, useAvailability } from './availability';
import { Picture } from './picture';
import { Price } from './price';

const PICTURE_PIXELS = 260;

/** A product: what it is, what it costs, whether it is there, and into the basket with it. */
export function ProductScreen() {
  const { t } = useLanguage();
  const { productId } = useParams({ from: '/products/$productId' });
  const query = useQuery({
    queryKey: ['product', productId],
    queryFn: async ({ signal }) =>
      (await shop.catalog.get('/v1/products/{productId}', { path: { productId }, signal })).data,
  });
  if (query.error) return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Loading />;
  const { title, brand, description, variants } = query.data;
  return (
    <Stack>
      <Anchor size="sm" underline="hover" renderRoot={(root) => <Link {...root} to="/" />}>
        ← {t('frame.toShop')}
      </Anchor>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, sm: 5 }}>
          <Card withBorder padding={0}>
            <Picture title={title} size={PICTURE_PIXELS} />
          </Card>
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 7 }}>
          <Stack gap="sm">
            <ScreenTitle>{title}</ScreenTitle>
            {brand && <Text size="sm">{brand}</Text>}
            <Offers variants={variants} />
            {description && <Text style={{ whiteSpace: 'pre-line' }}>{description}</Text>}
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

type Variant = Catalog.Variant;

function Offers({ variants }: { readonly variants: readonly Variant[] }) {
  const { t } = useLanguage();
  const offers = variants.filter(({ published }) => published);
  const availability = useAvailability(offers.map(({ sku }) => sku));
  const [chosen, choose] = useState<string>();
  const variant =
    offers.find(({ sku }) => sku === chosen) ?? offers.find(({ badge }) => badge !== 'out') ?? offers.at(0);
  if (!variant) return <Text>{t('product.gone')}</Text>;
  const found = availability.data?.find(({ sku }) => sku === variant.sku);
  // Services are not kept in stock: inventory may not know them.
  const isKept = variant.kind === 'shippable';
  return (
    <>
      {offers.length > 1 && (
        <Chip.Group value={variant.sku} onChange={(sku) => choose(String(sku))}>
          <Group gap="xs" role="radiogroup" aria-label={t('product.variants')}>
            {offers.map((offer) => (
              <Chip key={offer.sku} value={offer.sku} size="md">
                {nameOf(offer)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      <Price variant={variant} />
      {isKept && found ? <AvailabilityWords found={found} /> : <AvailabilityBadge badge={variant.badge} />}
      <AddToBasket key={variant.sku} variant={variant} availability={isKept ? found : undefined} />
      <Text size="xs" c="dimmed">
        {t('product.sku', { sku: variant.sku })}
      </Text>
    </>
  );
}

const nameOf = ({ options, title, sku }: Variant) => Object.values(options).join(', ') || title || sku;
