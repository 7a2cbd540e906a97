import type { Catalog } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
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

/** All categories, those below another right after it. */
export const loadCategories = async (signal: AbortSignal): Promise<KnownCategory[]> =>
  flat((await shop.catalog.get('/v1/categories/tree', { signal })).data.items);

/** All categories; empty until they have come. */
export function useCategories(): readonly KnownCategory[] {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['categories'],
    queryFn: ({ signal }) => loadCategories(signal),
    enabled: may('catalog.read'),
    meta: { hears: { services: ['catalog'] } },
  });
  return data ?? NONE;
}

const flat = (branches: readonly Catalog.CategoryBranch[], above?: KnownCategory): KnownCategory[] =>
  branches.flatMap(({ categoryId, name, slug, children }) => {
    const label = above ? `${above.label} › ${name}` : name;
    const category = { value: categoryId, label, slug, parentId: above?.value };
    return [category, ...flat(children, category)];
  });
