import { catalogEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText } from '@concord/service';
import { Entity } from 'typeorm';

const { CategoryCreated, CategoryMoved } = catalogEvents;

/** A category of the shop, with its place in the tree now. */
@Entity('category_name_view')
export class CategoryNameRow {
  @RowKeyText()
  categoryId!: string;

  @RowText()
  name: string = '';

  @RowText({ nullable: true })
  parentId: string | null = null;
}

export const categoryNames = projection(
  'oversight.category-names',
  { CategoryCreated, CategoryMoved },
  CategoryNameRow,
  ({ data }) => ({ categoryId: data.categoryId }),
  {
    CategoryCreated: (row, { data: { name, parentId = null } }) => ({ ...row, name, parentId }),
    CategoryMoved: (row, { data: { parentId = null } }) => ({ ...row, parentId }),
  },
);
