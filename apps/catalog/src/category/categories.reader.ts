import { Problem, type Views } from '@concord/service';
import { withDescendants } from './branches';
import { CategoryRow } from './categories.projection';

/** The category with this id or slug, and all its descendants. Throws 404 where there is none. */
export async function categoriesIn(views: Views, idOrSlug: string): Promise<string[]> {
  const ids = withDescendants(await views.all(CategoryRow, {}), idOrSlug);
  if (ids.length === 0) throw new Problem(404, 'category-unknown', `There is no category ${idOrSlug}.`);
  return ids;
}
