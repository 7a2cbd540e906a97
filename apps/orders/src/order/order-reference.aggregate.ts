import { fields } from '@concord/contracts';
import { derivedId, event, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** From here on an order has the shop's number. */
export const OrderReferenceTaken = event('OrderReferenceTaken', 1, {
  orderId: fields.Id,
  reference: fields.ShortText,
});

/** The order that a number belongs to, for one customer in one channel. */
export const orderReference: Aggregate<EventFrom<typeof OrderReferenceTaken>, { readonly orderId: string | null }> = {
  kind: 'order-reference',
  events: { OrderReferenceTaken },
  initial: { orderId: null },
  evolve: (_, { data: { orderId } }) => ({ orderId }),
};

/** The id of the stream of a number. Blanks around the number are ignored. */
export const orderReferenceId = (channel: string, customerId: string | undefined, reference: string) =>
  derivedId(JSON.stringify([channel, customerId ?? null]), reference.trim());
