import { catalogEvents } from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { listOf, RowFlag, RowKeyText, RowList, RowText } from '@concord/service';
import { Entity } from 'typeorm';
import type { ContentStep } from './content';
import { stepOf, withStep, type StepOfStream } from './steps';

const { VariantAdded, ProductRevised, ProductPublished, ProductUnpublished, ProductCategorised } = catalogEvents;
const { PriceActivated, PriceExpired } = catalogEvents;
const events = {
  VariantAdded,
  ProductRevised,
  ProductPublished,
  ProductUnpublished,
  ProductCategorised,
  PriceActivated,
  PriceExpired,
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
    stream: 'text',
    version: 'whole',
    'title?': 'text',
    'status?': 'text',
    'categoryIds?': listOf('text'),
    'hasPrice?': 'flag',
    'hasWeight?': 'flag',
  })
  steps: readonly (ContentStep & StepOfStream)[] = [];
}

type Event<N extends keyof typeof events> = EventNamed<typeof events, N>;
const named = ({ data }: { readonly data: { readonly skus: readonly string[] } }) => data.skus.map((sku) => ({ sku }));
type Happened = { readonly occurredAt: string; readonly streamId: string; readonly version: number };
/** The product and the price are streams of their own. */
const stepped = (row: SkuContentRow, event: Happened, step: Omit<ContentStep, 'at'>): SkuContentRow => ({
  ...row,
  steps: withStep(row.steps, { ...stepOf(event), ...step }),
});

export const skuContents = projection(
  'oversight.sku-contents',
  events,
  SkuContentRow,
  ({ data }) => ({ sku: (data as { sku: string }).sku }),
  {
    VariantAdded: (row, event) => ({
      ...stepped(row, event, {
        title: event.data.title,
        status: 'draft',
        hasWeight: event.data.weightG !== undefined,
      }),
      productId: event.data.productId,
      isService: event.data.kind === 'service',
      isUnpriced: event.data.unpriced ?? false,
    }),
    ProductRevised: each(
      ({ data: { titledSkus, changed } }: Event<'ProductRevised'>) =>
        changed.title === undefined ? [] : titledSkus.map((sku) => ({ sku })),
      (row: SkuContentRow, event) => stepped(row, event, { title: event.data.changed.title! }),
    ),
    ProductPublished: each(named, (row: SkuContentRow, event: Event<'ProductPublished'>) =>
      stepped(row, event, { status: 'published' }),
    ),
    ProductUnpublished: each(named, (row: SkuContentRow, event: Event<'ProductUnpublished'>) =>
      stepped(row, event, { status: 'unpublished' }),
    ),
    ProductCategorised: each(named, (row: SkuContentRow, event: Event<'ProductCategorised'>) =>
      stepped(row, event, { categoryIds: event.data.categoryIds }),
    ),
    PriceExpired: (row, event) => (event.data.list === STANDARD ? stepped(row, event, { hasPrice: false }) : undefined),
    PriceActivated: (row, event) => {
      const { list, amountMinor } = event.data;
      const hasPrice = amountMinor > 0;
      // Prices change often, and only whether there is one counts.
      const known = row.steps.findLast((step) => step.hasPrice !== undefined)?.hasPrice;
      return list !== STANDARD || known === hasPrice ? undefined : stepped(row, event, { hasPrice });
    },
  },
  { tracksChanges: true },
);
