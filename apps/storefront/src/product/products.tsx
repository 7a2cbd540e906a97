import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Loading } from '../frame/loading';
import { ScreenTitle } from '../frame/screen-title';
import { useLanguage } from '../language/language';
import { ProblemView } from '../problem/problem-view';
import { channelOf, useSession } from '../session/session';
import { shop } from '../shop';
import { useBuyerPrices } from './buyer-prices';
import { ProductCard } from './product-card';
import { ProductFilters, sortOf } from './product-filters';

const PAGE = 24;

/** What is for sale, page by page. */
export function Products() {
  const { t } = useLanguage();
  const session = useSession();
  const search = useSearch({ from: '/' });
  const wanted = {
    channel: channelOf(session),
    sort: sortOf(search),
    limit: PAGE,
    ...(search['q'] && { q: search['q'] }),
    ...(search['category'] && { category: search['category'] }),
    ...(search['inStock'] === 'true' && { inStock: true }),
  };
  const query = useInfiniteQuery({
    queryKey: ['products', wanted],
    queryFn: async ({ pageParam, signal }) =>
      (await shop.catalog.get('/v1/listing', { query: { ...wanted, ...(pageParam && { cursor: pageParam }) }, signal }))
        .data,
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
  const products = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const prices = useBuyerPrices(
    products.flatMap(({ offers, currency }) => offers.map(({ sku }) => ({ sku, currency }))),
  );
  return (
    <Stack>
      <ScreenTitle>{t('product.list')}</ScreenTitle>
      <ProductFilters />
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data && products.length === 0 && <Text>{t('product.none')}</Text>}
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }} spacing={{ base: 'xs', sm: 'md' }} component="ul" m={0} p={0}>
        {products.map((product) => (
          <ProductCard key={product.productId} product={product} prices={prices} />
        ))}
      </SimpleGrid>
      {query.hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('product.more')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
