import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, ShortText } from '../fields';

const event = publishedBy('catalog');

/** A category exists in the tree. */
export const CategoryCreated = event('CategoryCreated', 1, {
  categoryId: Id,
  name: ShortText,
  slug: Type.String({ maxLength: 100 }),
  parentId: Type.Optional(Id),
});

/** A category stands elsewhere in the tree, with all that is below it. No parent is the top. */
export const CategoryMoved = event('CategoryMoved', 1, { categoryId: Id, parentId: Type.Optional(Id) });
