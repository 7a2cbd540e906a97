import { isLimited, type Caller } from '@concord/service';
import type { SelectQueryBuilder } from 'typeorm';
import { ofOwnCustomers, ofOwnOrders, scopesOf } from '../order-page/own-orders.reader';
import type { CaseRow } from './cases.projection';

/** The order of a case: the one that it names, or that of the return that it names. */
const ORDER = `coalesce(row.order_id, (select r.order_id from return_desk_view r where r.return_id = row.refs ->> 'returnId'))`;

/**
 * Narrows a list to the cases for which the roles of the token hold: as they hold for the order, for the customer and for
 * the warehouse of a case. What concerns none of these, as a campaign, is everybody's.
 */
export function narrowToOwnCases(caller: Caller, select: SelectQueryBuilder<CaseRow>): void {
  if (!isLimited(caller)) return;
  select.andWhere(`(${ORDER} is null or ${ofOwnOrders(caller, ORDER)})`, scopesOf(caller));
  select.andWhere(`(row.customer_id is null or ${ofOwnCustomers(caller)})`);
  if (caller.scopes.warehouseIds)
    select.andWhere(`(row.refs ->> 'warehouse' is null or row.refs ->> 'warehouse' = any(:warehouseIds))`);
}
