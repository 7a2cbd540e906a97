import { ActionIcon, Group, Select, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Catalog } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useLanguage } from '../language/language';
import { typedIn } from '../frame/typed-in';
import type { Search } from '../router';
import { shop } from '../shop';

const SORTS = ['title', 'price', '-price', 'newest'] as const;
type Sort = (typeof SORTS)[number];
const CATEGORIES_STALE_MS = 300_000;
/** Of what stands below another category; a browser collapses blanks. */
const INDENT = '\u2003';

export const sortOf = ({ sort }: Search): Sort => SORTS.find((each) => each === sort) ?? 'title';

/** Search, category, order, and whether only what is there is shown: all of it stands in the address. */
export function ProductFilters() {
  const { t } = useLanguage();
  const search = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const change = (changes: Search) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: false });
  const categories = useQuery({
    queryKey: ['categories'],
    queryFn: async ({ signal }) => (await shop.catalog.get('/v1/categories/tree', { signal })).data.items,
    staleTime: CATEGORIES_STALE_MS,
  });
  const find = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    change({ q: typedIn(event.currentTarget, 'q') || undefined });
  };
  return (
    <Group align="end" gap="sm">
      <form role="search" onSubmit={find} style={{ flex: '1 1 220px' }}>
        <TextInput
          key={search['q'] ?? ''}
          name="q"
          type="search"
          label={t('product.search')}
          placeholder={t('product.searchFor')}
          defaultValue={search['q'] ?? ''}
          maxLength={100}
          rightSection={
            <ActionIcon type="submit" variant="subtle" size="lg" aria-label={t('product.find')}>
              <IconSearch size={18} aria-hidden />
            </ActionIcon>
          }
        />
      </form>
      {categories.data && categories.data.length > 0 && (
        <Select
          label={t('product.category')}
          flex="1 1 160px"
          data={[{ value: '', label: t('product.all') }, ...choicesOf(categories.data)]}
          value={search['category'] ?? ''}
          onChange={(category) => change({ category: category || undefined })}
          allowDeselect={false}
        />
      )}
      <Select
        label={t('product.sort')}
        flex="1 1 140px"
        data={SORTS.map((value) => ({ value, label: t(`product.sorts.${value}`) }))}
        value={sortOf(search)}
        onChange={(sort) => change({ sort: sort ?? undefined })}
        allowDeselect={false}
      />
      <Switch
        label={t('product.inStock')}
        mb={10}
        checked={search['inStock'] === 'true'}
        onChange={({ currentTarget }) => change({ inStock: currentTarget.checked ? 'true' : undefined })}
      />
    </Group>
  );
}

type Branch = Catalog.CategoryTree['items'][number];

/** The tree as a list, each below what it belongs to. */
const choicesOf = (branches: readonly Branch[], depth = 0): { value: string; label: string }[] =>
  branches.flatMap(({ slug, name, children }) => [
    { value: slug, label: `${INDENT.repeat(depth)}${name}` },
    ...choicesOf(children, depth + 1),
  ]);
