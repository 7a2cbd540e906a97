import { catalogEvents } from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { listOf, RowFlag, RowKeyText, RowList, RowText } from '@concord/service';
import { Entity } from 'typeorm';
import type { ContentStep } from './content';

const { VariantAdded, ProductRevised, ProductPublished, ProductUnpublished, ProductCategorised, PriceActivated } =
  catalogEvents;
const events = {
  VariantAdded,
  ProductRevised,
  ProductPublished,
  ProductUnpublished,
  ProductCategorised,
  PriceActivated,
};

/** The price list that every SKU needs a price in. */
const STANDARD = 'standard';

/** What the catalog says of a SKU, from one change to the next. */
@Entity('sku_content_view')
export class SkuContentRow {
  @RowKeyText()
  sku!: string;

  @RowText({ nullable: true })
  productId: string | null = null;

  @RowFlag({ description: 'Whether it has no stock and is not sent.' })
  isService: boolean = false;

  @RowFlag({ description: 'Whether it is sold without a list price.' })
  isUnpriced: boolean = false;

  @RowList({
    at: 'moment',
    'title?': 'text',
    'status?': 'text',
    'categoryIds?': listOf('text'),
    'hasPrice?': 'flag',
    'hasWeight?': 'flag',
  })
  steps: readonly ContentStep[] = [];
}

type Event<N extends keyof typeof events> = EventNamed<typeof events, N>;
const named = ({ data }: { readonly data: { readonly skus: readonly string[] } }) => data.skus.map((sku) => ({ sku }));
const stepped = (row: SkuContentRow, at: string, step: Omit<ContentStep, 'at'>): SkuContentRow => ({
  ...row,
  steps: [...row.steps, { at, ...step }],
});

export const skuContents = projection(
  'oversight.sku-contents',
  events,
  SkuContentRow,
  ({ data }) => ({ sku: (data as { sku: string }).sku }),
  {
    VariantAdded: (row, { data, occurredAt }) => ({
      ...stepped(row, occurredAt, { title: data.title, status: 'draft', hasWeight: data.weightG !== undefined }),
      productId: data.productId,
      isService: data.kind === 'service',
      isUnpriced: data.unpriced ?? false,
    }),
    ProductRevised: each(
      ({ data: { titledSkus, changed } }: Event<'ProductRevised'>) =>
        changed.title === undefined ? [] : titledSkus.map((sku) => ({ sku })),
      (row: SkuContentRow, { data, occurredAt }) => stepped(row, occurredAt, { title: data.changed.title! }),
    ),
    ProductPublished: each(named, (row: SkuContentRow, { occurredAt }: Event<'ProductPublished'>) =>
      stepped(row, occurredAt, { status: 'published' }),
    ),
    ProductUnpublished: each(named, (row: SkuContentRow, { occurredAt }: Event<'ProductUnpublished'>) =>
      stepped(row, occurredAt, { status: 'unpublished' }),
    ),
    ProductCategorised: each(named, (row: SkuContentRow, { data, occurredAt }: Event<'ProductCategorised'>) =>
      stepped(row, occurredAt, { categoryIds: data.categoryIds }),
    ),
    PriceActivated: (row, { data: { list, amountMinor }, occurredAt }) => {
      const hasPrice = amountMinor > 0;
      // Prices change often, and only whether there is one counts.
      const known = row.steps.findLast((step) => step.hasPrice !== undefined)?.hasPrice;
      return list !== STANDARD || known === hasPrice ? undefined : stepped(row, occurredAt, { hasPrice });
    },
  },
  { tracksChanges: true },
);
