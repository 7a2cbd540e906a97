import { catalogEvents, STANDARD_LIST, STANDARD_TAX_CLASS } from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { RowFlag, RowJson, RowKeyText, RowList, RowOneOf, RowText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

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

  @RowList(
    { fromUnits: 'whole', amountMinor: 'whole' },
    { description: 'List prices of a unit from so many units on, the smallest number first.' },
  )
  tiers: { fromUnits: number; amountMinor: number }[] = [];

  @RowWhole({ nullable: true })
  weightG: number | null = null;

  @RowText()
  taxClass: string = STANDARD_TAX_CLASS;
}

export const products = projection(
  'orders.products',
  catalogEvents,
  ProductRow,
  ({ data }) => ({ sku: (data as { sku: string }).sku }),
  {
    VariantAdded: (row, { data: { title, kind, weightG = null } }) => ({ ...row, isKnown: true, title, kind, weightG }),
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
    PriceActivated: (row, { data: { list, amountMinor, currency, tiers = [] } }) =>
      list === STANDARD_LIST ? { ...row, priceMinor: amountMinor, currency, tiers } : undefined,
    PriceExpired: (row, { data: { list } }) =>
      list === STANDARD_LIST ? { ...row, priceMinor: null, tiers: [] } : undefined,
    ProductTaxed: each(
      ({ data: { skus } }: EventNamed<typeof catalogEvents, 'ProductTaxed'>) => skus.map((sku) => ({ sku })),
      (row: ProductRow, { data: { taxClass } }) => ({ ...row, taxClass }),
    ),
  },
);
