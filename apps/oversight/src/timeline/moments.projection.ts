import {
  customerServiceEvents,
  inventoryEvents,
  logisticsEvents,
  marketingEvents,
  ORDER_COURSE,
  orderEvents,
  orderSentence,
} from '@concord/contracts';
import { each, projection, type EventTypes, type RecordedEvent, type RowKey } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { skuMoments, skuStoryEvents, SUMS_OVER_WAREHOUSES } from './sku-story';

/** Something that happened to a SKU or to an order, in one sentence. Rows are added and never change. */
@Entity('moment_view')
@Index(['subject', 'place'])
export class MomentRow {
  @RowKeyText({ description: '`sku:` and the SKU, or `order:` and the id of the order.' })
  subject!: string;

  @RowKeyText({ description: 'The event behind it.' })
  eventId!: string;

  @RowTime()
  at: string = '';

  @RowText({ description: 'By what moments are sorted: time, then causes before effects.' })
  place: string = '';

  @RowText({ description: 'The service that says so.' })
  service: string = '';

  @RowText({ description: 'The stream of the event.' })
  stream: string = '';

  @RowWhole({ description: 'The number of the event within its stream.' })
  version: number = 0;

  @RowText({ nullable: true, description: 'The order that it concerns.' })
  orderId: string | null = null;

  @RowText({
    nullable: true,
    description: 'The warehouse where it happened; `~all` where it counts units in all of them.',
  })
  warehouse: string | null = null;

  @RowText()
  type: string = '';

  @RowText({ description: 'One sentence.' })
  words: string = '';
}

/** The events that tell something: of an order, of SKUs, or both. */
const telling = {
  ...skuStoryEvents,
  ...orderEvents,
  StockReserved: inventoryEvents.StockReserved,
  StockReservationRejected: inventoryEvents.StockReservationRejected,
  PromotionClaimRejected: marketingEvents.PromotionClaimRejected,
  PickStarted: logisticsEvents.PickStarted,
  PickShort: logisticsEvents.PickShort,
  ParcelPacked: logisticsEvents.ParcelPacked,
  ShipmentDispatched: logisticsEvents.ShipmentDispatched,
  ShipmentDelivered: logisticsEvents.ShipmentDelivered,
  ReturnRequestedByDesk: customerServiceEvents.ReturnRequestedByDesk,
  ReturnArrived: inventoryEvents.ReturnArrived,
  ReturnReceiptClosed: inventoryEvents.ReturnReceiptClosed,
};

/** The subjects under which moments are kept. */
export const skuSubject = (sku: string) => `sku:${sku}`;
export const orderSubject = (orderId: string) => `order:${orderId}`;

/** The words of an event are asked for once by each of its rows, of which a large order has thousands. */
const told = new WeakMap<RecordedEvent, ReadonlyMap<string, string>>();

/** What an event says, by subject. */
function wordsOf(event: RecordedEvent): ReadonlyMap<string, string> {
  const known = told.get(event);
  if (known) return known;
  const words = new Map(skuMoments(event).map((moment) => [skuSubject(moment.sku), moment.words]));
  const { orderId } = event.data as { readonly orderId?: string };
  const sentence = orderId === undefined ? undefined : orderSentence(event);
  if (sentence !== undefined) words.set(orderSubject(orderId!), sentence);
  told.set(event, words);
  return words;
}

/** A reaction has the moment of its cause: moments of one time stand in their natural order. */
const COURSE = [...new Set([...ORDER_COURSE, ...Object.keys(skuStoryEvents)])];

const placeOf = ({ occurredAt, type, version }: RecordedEvent) =>
  [occurredAt, String(COURSE.indexOf(type)).padStart(3, '0'), String(version).padStart(9, '0')].join(' ');

const keysOf = (event: RecordedEvent): RowKey[] =>
  [...wordsOf(event).keys()].map((subject) => ({ subject, eventId: event.eventId }));

/** The order that an event is about; a case names it among its subjects. */
function orderOf({ data }: RecordedEvent): string | null {
  const { orderId, refs } = data as { readonly orderId?: string; readonly refs?: { readonly orderId?: string } };
  return orderId ?? refs?.orderId ?? null;
}

/** No warehouse has this code. */
const ALL_WAREHOUSES = '~all';

const warehouseOf = ({ type, data }: RecordedEvent): string | null =>
  SUMS_OVER_WAREHOUSES.has(type) ? ALL_WAREHOUSES : ((data as { readonly warehouse?: string }).warehouse ?? null);

const kept = each<MomentRow, RecordedEvent>(keysOf, (row, event, { subject }) => ({
  ...row,
  at: event.occurredAt,
  place: placeOf(event),
  service: (telling as EventTypes)[event.type]!.service!,
  stream: event.streamId,
  version: event.version,
  orderId: orderOf(event),
  warehouse: warehouseOf(event),
  type: event.type,
  words: wordsOf(event).get(String(subject))!,
}));

export const moments = projection(
  'oversight.moments',
  telling,
  MomentRow,
  () => ({ subject: '', eventId: '' }),
  Object.fromEntries(Object.keys(telling).map((type) => [type, kept])) as { [K in keyof typeof telling]: typeof kept },
  { tracksChanges: true },
);
