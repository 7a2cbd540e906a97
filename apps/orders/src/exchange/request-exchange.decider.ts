import { ExchangeRequested, ReturnRejected, type EXCHANGE_MODES, type Personal } from '@concord/contracts';
import { Rejection, rule, type Command, type JointDecider } from '@concord/event-sourcing';
import { follow, type Following } from '../order/following-order';
import { orderAggregate } from '../order/order.aggregate';
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
  Pick<Following, 'facts' | 'buyer' | 'company' | 'billedCompany' | 'token' | 'expectedTotalMinor'> & {
    exchangeId: string;
    orderId: string;
    customerId?: string;
    mode: (typeof EXCHANGE_MODES)[number];
    lines: readonly ExchangedLine[];
    /** The goods must be back within this time. */
    parcelDays: number;
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
    const { exchangeId, orderId, customerId, mode, lines, parcelDays, ...following } = command.data;
    if (read(exchangeAggregate, exchangeId).status !== 'none') return [];
    const returnId = returnIdOf(exchangeId);
    const replacementOrderId = replacementIdOf(exchangeId);
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
    const wish = {
      orderId: replacementOrderId,
      replaces: orderId,
      lines: lines.map(({ toSku, quantity }) => ({ sku: toSku, quantity })),
      promotionCodes: [],
      ...following,
    };
    const replacement = follow(read(orderAggregate, orderId), wish, command, read);
    if (replacement instanceof Rejection) return replacement;
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
    return [{ to: exchangeAggregate, id: exchangeId, events: [requested] }, ...returned, ...replacement];
  },
};

const DAY_MS = 86_400_000;
