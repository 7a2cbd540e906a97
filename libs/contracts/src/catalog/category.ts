import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, ShortText } from '../fields';

const event = publishedBy('catalog');

/** A category exists in the tree. Readers show it in their navigation. */
export const CategoryCreated = event('CategoryCreated', 1, {
  categoryId: Id,
  name: ShortText,
  slug: Type.String({ maxLength: 100 }),
  parentId: Type.Optional(Id),
});

/** A category moved in the tree, with all its descendants. No parent is the top. */
export const CategoryMoved = event('CategoryMoved', 1, { categoryId: Id, parentId: Type.Optional(Id) });
