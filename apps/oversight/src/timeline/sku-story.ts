import {
  catalogEvents,
  counted,
  inventoryEvents,
  marketingEvents,
  orderEvents,
  customerServiceEvents,
} from '@concord/contracts';
import { amountText, lookup, pick, type EventFrom, type EventTypes } from '@concord/event-sourcing';

/** One sentence of the story of a SKU. */
export interface SkuMoment {
  readonly sku: string;
  readonly words: string;
}

type Moments<T extends EventTypes> = { readonly [Name in keyof T]?: (data: EventFrom<T[Name]>['data']) => SkuMoment[] };

/** All that oversight hears. Only events that name a SKU have a sentence here. */
const heard = { ...catalogEvents, ...inventoryEvents, ...marketingEvents, ...orderEvents, ...customerServiceEvents };

const units = (quantity: number) => counted(quantity, 'unit');
const each = (skus: readonly string[], words: string): SkuMoment[] => [...new Set(skus)].map((sku) => ({ sku, words }));

/** The units of each SKU in a list, told in one sentence for each SKU. */
function bySku<L extends { readonly sku: string; readonly quantity: number }>(
  lines: readonly L[],
  words: (quantity: number, first: L) => string,
): SkuMoment[] {
  const firsts = new Map<string, L>();
  const sums = new Map<string, number>();
  for (const line of lines) {
    if (!firsts.has(line.sku)) firsts.set(line.sku, line);
    sums.set(line.sku, (sums.get(line.sku) ?? 0) + line.quantity);
  }
  return [...firsts].map(([sku, first]) => ({ sku, words: words(sums.get(sku)!, first) }));
}

