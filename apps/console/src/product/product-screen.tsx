import type { Catalog } from '@concord/client';
import { Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useCategories } from '../category/categories';
import { Fact } from '../frame/fact';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import { Money } from '../money/money';
import { When } from '../moment/when';
import { ProposePrice } from '../price/propose-price';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { SkuLink } from '../sku/sku-link';
import { StatusBadge } from '../status/status';
import { optionsText } from './options';
import { ProductActions } from './product-actions';

type Product = Catalog.ProductWithVariants;

/** A product: what it is called, where it is for sale since when, and its variants. */
export function ProductScreen() {
  const { productId } = useParams({ from: '/products/$productId' });
  const query = useQuery({
    queryKey: ['product', productId],
    queryFn: async ({ signal }) =>
      (await shop.catalog.get('/v1/products/{productId}', { path: { productId }, signal })).data,
    meta: { hears: { services: ['catalog'] } },
  });
  if (!query.data) return <Unanswered query={query} />;
  const product = query.data;
  return (
    <Stack>
      <Group gap="sm">
        <Title order={1} size="h2">
          {product.title}
        </Title>
        <StatusBadge status={product.status} />
      </Group>
      <ProductActions product={product} />
      <Facts product={product} />
      <Variants product={product} />
    </Stack>
  );
}

function Facts({ product }: { readonly product: Product }) {
  const { t } = useLanguage();
  const categories = useCategories();
  const { productId, description, brand, kind, categoryIds, channels, taxClass, createdAt, publishedAt } = product;
  const names = categoryIds.map((id) => categories.find(({ value }) => value === id)?.label ?? id);
  return (
    <Card withBorder component="section">
      <Stack gap={4}>
        {description && (
          <Text size="sm" mb="xs" style={{ whiteSpace: 'pre-line' }}>
            {description}
          </Text>
        )}
        {brand && <Fact label={t('product.brand')}>{brand}</Fact>}
        <Fact label={t('product.kind')}>{t(`product.kinds.${kind}`)}</Fact>
        <Fact label={t('product.categories')}>{names.join(', ') || t('product.noCategory')}</Fact>
        <Fact label={t('product.taxClass')}>{taxClass}</Fact>
        {publishedAt === null ? (
          <Fact label={t('product.published')}>{t('product.notForSale')}</Fact>
        ) : (
          <>
            <Fact label={t('product.channels')}>{channels.join(', ')}</Fact>
            <Fact label={t('product.published')}>
              <When at={publishedAt} span />
            </Fact>
          </>
        )}
        <Fact label={t('product.created')}>
          <When at={createdAt} span />
        </Fact>
        <Text size="xs" c="dimmed">
          {productId}
        </Text>
      </Stack>
    </Card>
  );
}

function Variants({ product: { title, status, variants } }: { readonly product: Product }) {
  const { t, language } = useLanguage();
  const may = useMay();
  const grams = new Intl.NumberFormat(language, { style: 'unit', unit: 'gram' });
  const about = (variant: Catalog.Variant) =>
    [
      ...(variant.title === title ? [] : [variant.title]),
      optionsText(variant.options),
      variant.barcode,
      // A variant that came after the publication is for sale with the next one.
      status === 'published' && !variant.published && t('product.notYet'),
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <Section title={t('product.variants')} empty={variants.length === 0 && t('product.noVariants')}>
      <Table.ScrollContainer minWidth={280}>
        <Table aria-label={t('product.variants')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('product.sku')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('product.price')}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {t('product.weight')}
              </Table.Th>
              {may('catalog.price.propose') && <Table.Td />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {variants.map((variant) => (
              <Table.Tr key={variant.sku}>
                <Table.Td>
                  <SkuLink sku={variant.sku} fw={600} />
                  <Text size="xs" c="dimmed">
                    {about(variant)}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">
                  {variant.priceMinor === null || variant.currency === null ? (
                    t('product.noPrice')
                  ) : (
                    <Money minor={variant.priceMinor} currency={variant.currency} />
                  )}
                </Table.Td>
                <Table.Td ta="right">{variant.weightG === null ? '–' : grams.format(variant.weightG)}</Table.Td>
                {may('catalog.price.propose') && (
                  <Table.Td ta="right">
                    <ProposePrice list="standard" currency={variant.currency} sku={variant.sku} />
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}
