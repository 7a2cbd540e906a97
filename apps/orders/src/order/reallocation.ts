import { OrderReallocated } from '@concord/contracts';
import type { Command } from '@concord/event-sourcing';
import type { Order, Placed } from './order-state';
import { openUnits } from './order-units';
import type { OrderEvent } from './order.aggregate';

/** Inventory reserved units elsewhere, because they were not on the shelf at `from`. */
export type ReallocateUnits = Command<
  'ReallocateUnits',
  {
    orderId: string;
    moveId: string;
    from: string;
    sku: string;
    allocations: readonly { readonly sku: string; readonly warehouse: string; readonly quantity: number }[];
  }
>;

/** Units that were cancelled meanwhile are refused: no warehouse is to send them. */
export function reallocate(
  { orderId, moveId, from, sku, allocations }: ReallocateUnits['data'],
  order: Order,
  { shipTo }: Placed,
): OrderEvent[] {
  // A rejected or cancelled order releases all its units by itself. An order whose last parcel has left wants no more.
  if (order.status === 'pending' || order.status === 'rejected' || order.status === 'cancelled') return [];
  if (order.moveIds.includes(moveId)) return [];
  const { accepted, refused } = wantedOf(allocations, sku, from, order);
  return [OrderReallocated.of({ orderId, moveId, from, sku, allocations: accepted, refused, shipTo })];
}

type Units = ReallocateUnits['data']['allocations'][number];

/** Which of these units the order still wants in place of those at `from`; `wanted` is what it wants beyond them. */
export function wantedOf(allocations: readonly Units[], sku: string, from: string, order: Order) {
  let wanted = openUnits(order).reduce(
    (sum, units) => sum + (units.sku === sku && units.warehouse === from ? units.quantity : 0),
    0,
  );
  const refused: Units[] = [];
  const accepted = allocations.flatMap((units) => {
    const quantity = Math.min(units.quantity, wanted);
    wanted -= quantity;
    if (quantity < units.quantity) refused.push({ ...units, quantity: units.quantity - quantity });
    return quantity > 0 ? [{ ...units, quantity }] : [];
  });
  return { accepted, refused, wanted };
}