const SENTENCES: Moments<typeof heard> = {
  PriceActivated: ({ sku, list, amountMinor, currency }) => [
    { sku, words: `The price in the list ${list} is ${amountText(amountMinor, currency)}.` },
  ],
  PriceExpired: ({ sku, list }) => [{ sku, words: `The price in the list ${list} ended.` }],
  ProductTaxed: ({ skus, taxClass }) => each(skus, `The tax class is ${taxClass}.`),
  ProductPublished: ({ skus }) => each(skus, 'The product is for sale.'),
  ProductUnpublished: ({ skus }) => each(skus, 'The product is no longer for sale.'),
  StockReceived: ({ sku, quantity, warehouse }) => [{ sku, words: `${units(quantity)} received at ${warehouse}.` }],
  StockAdjusted: ({ sku, delta, warehouse }) => [
    { sku, words: `${units(Math.abs(delta))} ${delta < 0 ? 'taken off' : 'added to'} the books at ${warehouse}.` },
  ],
  StockWrittenOff: ({ sku, quantity, warehouse }) => [
    { sku, words: `${units(quantity)} written off at ${warehouse} after a second look.` },
  ],
  UnitsSoldAs: ({ sku, quantity, asSku }) => [
    { sku, words: `${units(quantity)} are sold as second choice, under ${asSku}.` },
  ],
  UnitsTakenOver: ({ sku, quantity, fromSku }) => [
    { sku, words: `${units(quantity)} of ${fromSku} are sold as this, second choice.` },
  ],
  StockReturnedToSupplier: ({ sku, quantity, warehouse }) => [
    { sku, words: `${units(quantity)} sent back to the supplier from ${warehouse}.` },
  ],
  StockReserved: ({ orderId, allocations }) =>
    bySku(allocations, (quantity) => `${units(quantity)} reserved for the order ${orderId}.`),
  BackorderPolicySet: ({ sku, capUnits, promisedAt }) => [
    {
      sku,
      words:
        promisedAt === undefined
          ? 'Orders may no longer wait for it.'
          : `Orders may wait for ${units(capUnits)}, promised for ${promisedAt.slice(0, 10)}.`,
    },
  ],
  BackorderCreated: ({ orderId, sku, quantity, promisedAt }) => [
    { sku, words: `${units(quantity)} of the order ${orderId} wait until ${promisedAt.slice(0, 10)}.` },
  ],
  BackorderFilled: ({ orderId, allocations }) =>
    bySku(allocations, (quantity) => `${units(quantity)} came for the order ${orderId}, which waited.`),
  BackorderPromiseChanged: ({ orderId, sku, quantity, promisedAt }) => {
    const date = promisedAt === undefined ? 'wait without a date' : `now wait until ${promisedAt.slice(0, 10)}`;
    return [{ sku, words: `${units(quantity)} of the order ${orderId} ${date}.` }];
  },
  BackorderEnded: ({ orderId, sku, quantity }) => [
    { sku, words: `${units(quantity)} of the order ${orderId} are no longer waited for.` },
  ],
  StockReservationRejected: ({ orderId, short }) =>
    short.map(({ sku, wanted, sellable }) => ({
      sku,
      words: `The order ${orderId} wanted ${units(wanted)}; ${sellable} were sellable.`,
    })),
  ReservationReleased: ({ orderId, allocations }) =>
    bySku(allocations, (quantity) => `${units(quantity)} of the order ${orderId} are for sale again.`),
  ReservationMoved: ({ orderId, sku, from, missing }) => [
    {
      sku,
      words: `Units of the order ${orderId} were not on the shelf at ${from}${missing > 0 ? `; ${units(missing)} were found nowhere` : ''}.`,
    },
  ],
  StockShipped: ({ orderId, warehouse, lines }) =>
    bySku(lines, (quantity) => `${units(quantity)} left ${warehouse} for the order ${orderId}.`),
  StockOversold: ({ sku, quantity, orderId }) => [
    { sku, words: `${units(quantity)} left for the order ${orderId} that were reserved for others.` },
  ],
  LowStockDetected: ({ sku, sellable }) => [{ sku, words: `Stock ran low: ${units(sellable)} can be sold.` }],
  StockRecovered: ({ sku, sellable }) => [{ sku, words: `Stock recovered: ${units(sellable)} can be sold.` }],
  RestockExpected: ({ sku, quantity, eta }) => [
    {
      sku,
      words:
        quantity === 0
          ? 'Nothing more is expected from a purchase order.'
          : `${units(quantity)} expected on ${eta.slice(0, 10)}.`,
    },
  ],
  ReturnLineGraded: ({ sku, quantity, grade, restockedTo }) => [
    {
      sku,
      words: `${units(quantity)} came back, grade ${grade}${restockedTo === undefined ? '' : `: for sale again at ${restockedTo}`}.`,
    },
  ],
  PromotionActivated: ({ skus, code }) => each(skus, `The promotion ${code} is active.`),
  PromotionPaused: ({ skus, code, reason }) => each(skus, `The promotion ${code} is paused: ${reason}`),
  PromotionEnded: ({ skus, code }) => each(skus, `The promotion ${code} is over.`),
  CampaignCreated: ({ skus, name }) => each(skus, `The campaign ${name} was planned.`),
  CampaignStockEvaluated: ({ verdict, coverage }) =>
    coverage.map(({ sku, coverageMilli, shortUnits }) => ({
      sku,
      words: `Stock was weighed for a campaign: ${verdict}, coverage ${(coverageMilli / 1_000).toFixed(2)}${shortUnits > 0 ? `, ${units(shortUnits)} short` : ''}.`,
    })),
  CampaignScheduled: ({ skus }) => each(skus, 'A campaign is scheduled.'),
  CampaignActivated: ({ skus }) => each(skus, 'A campaign runs.'),
  CampaignPaused: ({ skus, reason }) => each(skus, `A campaign is paused: ${reason}`),
  CampaignResumed: ({ skus }) => each(skus, 'A campaign goes on.'),
  ReturnAuthorised: ({ orderId, lines }) =>
    bySku(lines, (quantity) => `A return of ${units(quantity)} of the order ${orderId} is authorised.`),
  OrderLineCancelled: ({ orderId, sku, quantity }) => [
    { sku, words: `${units(quantity)} of the order ${orderId} cancelled.` },
  ],
  CaseOpened: ({ kind, refs: { sku } }) => (sku === undefined ? [] : [{ sku, words: `A case was opened: ${kind}.` }]),
};

/** The public events that say something of a SKU, and name it. */
export const skuStoryEvents = pick(heard, SENTENCES);

/** The events that count units in all warehouses: people of some of them are not told. */
export const SUMS_OVER_WAREHOUSES: ReadonlySet<string> = new Set([
  'BackorderPolicySet',
  'LowStockDetected',
  'StockRecovered',
  'RestockExpected',
  'CampaignStockEvaluated',
] satisfies (keyof typeof SENTENCES)[]);

/** What an event says of each SKU that it names. */
export const skuMoments = ({ type, data }: { readonly type: string; readonly data: unknown }): readonly SkuMoment[] =>
  lookup(SENTENCES as Moments<EventTypes>, type)?.(data) ?? [];
