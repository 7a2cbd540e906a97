import type { Catalog } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../session/session';
import { shop } from '../shop';

/** A category with the names above it, as a person chooses it. */
export interface CategoryChoice {
  readonly value: string;
  readonly label: string;
}

const NONE: readonly CategoryChoice[] = [];

/** All categories, those below another right after it. Empty until they have come. */
export function useCategories(): readonly CategoryChoice[] {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['categories'],
    queryFn: async ({ signal }) => choices((await shop.catalog.get('/v1/categories/tree', { signal })).data.items),
    enabled: may('catalog.read'),
    meta: { hears: { services: ['catalog'] } },
  });
  return data ?? NONE;
}

const choices = (branches: readonly Catalog.CategoryBranch[], above: readonly string[] = []): CategoryChoice[] =>
  branches.flatMap(({ categoryId, name, children }) => {
    const names = [...above, name];
    return [{ value: categoryId, label: names.join(' › ') }, ...choices(children, names)];
  });
