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
 * before, and keep no longer, moves to the day on which enough units come. A promise that never rested on announced
 * units stays: somebody gave that date. Units without a date get one as soon as enough are announced.
 */
export function promisesAfter(sku: string, stock: StockItem, events: readonly StockEvent[]): Change[] {
  const { incoming } = fold(stockItemAggregate, events, stock);
  const before = daysOfArrival(stock.backordered, stock.incoming);
  const after = daysOfArrival(stock.backordered, incoming);
  const moved = stock.backordered.flatMap((units, index): Moved[] => {
    const { promisedAt: from } = units;
    const to = after[index] ?? null;
    const slips = before[index] !== null && before[index] !== to && isLater(to, from);
    return from === null ? (to === null ? [] : [{ units, to }]) : slips ? [{ units, to }] : [];
  });
  return [
    {
      to: stockItemAggregate,
      id: sku,
      events: [...events, ...moved.map(({ units, to }) => promised(sku, units, to)), ...policyAfter(sku, stock, moved)],
    },
    ...moved.map(({ units, to }) => told(sku, units, to)),
  ];
}

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
function policyAfter(sku: string, { backorder }: StockItem, moved: readonly Moved[]): StockEvent[] {
  if (!backorder || moved.length === 0) return [];
  let latest: string | null = backorder.promisedAt;
  for (const { to } of moved) if (latest !== null && isLater(to, latest)) latest = to;
  if (latest === null) return [BackorderPolicySet.of({ sku, capUnits: 0 })];
  if (latest === backorder.promisedAt) return [];
  return [BackorderPolicySet.of({ sku, capUnits: backorder.capUnits, promisedAt: latest })];
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

const isLater = (to: string | null, from: string | null) =>
  from !== null && (to === null || Date.parse(to) > Date.parse(from));
