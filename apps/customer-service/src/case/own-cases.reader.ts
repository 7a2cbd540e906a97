import { isLimited, type Caller } from '@concord/service';
import type { SelectQueryBuilder } from 'typeorm';
import { ofOwnCustomers, ofOwnOrders, scopesOf } from '../order-page/own-orders.reader';
import type { CaseRow } from './cases.projection';

/** The order of a case: the one that it names, or that of the return that it names. */
const ORDER = `coalesce(row.order_id, (select r.order_id from return_desk_view r where r.return_id = row.refs ->> 'returnId'))`;

/**
 * Narrows a list to the cases for which the roles of the token hold: as they hold for the order and for the customer of a
 * case. A parcel that nobody announced has a warehouse of its own, whichever sent its order. What concerns none of these, as
 * a campaign, is everybody's.
 */
export function narrowToOwnCases(caller: Caller, select: SelectQueryBuilder<CaseRow>): void {
  if (!isLimited(caller)) return;
  const { channels, warehouseIds } = caller.scopes;
  const named = `row.refs ->> 'warehouse'`;
  const isHere = warehouseIds ? `${named} = any(:warehouseIds)` : 'true';
  const isInChannel = channels ? ofOwnOrders({ ...caller, scopes: { channels } }, ORDER) : 'true';
  select.andWhere(
    `case when ${named} is null then ${ORDER} is null or ${ofOwnOrders(caller, ORDER)}
       else ${isHere} and (${ORDER} is null or ${isInChannel}) end`,
    scopesOf(caller),
  );
  select.andWhere(`(row.customer_id is null or ${ofOwnCustomers(caller)})`);
}
