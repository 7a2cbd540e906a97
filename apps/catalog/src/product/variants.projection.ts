import { catalogEvents, inventoryEvents, STANDARD_TAX_CLASS } from '@concord/contracts';
import { each, lookup, projection, type EventNamed } from '@concord/event-sourcing';
import { RowFlag, RowJson, RowKeyText, RowOneOf, RowText, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { STANDARD } from '../price-list/price-list.aggregate';

/** A variant that can be bought: its SKU, price and availability. */
@Entity('variant_view')
@Index(['productId'])
// People search for parts of either.
@Index(['sku', 'title'], { type: 'gin' })
export class VariantRow {
  @RowKeyText({ example: 'TEE-RED-M' })
  sku!: string;

  @RowText({ nullable: true })
  productId: string | null = null;

  @RowText()
  title: string = '';

  @RowOneOf(['shippable', 'service'])
  kind: string = 'shippable';

  @RowFlag({ description: 'Whether it is for sale.' })
  published: boolean = false;

  @RowJson({ type: 'array', items: { type: 'string' } }, { description: 'The sales channels that it is for sale in.' })
  channels: string[] = [];

  @RowWhole({ nullable: true, description: 'Price in the standard list; null where there is none.' })
  priceMinor: number | null = null;

  @RowText({ nullable: true })
  currency: string | null = null;

  @RowWhole({ description: 'Units that can be ordered, as inventory says.' })
  sellable: number = 0;

  @RowOneOf(['out', 'critical', 'low', 'ok', 'over'])
  level: string = 'out';

  @RowOneOf(['out', 'low', 'in-stock'], { description: 'The badge in the shop. A service is always available.' })
  badge: string = 'out';

  @RowJson({ type: 'object', additionalProperties: { type: 'string' } })
  options: Record<string, string> = {};

  @RowWhole({ nullable: true })
  weightG: number | null = null;

  @RowText({ description: 'Orders has the rates of its tax class.' })
  taxClass: string = STANDARD_TAX_CLASS;

  @RowText({ nullable: true })
  barcode: string | null = null;
}

const { VariantAdded, ProductRevised, ProductPublished, ProductUnpublished, ProductTaxed } = catalogEvents;
const { PriceActivated, PriceExpired } = catalogEvents;
const { AvailabilityChanged } = inventoryEvents;
const events = {
  VariantAdded,
  ProductRevised,
  ProductPublished,
  ProductUnpublished,
  ProductTaxed,
  PriceActivated,
  PriceExpired,
  AvailabilityChanged,
};

const BADGES: Readonly<Record<string, string>> = { out: 'out', critical: 'low', low: 'low' };

export const variants = projection(
  'catalog.variants',
  events,
  VariantRow,
  ({ data }) => ({ sku: (data as { sku: string }).sku }),
  {
    // Inventory may have published the stock of the SKU before: the row keeps it.
    VariantAdded: (row, { data: { productId, title, kind, options, weightG = null, barcode = null } }) => {
      const always = kind === 'service' && { level: 'ok', badge: 'in-stock' };
      return { ...row, productId, title, kind, options, weightG, barcode, ...always };
    },
    ProductRevised: each(
      ({ data: { titledSkus, changed } }: EventNamed<typeof events, 'ProductRevised'>) =>
        changed.title ? titledSkus.map((sku) => ({ sku })) : [],
      (row: VariantRow, { data: { changed } }) => ({ ...row, title: changed.title! }),
    ),
    ProductPublished: each(
      ({ data }: EventNamed<typeof events, 'ProductPublished'>) => data.skus.map((sku) => ({ sku })),
      (row: VariantRow, { data: { channels } }) => ({ ...row, published: true, channels }),
    ),
    ProductUnpublished: each(
      ({ data }: EventNamed<typeof events, 'ProductUnpublished'>) => data.skus.map((sku) => ({ sku })),
      (row: VariantRow) => ({ ...row, published: false }),
    ),
    ProductTaxed: each(
      ({ data }: EventNamed<typeof events, 'ProductTaxed'>) => data.skus.map((sku) => ({ sku })),
      (row: VariantRow, { data: { taxClass } }) => ({ ...row, taxClass }),
    ),
    PriceExpired: (row, { data: { list } }) => (list === STANDARD ? { ...row, priceMinor: null } : undefined),
    PriceActivated: (row, { data: { list, amountMinor, currency } }) =>
      list === STANDARD ? { ...row, priceMinor: amountMinor > 0 ? amountMinor : null, currency } : undefined,
    AvailabilityChanged: (row, { data: { sellable, level } }) => {
      if (row.kind === 'service') return undefined;
      return { ...row, sellable, level, badge: lookup(BADGES, level) ?? 'in-stock' };
    },
  },
);
