import { catalogEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList } from '@concord/service';
import { Entity } from 'typeorm';
import type { ContentStep } from './content';

const { ProductCreated, ProductRevised } = catalogEvents;

/** What the content of a product held, from one change to the next. */
@Entity('product_content_view')
export class ProductContentRow {
  @RowKeyText()
  productId!: string;

  @RowList({ at: 'moment', 'hasDescription?': 'flag', 'hasBrand?': 'flag' })
  steps: readonly ContentStep[] = [];
}

export const productContents = projection(
  'oversight.product-contents',
  { ProductCreated, ProductRevised },
  ProductContentRow,
  ({ data }) => ({ productId: data.productId }),
  {
    ProductCreated: (row, { data: { description, brand = '' }, occurredAt: at }) => ({
      ...row,
      steps: [...row.steps, { at, hasDescription: description.trim() !== '', hasBrand: brand.trim() !== '' }],
    }),
    ProductRevised: (row, { data: { changed }, occurredAt: at }) => {
      const { description, brand } = changed;
      if (description === undefined && brand === undefined) return undefined;
      const step = {
        at,
        ...(description !== undefined && { hasDescription: description.trim() !== '' }),
        ...(brand !== undefined && { hasBrand: brand.trim() !== '' }),
      };
      return { ...row, steps: [...row.steps, step] };
    },
  },
);
