import type { KnownCategory } from './categories';

/** The categories below which this one can be moved: neither itself nor those that stand below it. */
export function possibleParents(categories: readonly KnownCategory[], moved: string): KnownCategory[] {
  const aboveOf = new Map(categories.map(({ value, parentId }) => [value, parentId]));
  const isWithin = (id: string | undefined): boolean => id !== undefined && (id === moved || isWithin(aboveOf.get(id)));
  return categories.filter(({ value }) => !isWithin(value));
}
