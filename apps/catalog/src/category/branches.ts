/** A category in a flat list. */
export interface Twig {
  readonly categoryId: string;
  readonly name: string;
  readonly slug: string;
  readonly parentId: string | null;
}

/** A category with all its descendants. */
export interface Branch extends Omit<Twig, 'parentId'> {
  readonly children: readonly Branch[];
}

/** Lower case letters and letters with accents sort as their base letter. */
const alphabet = new Intl.Collator('en');

/** The tree, siblings by name. */
export function branches(all: readonly Twig[], parentId: string | null = null): Branch[] {
  return all
    .filter((twig) => twig.parentId === parentId)
    .sort((a, b) => alphabet.compare(a.name, b.name) || (a.categoryId < b.categoryId ? -1 : 1))
    .map(({ categoryId, name, slug }) => ({ categoryId, name, slug, children: branches(all, categoryId) }));
}

/** The categories with this id or slug, and all their descendants. */
export function withDescendants(all: readonly Twig[], idOrSlug: string): string[] {
  const found = all.filter(({ categoryId, slug }) => categoryId === idOrSlug || slug === idOrSlug);
  const ids = new Set(found.map(({ categoryId }) => categoryId));
  // A parent may follow its child in the list, so the search goes on until nothing is added.
  for (let before = -1; before !== ids.size;) {
    before = ids.size;
    for (const { categoryId, parentId } of all) if (parentId && ids.has(parentId)) ids.add(categoryId);
  }
  return [...ids];
}
