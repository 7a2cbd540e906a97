import { fields } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

const use = { promotionId: fields.Id, customerId: fields.Id, orderId: fields.Id };

/** A customer holds a use of a promotion that counts uses by customer. */
export const CustomerUseTaken = event('CustomerUseTaken', 1, use);
/** The customer may use it again. */
export const CustomerUseGivenBack = event('CustomerUseGivenBack', 1, use);

const events = { CustomerUseTaken, CustomerUseGivenBack };
type CustomerUseEvent = EventFrom<(typeof events)[keyof typeof events]>;

export const customerUseId = (promotionId: string, customerId: string) => `${promotionId}.${customerId}`;

/** The uses of one customer: a stream for each customer, so that the promotion stays small. */
export const customerUses: Aggregate<CustomerUseEvent, { used: number }> = {
  kind: 'promotion-customer',
  events,
  initial: { used: 0 },
  evolve({ used }, { type }) {
    switch (type) {
      case 'CustomerUseTaken':
        return { used: used + 1 };
      case 'CustomerUseGivenBack':
        return { used: used - 1 };
      default:
        return never(type);
    }
  },
};
