import { OrderBackorderFilled } from '@concord/contracts';
import type { Command } from '@concord/event-sourcing';
import { WAITING, type EarlyFill, type Order, type Placed } from './order-state';
import { UnitsArrivedEarly, type OrderEvent } from './order.aggregate';
import { wantedOf } from './reallocation';

/** Goods came for units of an order that waited, and are reserved for it. */
export type FillBackorder = Command<'FillBackorder', EarlyFill>;

/** Units that were cancelled meanwhile are refused. What comes during the checkout is kept until it is over. */
export function fill(data: FillBackorder['data'], order: Order, { shipTo }: Placed): OrderEvent[] {
  const { orderId, fillId, sku, allocations } = data;
  // A rejected or cancelled order releases all its units by itself.
  if (order.status === 'rejected' || order.status === 'cancelled' || order.moveIds.includes(fillId)) return [];
  if (order.status === 'pending')
    return order.earlyFills.some((early) => early.fillId === fillId) ? [] : [UnitsArrivedEarly.of(data)];
  const { accepted, refused, wanted } = wantedOf(allocations, sku, WAITING, order);
  return [OrderBackorderFilled.of({ orderId, fillId, sku, allocations: accepted, refused, waiting: wanted, shipTo })];
}
