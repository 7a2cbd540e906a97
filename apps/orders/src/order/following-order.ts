import type { Personal } from '@concord/contracts';
import { Rejection, type Change, type Read } from '@concord/event-sourcing';
import { onAccount, type BuyingCompany } from '../buyer/credit';
import type { Buyer } from '../price/unit-price';
import type { Order, Placed } from './order-state';
import { orderAggregate } from './order.aggregate';
import { placed, totalDiffers } from './place-order';
import { sell, type SaleFacts, type WantedLine } from './sale';

/** What follows an order: for whom, what, and what is known of it. */
export interface Following {
  readonly orderId: string;
  /** How it belongs to the order before it. */
  readonly link: Pick<Placed, 'replaces' | 'addsTo' | 'mayWait'>;
  readonly lines: readonly WantedLine[];
  readonly promotionCodes: readonly string[];
  readonly facts: SaleFacts;
  readonly buyer: Buyer;
  /** The company for which the customer buys today: it keeps the limits and the credit of that one. */
  readonly company?: BuyingCompany;
  /** That company as documents name it. */
  readonly billed?: NonNullable<Placed['billedCompany']>;
  /** Another card; otherwise the card of the order before it. */
  readonly token?: Personal;
  /** What the customer expects to pay. */
  readonly expectedTotalMinor?: number;
}

/**
 * Places an order that follows another one: for the same customer, to the same address, paid in the same way, at the
 * prices of today. It is reserved and paid like any order.
 */
export function follow(before: Order, following: Following, at: string, read: Read): Change[] | Rejection {
  const { orderId, link, lines, promotionCodes, facts, buyer, company, billed, token, expectedTotalMinor } = following;
  read(orderAggregate, orderId);
  const sale = sell(lines, promotionCodes, facts, buyer, at);
  if (sale instanceof Rejection) return sale;
  const differs = totalDiffers(sale.totalMinor, expectedTotalMinor);
  if (differs) return differs;
  const { taxOnTopMinor, ...priced } = sale;
  const order = {
    ...inCommon(before.placed!),
    ...(company && { companyId: company.companyId }),
    ...(billed && { billedCompany: billed }),
    orderId,
    ...priced,
    ...(taxOnTopMinor > 0 && { taxOnTopMinor }),
    ...link,
    orderedAt: at,
  };
  const method = before.placed!.paymentMethod ?? 'invoice';
  const account = onAccount(order, method, company, read);
  if (account instanceof Rejection) return account;
  const card = token ?? before.cardToken;
  const events = placed(order, { method, ...(card !== null && { token: card }) });
  return [{ to: orderAggregate, id: orderId, events }, ...account];
}

/** What an order has in common with the one that it follows. */
export function inCommon({ orderId, firstOrderId, ...placed }: Placed) {
  const { customerId, channel, currency, shipTo, billTo, contact, returnWindowDays } = placed;
  return {
    ...(customerId !== undefined && { customerId }),
    firstOrderId: firstOrderId ?? orderId,
    channel,
    currency,
    shipTo,
    ...(billTo && { billTo }),
    ...(contact && { contact }),
    ...(returnWindowDays !== undefined && { returnWindowDays }),
  };
}
