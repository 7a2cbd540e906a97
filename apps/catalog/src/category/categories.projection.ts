import { CategoryCreated, CategoryMoved } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowTitle } from '@concord/service';
import { Entity } from 'typeorm';

/** A category of the tree. */
@Entity('category_view')
export class CategoryRow {
  @RowKeyText()
  categoryId!: string;

  @RowTitle()
  name: string = '';

  @RowText({ example: 'garden-lights' })
  slug: string = '';

  @RowText({ nullable: true, description: 'The parent category; null at the top.' })
  parentId: string | null = null;
}

export const categories = projection(
  'catalog.categories',
  { CategoryCreated, CategoryMoved },
  CategoryRow,
  ({ data }) => ({ categoryId: data.categoryId }),
  {
    CategoryCreated: (row, { data: { name, slug, parentId = null } }) => ({ ...row, name, slug, parentId }),
    CategoryMoved: (row, { data: { parentId = null } }) => ({ ...row, parentId }),
  },
  { version: 2 },
);
