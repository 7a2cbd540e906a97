import {
  isBeyondWindow,
  mergedReasons,
  mergedUnits,
  ReturnAuthorised,
  ReturnRejected,
  returnVerdicts,
  RETURN_WINDOW_DAYS,
  type ReturnFacts,
} from '@concord/contracts';
import type { Command, EventFrom, JointDecider } from '@concord/event-sourcing';
import { shareOf } from '../order/line-share';
import type { Order, Placed } from '../order/order-state';
import { unitsDelivered, unitsClaimed, unitsPromisedBack } from '../order/order-units';
import { orderAggregate, UnitsPromisedBack } from '../order/order.aggregate';
import { returnCase, type LineBack } from './return.aggregate';
import { RETURN_PLACES, returnPlacesAggregate, type ReturnPlaces } from './return-places.aggregate';
import { placeForReturn } from './return-places.decider';

export type RequestReturn = Command<
  'RequestReturn',
  {
    returnId: string;
    orderId: string;
    customerId?: string;
    lines: readonly LineBack[];
    /** The parcel must arrive within this time. */
    parcelDays: number;
    /** A person takes the units back although the return period is over. */
    beyondWindow?: BeyondWindow;
  }
>;

type BeyondWindow = EventFrom<typeof ReturnAuthorised>['data']['beyondWindow'];

const DAY_MS = 86_400_000;

/** A refusal is an event too: the caller waits for it in another service. */
interface Refusal {
  readonly reason: string;
  readonly detail: string;
}

const NOWHERE: Refusal = {
  reason: 'no-warehouse-takes-returns',
  detail: 'No warehouse accepts returns at the moment. Ask again later.',
};

/** Reads the order too, so that two requests cannot both get the last unit. */
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
    const lines = mergedReasons(data.lines);
    const toWarehouse = placeOf(lines, order, places);
    const refusal = refusalOf({ ...data, lines }, order, at) ?? (toWarehouse === undefined ? NOWHERE : undefined);
    if (refusal) {
      const customerId = order.placed?.customerId ?? data.customerId;
      const rejected = ReturnRejected.of({ returnId, orderId, ...(customerId && { customerId }), ...refusal });
      return [{ to: returnCase, id: returnId, events: [rejected] }];
    }
    const placed = order.placed!;
    const { customerId } = placed;
    const authorised = ReturnAuthorised.of({
      returnId,
      orderId,
      ...(customerId !== undefined && { customerId }),
      lines,
      deadline: new Date(Date.parse(at) + data.parcelDays * DAY_MS).toISOString(),
      toWarehouse: toWarehouse!,
      ...(data.beyondWindow && isBeyondWindow(factsOf(order, placed), at) && { beyondWindow: data.beyondWindow }),
    });
    const back = mergedUnits(lines).map(({ lineId, sku, quantity }) => {
      const { totalMinor, quantity: ordered } = placed.lines.find((line) => line.lineId === lineId)!;
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
  { orderId, customerId, lines, beyondWindow }: RequestReturn['data'],
  order: Order,
  at: string,
): Refusal | undefined {
  const { placed } = order;
  if (!placed) return { reason: 'order-unknown', detail: `There is no order ${orderId}.` };
  if (customerId !== undefined && placed.customerId !== undefined && customerId !== placed.customerId)
    return { reason: 'order-of-another', detail: `The order ${orderId} is not this customer's.` };
  if (lines.length === 0) return { reason: 'lines-missing', detail: 'Name the lines that are to come back.' };
  const verdicts = returnVerdicts(factsOf(order, placed), lines, at, { isLateAllowed: beyondWindow !== undefined });
  const refused = verdicts.find(({ eligible }) => !eligible);
  if (refused) return { reason: refused.reason!, detail: refused.detail! };
  const skuOf = new Map(verdicts.map(({ lineId, sku }) => [lineId, sku]));
  const foreign = lines.find(({ lineId, sku }) => skuOf.get(lineId) !== sku);
  return (
    foreign && {
      reason: 'line-unknown',
      detail: `The order ${orderId} has no line ${foreign.lineId} of ${foreign.sku}.`,
    }
  );
}

function factsOf(order: Order, { lines, returnWindowDays = RETURN_WINDOW_DAYS.initial }: Placed): ReturnFacts {
  return {
    windowDays: returnWindowDays,
    lines: lines.map(({ lineId, sku, stocked }) => ({
      lineId,
      sku,
      stocked,
      delivered: unitsDelivered(order, lineId),
      inReturns: unitsPromisedBack(order, lineId),
      inClaims: unitsClaimed(order, lineId, { isRefunded: false }),
    })),
    arrivals: order.parcels.flatMap(({ deliveredAt, recordedAt }) => [deliveredAt ?? [], recordedAt ?? []].flat()),
  };
}

/** Goods go back to the warehouse that sent them, where it accepts returns. */
function placeOf(lines: readonly LineBack[], { parcels, placed }: Order, places: ReturnPlaces) {
  const parcel = parcels.find(
    ({ warehouse, units }) => warehouse && units.some((unit) => unit.lineId === lines[0]?.lineId),
  );
  return parcel && placed ? placeForReturn(places, parcel.warehouse!, placed.shipTo.country) : undefined;
}
