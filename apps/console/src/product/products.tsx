import { Button, Text } from '@mantine/core';
import type { Catalog } from '@concord/client';
import { Link } from '@tanstack/react-router';
import { CategoryFilter } from '../category/category-filter';
import { useCategories } from '../category/categories';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { StatusFilter, TextFilter } from '../list/filter-fields';
import { useFilters } from '../list/filters';
import { ListPage, type Column } from '../list/list-page';
import { money } from '../money/money';
import { When } from '../moment/when';
import { shop } from '../shop';
import { statusColumn } from '../status/status-column';
import { CreateProduct } from './create-product';

type Product = Catalog.Product;

const STATUSES = ['draft', 'published', 'unpublished'] as const;
const SKUS_SHOWN_MAX = 3;

/** All products, drafts too, as they were created. */
export function Products() {
  const { t, language } = useLanguage();
  const [{ q, category, status }] = useFilters();
  const categories = useCategories();
  const nameOf = (id: string) => categories.find(({ value }) => value === id)?.label ?? id;
  const categoriesOf = ({ categoryIds }: Product) => categoryIds.map(nameOf).join(', ');
  const skusOf = ({ skus }: Product) => {
    const shown = skus.slice(0, SKUS_SHOWN_MAX).join(', ');
    return skus.length > SKUS_SHOWN_MAX ? t('product.more', { shown, count: skus.length - SKUS_SHOWN_MAX }) : shown;
  };
  const priceOf = ({ priceMinor, currency }: Product) =>
    priceMinor === null || currency === null ? '–' : money(priceMinor, currency, language);
  const columns: Column<Product>[] = [
    {
      key: 'title',
      label: t('product.productTitle'),
      cell: ({ productId, title, brand }) => (
        <div>
          <ScreenLink fw={600} to={`/products/${encodeURIComponent(productId)}`}>
            {title}
          </ScreenLink>
          {brand && (
            <Text size="xs" c="dimmed">
              {brand}
            </Text>
          )}
        </div>
      ),
      text: ({ title }) => title,
    },
    statusColumn(t('product.status')),
    { key: 'skus', label: t('product.skus'), cell: skusOf, text: ({ skus }) => skus.join(', ') },
    { key: 'price', label: t('product.priceFrom'), cell: priceOf, text: priceOf, isNumber: true },
    { key: 'categories', label: t('product.categories'), cell: categoriesOf, text: categoriesOf, isWide: true },
    {
      key: 'channels',
      label: t('product.channels'),
      cell: ({ channels }) => channels.join(', '),
      text: ({ channels }) => channels.join(', '),
      isWide: true,
    },
    {
      key: 'taxClass',
      label: t('product.taxClass'),
      cell: ({ taxClass }) => taxClass,
      text: ({ taxClass }) => taxClass,
      isWide: true,
    },
    {
      key: 'since',
      label: t('product.published'),
      cell: ({ publishedAt }) => publishedAt && <When at={publishedAt} />,
      text: ({ publishedAt }) => publishedAt,
      isWide: true,
    },
  ];
  return (
    <ListPage<Product>
      title={t('product.title')}
      intro={t('product.intro')}
      queryKey={['products', q, category, status]}
      load={async (cursor, signal) => {
        const query = { cursor, limit: 50, q, category, status: status as Product['status'] | undefined };
        return (await shop.catalog.get('/v1/products', { query, signal })).data;
      }}
      hears={{ services: ['catalog'] }}
      columns={columns}
      rowKey={({ productId }) => productId}
      empty={t('product.empty')}
      filters={
        <>
          <TextFilter name="q" label={t('product.text')} />
          <CategoryFilter label={t('product.category')} />
          <StatusFilter label={t('product.status')} statuses={STATUSES} />
        </>
      }
      actions={
        <>
          <Button variant="default" renderRoot={(root) => <Link {...root} to="/categories" />}>
            {t('product.categories')}
          </Button>
          <CreateProduct />
        </>
      }
    />
  );
}
