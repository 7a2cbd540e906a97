import { type Caller, demandChannel, demandOneWarehouse } from '@concord/service';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { OrderRow } from './order-history.projection';

/**
 * Throws `Problem` 403 where the roles of the token do not hold for an order: in its sales channel, or in one of the
 * warehouses that send it.
 */
export function demandOrder(caller: Caller, { channel, allocations }: Pick<OrderRow, 'channel' | 'allocations'>): void {
  demandChannel(caller, channel);
  demandOneWarehouse(
    caller,
    allocations.map(({ warehouse }) => warehouse),
  );
}

/** Narrows a list to the orders for which the roles of the token hold. Each row names its order. */
export function narrowToOwnOrders<R extends ObjectLiteral & { orderId: string }>(
  { scopes: { channels, warehouseIds } }: Caller,
  select: SelectQueryBuilder<R>,
): void {
  if (!channels && !warehouseIds) return;
  const within = [
    ...(channels ? ['o.channel = any(:channels)'] : []),
    ...(warehouseIds
      ? [`exists (select from jsonb_array_elements(o.allocations) a where a ->> 'warehouse' = any(:warehouseIds))`]
      : []),
  ];
  select.andWhere(
    `exists (select from order_history_view o where o.order_id = row.order_id and ${within.join(' and ')})`,
    { ...(channels && { channels }), ...(warehouseIds && { warehouseIds }) },
  );
}
