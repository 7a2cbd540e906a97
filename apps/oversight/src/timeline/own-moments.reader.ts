import { withinOwnOrders, type Caller } from '@concord/service';
import type { SelectQueryBuilder } from 'typeorm';
import type { MomentRow } from './moments.projection';

/** What inventory says without an order has a warehouse, or counts units in all of them. */
const IS_HERE = `case when row.warehouse is null then row.service <> 'inventory' else row.warehouse = any(:warehouseIds) end`;

/** Narrows a query to the moments of orders of the caller, and those of no order that concern no other warehouse. */
export function narrowToOwnMoments(caller: Caller, select: SelectQueryBuilder<MomentRow>): void {
  withinOwnOrders(caller, select);
  if (caller.scopes.warehouseIds)
    select.andWhere(`(row.order_id is not null or ${IS_HERE})`, { warehouseIds: caller.scopes.warehouseIds });
}
