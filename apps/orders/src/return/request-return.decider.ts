import { ReturnAuthorised, ReturnRejected } from '@concord/contracts';
import type { Command, JointDecider } from '@concord/event-sourcing';
import { shareOf } from '../order/line-share';
import {
  orderAggregate,
  unitsDelivered,
  UnitsPromisedBack,
  unitsPromisedBack,
  type Order,
  type Placed,
  type PlacedLine,
} from '../order/order.aggregate';
import { returnCase } from './return.aggregate';
import { RETURN_PLACES, returnPlacesAggregate, type ReturnPlaces } from './return-places.aggregate';
import { placeForReturn } from './return-places.decider';

interface LineBack {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: string;
}
export type RequestReturn = Command<
  'RequestReturn',
  { returnId: string; orderId: string; customerId?: string; lines: readonly LineBack[] }
>;

const DAY_MS = 86_400_000;
/** Counted from the day on which the last parcel arrived. */
const WINDOW_DAYS = 30;
/** Within which the parcel must be on its way. */
const PARCEL_DAYS = 14;

/** A refusal goes out as an event: whoever asked waits on another service. */
interface Refusal {
  readonly reason: string;
  readonly detail: string;
}

const NOWHERE: Refusal = {
  reason: 'no-warehouse-takes-returns',
  detail: 'No warehouse takes returns in at the moment. Ask again once one does.',
};

/** Decides with the order in hand, so that two requests cannot both have the last unit. */
export const requestReturn: JointDecider<RequestReturn> = {
  commands: ['RequestReturn'],
  aggregate: returnCase,
  opens: ['RequestReturn'],
  id: ({ data }) => data.returnId,

  decideJointly({ data, at }, read) {
    const { returnId, orderId } = data;
    const known = read(returnCase, returnId);
    const order = read(orderAggregate, orderId);
    if (known.status !== 'none') return [];
    const places = read(returnPlacesAggregate, RETURN_PLACES);
    const toWarehouse = placeOf(data, order, places);
    const refusal = refusalOf(data, order, at) ?? (toWarehouse === undefined ? NOWHERE : undefined);
    if (refusal) {
      const customerId = order.placed?.customerId ?? data.customerId;
      const rejected = ReturnRejected.of({ returnId, orderId, ...(customerId && { customerId }), ...refusal });
      return [{ to: returnCase, id: returnId, events: [rejected] }];
    }
    const placed = order.placed!;
    const lines = merged(data.lines);
    const { customerId } = placed;
    const authorised = ReturnAuthorised.of({
      ...{ returnId, orderId, ...(customerId !== undefined && { customerId }), lines },
      deadline: new Date(Date.parse(at) + PARCEL_DAYS * DAY_MS).toISOString(),
      toWarehouse: toWarehouse!,
    });
    const back = lines.map(({ lineId, sku, quantity }) => {
      const { totalMinor, quantity: ordered } = lineOf(placed, lineId)!;
      const before = unitsPromisedBack(order, lineId);
      return { lineId, sku, quantity, paidMinor: shareOf(totalMinor, ordered, before, before + quantity) };
    });
    const promised = UnitsPromisedBack.of({ orderId, returnId, lines: back });
    return [
      { to: returnCase, id: returnId, events: [authorised] },
      { to: orderAggregate, id: orderId, events: [promised] },
    ];
  },
};

function refusalOf(
  { orderId, customerId, lines }: RequestReturn['data'],
  order: Order,
  at: string,
): Refusal | undefined {
  const { placed } = order;
  if (!placed) return { reason: 'order-unknown', detail: `There is no order ${orderId}.` };
  if (customerId !== undefined && placed.customerId !== undefined && customerId !== placed.customerId)
    return { reason: 'order-of-another', detail: `The order ${orderId} is not this customer's.` };
  if (lines.length === 0) return { reason: 'lines-missing', detail: 'Name the lines that are to come back.' };
  const arrivals = order.parcels.flatMap(({ deliveredAt, recordedAt }) => [deliveredAt ?? [], recordedAt ?? []].flat());
  if (arrivals.length === 0)
    return { reason: 'order-not-delivered', detail: `Nothing of the order ${orderId} has arrived yet.` };
  // Whoever tells us late of a delivery does not shorten the window by it.
  const lastDay = Math.max(...arrivals.map((moment) => Date.parse(moment))) + WINDOW_DAYS * DAY_MS;
  if (Date.parse(at) > lastDay)
    return { reason: 'window-closed', detail: `Returns were possible until ${new Date(lastDay).toISOString()}.` };
  for (const { lineId, sku, quantity } of merged(lines)) {
    const line = lineOf(placed, lineId);
    if (line?.sku !== sku)
      return { reason: 'line-unknown', detail: `The order ${orderId} has no line ${lineId} of ${sku}.` };
    if (!line.stocked) return { reason: 'line-not-returnable', detail: `${sku} is a service and cannot come back.` };
    const left = unitsDelivered(order, lineId) - unitsPromisedBack(order, lineId);
    if (quantity > left)
      return {
        reason: 'quantity-beyond-delivered',
        detail: `Of ${sku} on the line ${lineId}, ${left} units can come back; ${quantity} are too many.`,
      };
  }
  return undefined;
}

/** The same line named twice is one wish. */
function merged(lines: readonly LineBack[]): LineBack[] {
  const byLine = new Map<string, LineBack>();
  for (const line of lines) {
    const before = byLine.get(line.lineId);
    byLine.set(line.lineId, before ? { ...before, quantity: before.quantity + line.quantity } : line);
  }
  return [...byLine.values()];
}

const lineOf = ({ lines }: Placed, lineId: string): PlacedLine | undefined =>
  lines.find((line) => line.lineId === lineId);

/** Goods go back to where they came from, where that takes them. */
function placeOf({ lines }: RequestReturn['data'], { parcels, placed }: Order, places: ReturnPlaces) {
  const parcel = parcels.find(
    ({ warehouse, units }) => warehouse && units.some((unit) => unit.lineId === lines[0]?.lineId),
  );
  return parcel && placed ? placeForReturn(places, parcel.warehouse!, placed.shipTo.country) : undefined;
}
