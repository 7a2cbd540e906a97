import { ExchangeRequested, ReturnRejected, type EXCHANGE_MODES, type Personal } from '@concord/contracts';
import { Rejection, rule, type Command, type JointDecider } from '@concord/event-sourcing';
import { onAccount, type BuyingCompany } from '../buyer/credit';
import { orderAggregate, type Placed } from '../order/order.aggregate';
import { placed as placing, totalDiffers } from '../order/place-order';
import { sell, type SaleFacts } from '../order/sale';
import type { Buyer } from '../price/unit-price';
import { requestReturn } from '../return/request-return.decider';
import { exchangeAggregate, replacementIdOf, returnIdOf } from './exchange.aggregate';

/** Goods that come back, and what the customer wants for them. */
export interface ExchangedLine {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly toSku: string;
  readonly reason: Personal;
}

export type RequestExchange = Command<
  'RequestExchange',
  {
    exchangeId: string;
    orderId: string;
    customerId?: string;
    mode: (typeof EXCHANGE_MODES)[number];
    lines: readonly ExchangedLine[];
    /** The goods must be back within this time. */
    parcelDays: number;
    /** Another card for the replacement; otherwise the card of the order. */
    token?: Personal;
    facts: SaleFacts;
    buyer: Buyer;
    /** The company whose limits and credit the replacement keeps. */
    company?: BuyingCompany;
    /** What the customer expects to pay for the replacement. */
    expectedTotalMinor?: number;
  }
>;

/**
 * Begins a return and the order of its replacement together. The replacement is reserved and authorised like any order,
 * at the prices of today; the return is refunded like any return. So the customer pays the difference, and no value is
 * moved between orders.
 */
export const requestExchange: JointDecider<RequestExchange> = {
  commands: ['RequestExchange'],
  aggregate: exchangeAggregate,
  opens: ['RequestExchange'],
  id: ({ data }) => data.exchangeId,

  decideJointly(command, read) {
    const {
      exchangeId,
      orderId,
      customerId,
      mode,
      lines,
      parcelDays,
      token,
      facts,
      buyer,
      company,
      expectedTotalMinor,
    } = command.data;
    if (read(exchangeAggregate, exchangeId).status !== 'none') return [];
    const returnId = returnIdOf(exchangeId);
    const replacementOrderId = replacementIdOf(exchangeId);
    const order = read(orderAggregate, orderId);
    read(orderAggregate, replacementOrderId);
    const back = lines.map(({ lineId, sku, quantity, reason }) => ({ lineId, sku, quantity, reason }));
    const customer = customerId === undefined ? {} : { customerId };
    const asked = { type: 'RequestReturn' as const, data: { returnId, orderId, ...customer, lines: back, parcelDays } };
    const returned = requestReturn.decideJointly({ ...asked, at: command.at, by: command.by }, read);
    if (returned instanceof Rejection) return returned;
    const refusal = returned.flatMap(({ events }) => events).find(({ type }) => type === ReturnRejected.type);
    if (refusal) {
      const { reason, detail } = refusal.data as { reason: string; detail: string };
      return rule('exchange-not-eligible', detail, { reason });
    }
    const wanted = lines.map(({ toSku, quantity }) => ({ sku: toSku, quantity }));
    const sale = sell(wanted, [], facts, buyer, command.at);
    if (sale instanceof Rejection) return sale;
    const differs = totalDiffers(sale.totalMinor, expectedTotalMinor);
    if (differs) return differs;
    const { taxOnTopMinor, ...priced } = sale;
    const replacement = {
      ...sameAs(order.placed!),
      orderId: replacementOrderId,
      ...priced,
      ...(taxOnTopMinor > 0 && { taxOnTopMinor }),
      replaces: orderId,
      orderedAt: command.at,
    };
    const method = order.placed!.paymentMethod ?? 'invoice';
    const account = onAccount(replacement, method, company, read);
    if (account instanceof Rejection) return account;
    const card = token ?? order.cardToken;
    const requested = ExchangeRequested.of({
      exchangeId,
      orderId,
      ...customer,
      returnId,
      replacementOrderId,
      mode,
      lines: lines.map(({ lineId, sku, quantity, toSku }) => ({ lineId, sku, quantity, toSku })),
      deadline: new Date(Date.parse(command.at) + parcelDays * DAY_MS).toISOString(),
    });
    return [
      { to: exchangeAggregate, id: exchangeId, events: [requested] },
      ...returned,
      {
        to: orderAggregate,
        id: replacementOrderId,
        events: placing(replacement, { method, ...(card !== null && card !== undefined && { token: card }) }),
      },
      ...account,
    ];
  },
};

const DAY_MS = 86_400_000;

/** What a replacement has in common with its order. */
function sameAs(order: Placed) {
  const { customerId, channel, currency, shipTo, billTo, contact, returnWindowDays, companyId, billedCompany } = order;
  return {
    ...(customerId !== undefined && { customerId }),
    channel,
    currency,
    shipTo,
    ...(billTo && { billTo }),
    ...(contact && { contact }),
    ...(returnWindowDays !== undefined && { returnWindowDays }),
    ...(companyId !== undefined && { companyId }),
    ...(billedCompany && { billedCompany }),
  };
}
