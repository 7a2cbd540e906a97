import { catalogEvents } from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { RowKeyText, RowText } from '@concord/service';
import { Entity } from 'typeorm';

/** What a SKU is called, for papers that people read. */
@Entity('variant_title_view')
export class VariantTitleRow {
  @RowKeyText()
  sku!: string;

  @RowText()
  title: string = '';
}

export const variantTitles = projection(
  'logistics.variant-titles',
  catalogEvents,
  VariantTitleRow,
  ({ data }) => ({ sku: (data as { sku: string }).sku }),
  {
    VariantAdded: (row, { data: { title } }) => ({ ...row, title }),
    ProductRevised: each(
      ({ data: { titledSkus, changed } }: EventNamed<typeof catalogEvents, 'ProductRevised'>) =>
        changed.title ? titledSkus.map((sku) => ({ sku })) : [],
      (row: VariantTitleRow, { data: { changed } }) => ({ ...row, title: changed.title! }),
    ),
  },
);
