import { catalogEvents } from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { RowFlag, RowJson, RowKeyText, RowOneOf, RowText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

/** The price list from which orders are priced. */
const LIST = 'standard';

/** What orders must know of a SKU. The facts come from several streams, in any order. */
@Entity('product_view')
export class ProductRow {
  @RowKeyText({ example: 'TEE-RED-M' })
  sku!: string;

  @RowFlag({ description: 'Whether the variant itself is known, not only its price or its product.' })
  isKnown: boolean = false;

  @RowText()
  title: string = '';

  @RowOneOf(['shippable', 'service'])
  kind: string = 'shippable';

  @RowFlag()
  published: boolean = false;

  @RowJson({ type: 'array', items: { type: 'string' } }, { description: 'The sales channels that it is for sale in.' })
  channels: string[] = [];

  @RowWhole({ nullable: true, description: 'List price of one unit; null where the price is agreed with each order.' })
  priceMinor: number | null = null;

  @RowText({ nullable: true })
  currency: string | null = null;
}

export const products = projection(
  'orders.products',
  catalogEvents,
  ProductRow,
  ({ data }) => ({ sku: (data as { sku: string }).sku }),
  {
    VariantAdded: (row, { data: { title, kind } }) => ({ ...row, isKnown: true, title, kind }),
    ProductRevised: each(
      ({ data: { titledSkus, changed } }: EventNamed<typeof catalogEvents, 'ProductRevised'>) =>
        changed.title ? titledSkus.map((sku) => ({ sku })) : [],
      (row: ProductRow, { data: { changed } }) => ({ ...row, title: changed.title! }),
    ),
    ProductPublished: each(
      ({ data: { skus } }: EventNamed<typeof catalogEvents, 'ProductPublished'>) => skus.map((sku) => ({ sku })),
      (row: ProductRow, { data: { channels } }) => ({ ...row, published: true, channels }),
    ),
    ProductUnpublished: each(
      ({ data: { skus } }: EventNamed<typeof catalogEvents, 'ProductUnpublished'>) => skus.map((sku) => ({ sku })),
      (row: ProductRow) => ({ ...row, published: false }),
    ),
    PriceActivated: (row, { data: { list, amountMinor, currency } }) =>
      list === LIST ? { ...row, priceMinor: amountMinor, currency } : undefined,
    PriceExpired: (row, { data: { list } }) => (list === LIST ? { ...row, priceMinor: null } : undefined),
  },
);
