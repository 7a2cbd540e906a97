import {
  type Caller,
  flatAddress,
  MaskedType,
  type Permission,
  Problem,
  reaches,
  shown,
  SHOWN_ADDRESS,
  SHOWN_CONTACT,
  ValueProperty,
  type Vault,
} from '@concord/service';
import { OrderRow } from './order-history.projection';

/** The members of an order that are personal data. */
export const PERSONAL = {
  customerId: 'clear',
  'shipTo.postcode': 'clear',
  'shipTo.address': 'address',
  'billTo.postcode': 'clear',
  'billTo.address': 'address',
  contact: 'contact',
  cancellation: 'note',
  'paymentAction.url': 'payment-url',
} as const;

/** An order as the caller sees it: without personal data where the caller may not see them. */
export class SeenOrder extends MaskedType(OrderRow, ['customerId', 'contact', 'cancellation']) {
  @ValueProperty(SHOWN_ADDRESS)
  declare shipTo: OrderRow['shipTo'];

  @ValueProperty(SHOWN_ADDRESS, {
    nullable: true,
    description: 'Where the invoice goes, where that is another address.',
  })
  declare billTo: OrderRow['billTo'];

  @ValueProperty(SHOWN_CONTACT, { nullable: true })
  declare contact: OrderRow['contact'];
}

/** The order as the caller may see it. */
export async function seenOrder(vault: Vault, caller: Caller, row: OrderRow) {
  const order = await shown(vault, caller, row, PERSONAL);
  const { shipTo, billTo } = order;
  return { ...order, shipTo: flatAddress(shipTo), billTo: billTo && flatAddress(billTo) };
}

/** A customer gets 404 for the order of somebody else. */
export function demandReach({ orderId, customerId }: OrderRow, caller: Caller, permission: Permission) {
  if (!reaches(caller, permission, customerId ?? undefined))
    throw new Problem(404, 'order-unknown', `There is no order ${orderId}.`);
}
