import { BackorderPolicySet, BackorderPromiseChanged } from '@concord/contracts';
import { fold, type Change } from '@concord/event-sourcing';
import { reservationAggregate } from '../reservation/reservation.aggregate';
import type { Incoming } from '../stock/incoming';
import {
  stockItemAggregate,
  WaitingUnitsPromised,
  type Backordered,
  type StockEvent,
  type StockItem,
} from '../stock/stock-item.aggregate';

/**
 * What announced units change of a SKU and of the orders that wait for it. A promise that the announced units kept
 * before, and keep no longer, moves to the day on which enough units come. A promise for the very day on which they came
 * moves with them, earlier too: a wrong day that is put right again. A promise that never rested on announced units
 * stays: somebody gave that date. Units without a date get one as soon as enough are announced. A late purchase order
 * counts until its hours of grace are over (the setting `backorder.grace-hours`).
 */
export function promisesAfter(
  sku: string,
  stock: StockItem,
  events: readonly StockEvent[],
  at: string,
  graceHours: number,
): Change[] {
  const countsFrom = withGrace(at, graceHours);
  const incoming = laterThan(countsFrom, fold(stockItemAggregate, events, stock).incoming);
  const announced = new Set(incoming.map(({ purchaseOrderId }) => purchaseOrderId));
  // One whose grace is over counts as announced before only if it is announced again.
  const known = stock.incoming.filter((one) => isLater(one.eta, countsFrom) || announced.has(one.purchaseOrderId));
  const before = daysOfArrival(stock.backordered, known);
  const after = daysOfArrival(stock.backordered, incoming);
  const moved = stock.backordered.flatMap((units, index): Moved[] => {
    const { promisedAt: from } = units;
    const day = before[index] ?? null;
    const to = after[index] ?? null;
    // Nobody is promised a day that has passed.
    if (!isLater(to, at)) return [];
    if (from === null) return to === null ? [] : [{ units, to }];
    const moves = day !== null && !isSame(day, to) && (isLater(to, from) || isSame(day, from));
    return moves ? [{ units, to }] : [];
  });
  return [
    {
      to: stockItemAggregate,
      id: sku,
      events: [
        ...events,
        ...moved.map(({ units, to }) => promised(sku, units, to)),
        ...policyAfter(sku, stock, incoming, moved),
      ],
    },
    ...moved.map(({ units, to }) => told(sku, units, to)),
  ];
}

/**
 * What changes where goods did not come by the promised date. The units of that order wait for what is still announced,
 * or without a date. A late purchase order counts for the orders before it until its hours of grace are over.
 */
export function promiseAfterItsDay(
  sku: string,
  stock: StockItem,
  orderId: string,
  at: string,
  graceHours: number,
): Change[] {
  const incoming = laterThan(withGrace(at, graceHours), stock.incoming);
  const index = stock.backordered.findIndex((units) => units.orderId === orderId);
  const units = stock.backordered[index];
  if (!units || units.promisedAt === null || isLater(units.promisedAt, at)) return [];
  const day = daysOfArrival(stock.backordered, incoming)[index] ?? null;
  // Nobody is promised a day that has passed.
  const to = isLater(day, at) ? day : null;
  return [
    {
      to: stockItemAggregate,
      id: sku,
      events: [promised(sku, units, to), ...policyAfter(sku, stock, incoming, [{ units, to }])],
    },
    told(sku, units, to),
  ];
}

const HOUR_MS = 3_600_000;

/** Purchase orders of later days than this one may still come. */
const withGrace = (at: string, graceHours: number) => new Date(Date.parse(at) - graceHours * HOUR_MS).toISOString();

interface Moved {
  readonly units: Backordered;
  /** The new date; null where too few units are announced. */
  readonly to: string | null;
}

/** The stock remembers the date of waiting units. */
export const promised = (sku: string, { orderId }: Backordered, to: string | null) =>
  WaitingUnitsPromised.of({ sku, orderId, ...(to !== null && { promisedAt: to }) });

/** The order hears the date of its waiting units. */
export const told = (sku: string, { orderId, quantity, promisedAt: from }: Backordered, to: string | null): Change => {
  const date = to === null ? {} : { promisedAt: to };
  const changed = BackorderPromiseChanged.of({ orderId, sku, quantity, ...(from !== null && { from }), ...date });
  return { to: reservationAggregate, id: orderId, events: [changed] };
};

/** New orders wait behind those that wait already: nobody is promised an earlier date, or any where there is none. */
function policyAfter(
  sku: string,
  { backorder, backordered, incoming: before }: StockItem,
  incoming: readonly Incoming[],
  moved: readonly Moved[],
): StockEvent[] {
  if (!backorder) return [];
  const dates = new Map(backordered.map((units) => [units, units.promisedAt]));
  for (const { units, to } of moved) dates.set(units, to);
  let latest: string | null = dayForNewOrders(backorder.promisedAt, before, incoming);
  for (const date of dates.values()) if (latest !== null && isLater(date, latest)) latest = date;
  if (latest === null) return [BackorderPolicySet.of({ sku, capUnits: 0 })];
  if (isSame(latest, backorder.promisedAt)) return [];
  return [BackorderPolicySet.of({ sku, capUnits: backorder.capUnits, promisedAt: latest })];
}

/** The date for new orders moves with the purchase order of that very day, unless another one comes on it. */
function dayForNewOrders(promisedAt: string, before: readonly Incoming[], after: readonly Incoming[]): string {
  const ofThatDay = before.filter(({ eta }) => isSame(eta, promisedAt));
  const days = ofThatDay.map(
    ({ purchaseOrderId }) => after.find((one) => one.purchaseOrderId === purchaseOrderId)?.eta,
  );
  return days.length === 1 ? (days[0] ?? promisedAt) : promisedAt;
}

/** For each order that waits, in turn: the day on which enough announced units are there; null where too few come. */
function daysOfArrival(backordered: readonly Backordered[], incoming: readonly Incoming[]): (string | null)[] {
  const arrivals = incoming.toSorted((one, other) => Date.parse(one.eta) - Date.parse(other.eta));
  let wanted = 0;
  return backordered.map(({ quantity }) => {
    wanted += quantity;
    let there = 0;
    return arrivals.find((arrival) => (there += arrival.quantity) >= wanted)?.eta ?? null;
  });
}

const laterThan = (from: string, incoming: readonly Incoming[]) => incoming.filter(({ eta }) => isLater(eta, from));

const isLater = (to: string | null, from: string | null) =>
  from !== null && (to === null || Date.parse(to) > Date.parse(from));

const isSame = (one: string | null, other: string | null) =>
  one === null || other === null ? one === other : Date.parse(one) === Date.parse(other);
