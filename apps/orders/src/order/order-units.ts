import type { EventFrom } from '@concord/event-sourcing';
import type { OrderReallocated } from '@concord/contracts';
import type { CancelledUnits, Order } from './order-state';

/**
 * What can still be cancelled of each line: units neither sent nor cancelled, by the warehouse that is to send them.
 */
export function openUnits(order: Order): CancelledUnits[] {
  const { placed, allocations } = order;
  const places = allocations.map(({ sku, warehouse, quantity }) => ({
    sku,
    warehouse,
    quantity: quantity - cancelledAt(order, sku, warehouse) - sentFrom(order, sku, warehouse),
  }));
  const sent = unitsSentByLine(order);
  return (placed?.lines ?? []).flatMap(({ lineId, sku, quantity, stocked }): CancelledUnits[] => {
    let rest = quantity - (sent.get(lineId) ?? 0) - unitsCancelled(order, lineId);
    if (!stocked) return rest > 0 ? [{ lineId, sku, warehouse: null, quantity: rest }] : [];
    return places.flatMap((place) => {
      const units = place.sku === sku ? Math.min(rest, place.quantity) : 0;
      rest -= units;
      place.quantity -= units;
      return units > 0 ? [{ lineId, sku, warehouse: place.warehouse, quantity: units }] : [];
    });
  });
}

/** Cancelled units that a parcel holds all the same: those beyond what this warehouse was still to send. */
export function overtakenUnits(
  order: Order,
  warehouse: string | null,
  packed: readonly { readonly sku: string; readonly quantity: number }[],
): CancelledUnits[] {
  const more = new Map<string, number>();
  for (const { sku, quantity } of packed) more.set(sku, (more.get(sku) ?? 0) + quantity);
  for (const { sku, quantity } of order.allocations.filter((allocation) => allocation.warehouse === warehouse))
    more.set(
      sku,
      (more.get(sku) ?? 0) - (quantity - cancelledAt(order, sku, warehouse) - sentFrom(order, sku, warehouse)),
    );
  return order.cancelled.flatMap((units) => {
    const quantity = units.warehouse === warehouse ? Math.min(units.quantity, more.get(units.sku) ?? 0) : 0;
    if (quantity <= 0) return [];
    more.set(units.sku, more.get(units.sku)! - quantity);
    return [{ ...units, quantity }];
  });
}

/** The order in which these units are no longer cancelled. */
export function restored(order: Order, units: readonly CancelledUnits[]): Order {
  if (units.length === 0) return order;
  const back = [...units];
  const cancelled = order.cancelled.flatMap((one) => {
    const index = back.findIndex(({ lineId, warehouse }) => lineId === one.lineId && warehouse === one.warehouse);
    if (index < 0) return [one];
    const [found] = back.splice(index, 1);
    const quantity = one.quantity - found!.quantity;
    if (quantity < 0) back.push({ ...found!, quantity: -quantity });
    return quantity > 0 ? [{ ...one, quantity }] : [];
  });
  return { ...order, cancelled };
}

/** The allocations after units of a SKU could not be found at `from` and other warehouses send them. */
export function reallocated(
  allocations: Order['allocations'],
  { from, sku, allocations: moved }: Pick<EventFrom<typeof OrderReallocated>['data'], 'from' | 'sku' | 'allocations'>,
): { sku: string; warehouse: string; quantity: number }[] {
  let gone = sumUnits(moved);
  const stay = allocations.flatMap((units) => {
    const taken = units.sku === sku && units.warehouse === from ? Math.min(gone, units.quantity) : 0;
    gone -= taken;
    return units.quantity > taken ? [{ ...units, quantity: units.quantity - taken }] : [];
  });
  const more = moved.filter((units) => !stay.some((one) => isSamePlace(one, units)));
  return [
    ...stay.map((one) => ({
      ...one,
      quantity: one.quantity + sumUnits(moved.filter((units) => isSamePlace(one, units))),
    })),
    ...more,
  ];
}

const isSamePlace = (one: { sku: string; warehouse: string }, other: { sku: string; warehouse: string }) =>
  one.sku === other.sku && one.warehouse === other.warehouse;

/** Units of a SKU that left a warehouse for the order. A warehouse may send more than one parcel. */
const sentFrom = ({ parcels }: Order, sku: string, warehouse: string | null) =>
  sumUnits(
    parcels
      .filter((parcel) => parcel.hasLeft && parcel.warehouse === warehouse)
      .flatMap(({ units }) => units)
      .filter((units) => units.sku === sku),
  );

/** Whether everything that is not cancelled has left. */
export function allHaveLeft(order: Order): boolean {
  return order.allocations.every(
    ({ sku, warehouse, quantity }) => quantity <= cancelledAt(order, sku, warehouse) + sentFrom(order, sku, warehouse),
  );
}

const cancelledAt = ({ cancelled }: Order, sku: string, warehouse: string | null) =>
  sumUnits(cancelled.filter((units) => units.sku === sku && units.warehouse === warehouse));

/** Units of a line that are cancelled. */
export const unitsCancelled = ({ cancelled }: Order, lineId: string) =>
  sumUnits(cancelled.filter((units) => units.lineId === lineId));

/** The warehouses that send a parcel each. */
export const sendingWarehouses = ({ allocations }: Order) => [
  ...new Set(allocations.map(({ warehouse }) => warehouse)),
];

/** Units by line that are on their way or there. */
export function unitsSentByLine({ parcels }: Order): ReadonlyMap<string, number> {
  const sent = new Map<string, number>();
  for (const { lineId, quantity } of parcels.flatMap(({ units }) => units))
    sent.set(lineId, (sent.get(lineId) ?? 0) + quantity);
  return sent;
}

/** Delivered units of a line. */
export const unitsDelivered = ({ parcels }: Order, lineId: string) =>
  sumUnits(
    parcels
      .filter(({ deliveredAt }) => deliveredAt !== null)
      .flatMap(({ units }) => units)
      .filter((line) => line.lineId === lineId),
  );

/** Units of a line that returns name. */
export const unitsPromisedBack = ({ returns }: Order, lineId: string) =>
  sumUnits(
    Object.values(returns)
      .flat()
      .filter((line) => line.lineId === lineId),
  );

export const unitsClaimed = ({ claimed }: Order, lineId: string, which: { isRefunded?: boolean } = {}) =>
  sumUnits(
    Object.values(claimed)
      .filter(({ isRefunded }) => which.isRefunded === undefined || which.isRefunded === isRefunded)
      .flatMap(({ lines }) => lines.filter((line) => line.lineId === lineId)),
  );

export const sumUnits = (lines: readonly { readonly quantity: number }[]) =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);
