import { withinOwnOrders, type Caller } from '@concord/service';
import type { SelectQueryBuilder } from 'typeorm';
import type { MomentRow } from './moments.projection';

/** Narrows a query to the moments of orders of the caller, and those of no order that concern no other warehouse. */
export function narrowToOwnMoments(caller: Caller, select: SelectQueryBuilder<MomentRow>): void {
  withinOwnOrders(caller, select);
  if (caller.scopes.warehouseIds)
    select.andWhere('(row.order_id is not null or row.warehouse is null or row.warehouse = any(:warehouseIds))', {
      warehouseIds: caller.scopes.warehouseIds,
    });
}
