import {
  type Caller,
  flatAddress,
  listOf,
  MaskedType,
  objectOf,
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
import { sumsOf } from './sums';

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

/** The schema of the sums, for documents. */
export const SUMS = objectOf({
  goodsMinor: 'whole',
  discounts: listOf({ promotionId: 'text', amountMinor: 'whole' }),
  shippingMinor: 'whole',
  taxOnTopMinor: 'whole',
  totalMinor: 'whole',
  taxMinor: 'whole',
  creditsMinor: 'whole',
  toPayMinor: 'whole',
});

export const SUMS_SAY =
  'The sums as a screen shows them: goods without shipping, less discounts, plus shipping and tax on top, make the total. The total contains all of `taxMinor`. Vouchers and points pay `creditsMinor`, the card or the invoice the rest.';

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

  @ValueProperty(SUMS, { description: SUMS_SAY })
  sums!: object;
}

/** The order as the caller may see it. */
export async function seenOrder(vault: Vault, caller: Caller, row: OrderRow) {
  const order = await shown(vault, caller, row, PERSONAL);
  const { shipTo, billTo } = order;
  return { ...order, shipTo: flatAddress(shipTo), billTo: billTo && flatAddress(billTo), sums: sumsOf(row) };
}

/** A customer gets 404 for the order of somebody else. */
export function demandReach({ orderId, customerId }: OrderRow, caller: Caller, permission: Permission) {
  if (!reaches(caller, permission, customerId ?? undefined))
    throw new Problem(404, 'order-unknown', `There is no order ${orderId}.`);
}
