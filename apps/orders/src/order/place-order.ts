import { OrderPlaced, type Personal, creditsMinor } from '@concord/contracts';
import { conflict, rule, Rejection, type Command } from '@concord/event-sourcing';
import type { BuyingCompany } from '../buyer/credit';
import type { Buyer } from '../price/unit-price';
import type { Placed } from './order-state';
import { CardPresented, type OrderEvent } from './order.aggregate';
import { sell, type SaleFacts, type WantedLine } from './sale';

/** How a customer pays what vouchers and points do not. */
export interface PaymentChoice {
  readonly method: 'card' | 'invoice';
  readonly token?: Personal;
}

/** `facts` are the known rows of what the order names. */
export type PlaceOrder = Command<
  'PlaceOrder',
  Omit<Placed, 'lines' | 'goodsMinor' | 'discountMinor' | 'taxOnTopMinor' | 'totalMinor' | 'paymentMethod'> & {
    lines: readonly WantedLine[];
    promotionCodes: readonly string[];
    payment: PaymentChoice;
    facts: SaleFacts;
    buyer: Buyer;
    company?: BuyingCompany;
    /** What the caller expects to pay. */
    expectedTotalMinor?: number;
  }
>;

/** Prices an order, or names all problems of its lines at once. */
export function place({ data }: PlaceOrder, at: string): OrderEvent[] | Rejection {
  const { facts, buyer, company, promotionCodes, payment, lines, expectedTotalMinor, ...order } = data;
  const ofCompany = company ? { companyId: company.companyId } : {};
  if (lines.length === 0) return rule('order-without-lines', 'An order needs at least one line.');
  if (order.channel !== 'b2b' && lines.some(({ agreedUnitMinor }) => agreedUnitMinor !== undefined))
    return rule('agreed-price-outside-b2b', 'Agreed prices need the channel b2b: leave agreedUnitMinor out.');
  const sale = sell(lines, promotionCodes, facts, buyer, at);
  if (sale instanceof Rejection) return sale;
  const { taxOnTopMinor, ...priced } = sale;
  const differs = totalDiffers(sale.totalMinor, expectedTotalMinor);
  if (differs) return differs;
  return placed({ ...order, ...ofCompany, ...priced, ...(taxOnTopMinor > 0 && { taxOnTopMinor }) }, payment);
}

/** Refuses an order that costs something else than its buyer expects. */
export const totalDiffers = (totalMinor: number, expectedTotalMinor: number | undefined): Rejection | undefined =>
  expectedTotalMinor === undefined || expectedTotalMinor === totalMinor
    ? undefined
    : conflict(
        'total-differs',
        `The order costs ${totalMinor}, not ${expectedTotalMinor}: agree on the new total, and order again.`,
        { totalMinor },
      );

/** The order with the card that pays it, where something is left for a card. */
export function placed(order: Omit<Placed, 'paymentMethod'>, { method, token }: PaymentChoice): OrderEvent[] {
  const event = OrderPlaced.of({ ...order, paymentMethod: method });
  const restMinor = order.totalMinor - (order.credits ? creditsMinor(order.credits) : 0);
  if (method !== 'card' || restMinor === 0) return [event];
  return [event, CardPresented.of({ orderId: order.orderId, token })];
}
