import { CategoryCreated, CategoryMoved } from '@concord/contracts';
import { conflict, lookup, never, notFound, rule, type Command, type Decider } from '@concord/event-sourcing';
import { categoryTreeAggregate, TREE, type CategoryEvent, type CategoryTree } from './category-tree.aggregate';

/** Customers do not find what lies deeper. */
export const DEPTH_MAX = 6;

export type CreateCategory = Command<
  'CreateCategory',
  { categoryId: string; name: string; slug: string; parentId?: string }
>;
export type MoveCategory = Command<'MoveCategory', { categoryId: string; parentId?: string }>;

export const categoryTree: Decider<CreateCategory | MoveCategory, CategoryEvent, CategoryTree> = {
  ...categoryTreeAggregate,
  commands: ['CreateCategory', 'MoveCategory'],
  id: () => TREE,

  decide(command, tree) {
    const { categoryId, parentId } = command.data;
    if (parentId && !lookup(tree.categories, parentId))
      return notFound('category-unknown', `There is no category ${parentId}.`);
    switch (command.type) {
      case 'CreateCategory': {
        if (lookup(tree.categories, categoryId))
          return conflict('category-exists', `There is a category ${categoryId} already.`);
        const refusal = placeRefusal(tree, parentId, command.data.slug, 1);
        return refusal ?? [CategoryCreated.of(command.data)];
      }
      case 'MoveCategory': {
        const category = lookup(tree.categories, categoryId);
        if (!category) return notFound('category-unknown', `There is no category ${categoryId}.`);
        if (category.parentId === (parentId ?? null)) return [];
        if (parentId && [parentId, ...ancestors(tree, parentId)].includes(categoryId))
          return rule('category-cycle', 'A category cannot stand below itself.');
        const refusal = placeRefusal(tree, parentId, category.slug, height(tree, categoryId));
        return refusal ?? [CategoryMoved.of({ categoryId, ...(parentId && { parentId }) })];
      }
      default:
        return never(command);
    }
  },
};

function placeRefusal(tree: CategoryTree, parentId: string | undefined, slug: string, levels: number) {
  const depth = parentId ? ancestors(tree, parentId).length + 1 : 0;
  if (depth + levels > DEPTH_MAX)
    return rule(
      'category-too-deep',
      `Categories stand at most ${DEPTH_MAX} levels deep; this category would stand at level ${depth + levels}.`,
    );
  const siblings = Object.values(tree.categories).filter((other) => other.parentId === (parentId ?? null));
  if (siblings.some((sibling) => sibling.slug === slug))
    return conflict('slug-taken', `The parent has a category with the slug ${slug} already. Choose another name.`);
  return undefined;
}

function ancestors({ categories }: CategoryTree, categoryId: string): string[] {
  const above: string[] = [];
  for (let id = lookup(categories, categoryId)?.parentId; id; id = lookup(categories, id)?.parentId) above.push(id);
  return above;
}

/** The levels of a category with its descendants. */
function height({ categories }: CategoryTree, categoryId: string): number {
  const children = Object.keys(categories).filter((id) => lookup(categories, id)!.parentId === categoryId);
  return 1 + Math.max(0, ...children.map((child) => height({ categories }, child)));
}
