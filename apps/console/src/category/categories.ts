import type { Catalog } from '@concord/client';
import { useList } from '../list/list-page';
import { useMay } from '../session/session';
import { shop } from '../shop';

/** A category with the names above it, as a person chooses it. */
export interface KnownCategory {
  readonly value: string;
  readonly label: string;
  readonly slug: string;
  /** The category above it, where there is one. */
  readonly parentId: string | undefined;
}

const NONE: readonly KnownCategory[] = [];

/** The list of all categories, those below another right after it. */
export const CATEGORIES = {
  queryKey: ['categories'],
  load: async (_: string | undefined, signal: AbortSignal) => {
    const { items } = (await shop.catalog.get('/v1/categories/tree', { signal })).data;
    return { items: flat(items), next: null };
  },
  hears: { services: ['catalog'] },
};

/** All categories; empty until they have come. */
export function useCategories(): readonly KnownCategory[] {
  const may = useMay();
  const { data } = useList({ ...CATEGORIES, enabled: may('catalog.read') });
  return data?.pages[0]?.items ?? NONE;
}

const flat = (branches: readonly Catalog.CategoryBranch[], above?: KnownCategory): KnownCategory[] =>
  branches.flatMap(({ categoryId, name, slug, children }) => {
    const label = above ? `${above.label} › ${name}` : name;
    const category = { value: categoryId, label, slug, parentId: above?.value };
    return [category, ...flat(children, category)];
  });
