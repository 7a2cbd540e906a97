import { catalogEvents, STANDARD_TAX_CLASS } from '@concord/contracts';
import { lookup, projection } from '@concord/event-sourcing';
import { RowJson, RowKeyText, RowOneOf, RowText, RowTime, RowTitle, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { STANDARD } from '../price-list/price-list.aggregate';

/** A product in the listing. */
@Entity('product_view')
@Index(['title'], { type: 'gin' })
@Index(['status', 'title'])
@Index(['status', 'createdAt'])
export class ProductRow {
  @RowKeyText()
  productId!: string;

  @RowTitle()
  title: string = '';

  @RowText()
  description: string = '';

  @RowText({ nullable: true })
  brand: string | null = null;

  @RowOneOf(['shippable', 'service'])
  kind: string = 'shippable';

  @RowOneOf(['draft', 'published', 'unpublished'])
  status: string = 'draft';

  @RowJson({ type: 'array', items: { type: 'string' } })
  skus: string[] = [];

  @RowJson({ type: 'array', items: { type: 'string' } }, { description: 'Its published SKUs.' })
  publishedSkus: string[] = [];

  @RowJson({ type: 'array', items: { type: 'string' } })
  categoryIds: string[] = [];

  @RowJson({ type: 'array', items: { type: 'string' } })
  channels: string[] = [];

  @RowJson({ type: 'object', additionalProperties: { type: 'integer' } }, { description: 'Standard price by SKU.' })
  prices: Record<string, number> = {};

  @RowWhole({
    nullable: true,
    description:
      'The lowest price of the published variants, before publication of all variants; null where there is none.',
  })
  priceMinor: number | null = null;

  @RowText({ nullable: true })
  currency: string | null = null;

  @RowText({ description: 'The tax class of all its SKUs.' })
  taxClass: string = STANDARD_TAX_CLASS;

  @RowTime()
  createdAt: string = new Date(0).toISOString();

  @RowTime({ nullable: true, description: 'Since when it is for sale; null where it is not.' })
  publishedAt: string | null = null;

  @RowWhole({ description: 'Send it as If-Match with a revision.' })
  version: number = 0;
}

const { ProductCreated, VariantAdded, ProductRevised, ProductPublished, ProductUnpublished } = catalogEvents;
const { ProductCategorised, ProductTaxed, PriceActivated, PriceExpired } = catalogEvents;
const events = {
  ProductCreated,
  VariantAdded,
  ProductRevised,
  ProductPublished,
  ProductUnpublished,
  ProductCategorised,
  ProductTaxed,
  PriceActivated,
  PriceExpired,
};

export const products = projection(
  'catalog.products',
  events,
  ProductRow,
  ({ data }) => ({ productId: data.productId! }),
  {
    ProductCreated: (row, { data, occurredAt, version }) => ({
      ...row,
      title: data.title,
      description: data.description,
      brand: data.brand ?? null,
      kind: data.kind,
      createdAt: occurredAt,
      version,
    }),
    VariantAdded: (row, { data, version }) => ({ ...row, skus: [...row.skus, data.sku], version }),
    ProductRevised: (row, { data, version }) => ({ ...row, ...data.changed, version }),
    // It may be published anew for other channels or variants: it is for sale since the first time.
    ProductPublished: (row, { data: { channels, skus }, occurredAt, version }) => {
      const publishedAt = row.publishedAt ?? occurredAt;
      return priced({ ...row, status: 'published', channels, publishedSkus: skus, publishedAt, version });
    },
    ProductUnpublished: (row, { version }) =>
      priced({ ...row, status: 'unpublished', publishedSkus: [], publishedAt: null, version }),
    ProductCategorised: (row, { data, version }) => ({ ...row, categoryIds: data.categoryIds, version }),
    ProductTaxed: (row, { data, version }) => ({ ...row, taxClass: data.taxClass, version }),
    PriceExpired: (row, { data }) => {
      if (data.list !== STANDARD) return undefined;
      const { [data.sku]: _, ...prices } = row.prices;
      return priced({ ...row, prices });
    },
    PriceActivated: (row, { data }) => {
      if (data.list !== STANDARD) return undefined;
      return priced({ ...row, prices: { ...row.prices, [data.sku]: data.amountMinor }, currency: data.currency });
    },
  },
  { version: 4 },
);

/** The row with its listing price. */
function priced(row: ProductRow): ProductRow {
  const shown = row.publishedSkus.filter((sku) => lookup(row.prices, sku) !== undefined);
  const amounts = (shown.length > 0 ? shown : Object.keys(row.prices)).map((sku) => lookup(row.prices, sku)!);
  // Nothing is given away: a price of 0 is none.
  const priced = amounts.filter((amount) => amount > 0);
  return { ...row, priceMinor: priced.length > 0 ? Math.min(...priced) : null };
}
