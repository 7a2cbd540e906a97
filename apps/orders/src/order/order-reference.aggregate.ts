import { fields } from '@concord/contracts';
import { derivedId, event, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** An order has the shop's number from here on. */
export const OrderReferenceTaken = event('OrderReferenceTaken', 1, {
  orderId: fields.Id,
  reference: fields.ShortText,
});

/** Whose number a number is: an order's, of one customer in one channel. */
export const orderReference: Aggregate<EventFrom<typeof OrderReferenceTaken>, { readonly orderId: string | null }> = {
  kind: 'order-reference',
  events: { OrderReferenceTaken },
  initial: { orderId: null },
  evolve: (_, { data: { orderId } }) => ({ orderId }),
};

/** The id of the stream that knows who has the number. Outer blanks make no other number. */
export const orderReferenceId = (channel: string, customerId: string | undefined, reference: string) =>
  derivedId(JSON.stringify([channel, customerId ?? null]), reference.trim());
