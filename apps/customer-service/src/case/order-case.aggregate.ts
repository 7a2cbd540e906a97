import { fields } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** From here on the order has an open case of this kind. */
export const OrderCaseBegun = event('OrderCaseBegun', 1, {
  orderId: fields.Id,
  kind: fields.ShortText,
  caseId: fields.Id,
});
/** The order no longer has an open case of this kind. */
export const OrderCaseEnded = event('OrderCaseEnded', 1, {
  orderId: fields.Id,
  kind: fields.ShortText,
  caseId: fields.Id,
});

const events = { OrderCaseBegun, OrderCaseEnded };
type OrderCaseEvent = EventFrom<(typeof events)[keyof typeof events]>;

/** The open case of an order and a kind. Decisions about cases change it. */
export const orderCase: Aggregate<OrderCaseEvent, { readonly caseId: string | null }> = {
  kind: 'order-case',
  events,
  initial: { caseId: null },
  evolve: (_, { type, data }) => ({ caseId: type === 'OrderCaseBegun' ? data.caseId : null }),
};

/** The id of the stream of the open case of an order and a kind. */
export const orderCaseId = (orderId: string, kind: string) => `${orderId}.${kind}`;
