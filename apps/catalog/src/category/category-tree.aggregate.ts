import { CategoryCreated, CategoryMoved } from '@concord/contracts';
import { lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

const events = { CategoryCreated, CategoryMoved };
export type CategoryEvent = EventFrom<(typeof events)[keyof typeof events]>;

/** One stream holds the whole tree, so that one decision can refuse a move that makes a circle. */
export const TREE = 'shop';
export interface CategoryTree {
  readonly categories: Readonly<Record<string, { readonly slug: string; readonly parentId: string | null }>>;
}

export const categoryTreeAggregate: Aggregate<CategoryEvent, CategoryTree> = {
  kind: 'category-tree',
  events,
  initial: { categories: {} },

  evolve({ categories }, { type, data }) {
    const parentId = data.parentId ?? null;
    switch (type) {
      case 'CategoryCreated':
        return { categories: { ...categories, [data.categoryId]: { slug: data.slug, parentId } } };
      case 'CategoryMoved':
        return {
          categories: { ...categories, [data.categoryId]: { ...lookup(categories, data.categoryId)!, parentId } },
        };
      default:
        return never(type);
    }
  },
};

/** The ids of the categories with this slug. */
export const bySlug = ({ categories }: CategoryTree, slug: string) =>
  Object.keys(categories).filter((id) => lookup(categories, id)!.slug === slug);
