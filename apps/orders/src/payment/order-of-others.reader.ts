import { type Caller, demandSecondPerson, type Views } from '@concord/service';
import { OrderRow } from '../order/order-history.projection';
import { demandOrder } from '../order/own-orders.reader';

/** The order, after a check that the roles of the caller hold for it and that it is not the caller's own. */
export async function demandOrderOfOthers(views: Views, orderId: string, caller: Caller): Promise<OrderRow> {
  const row = await views.one(OrderRow, { orderId }, 'order');
  demandOrder(caller, row);
  demandSecondPerson(caller, row.customerId);
  return row;
}
