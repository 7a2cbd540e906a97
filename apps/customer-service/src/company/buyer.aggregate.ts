import { BuyerAdded, BuyerRemoved } from '@concord/contracts';
import { never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

const events = { BuyerAdded, BuyerRemoved };
export type BuyerEvent = EventFrom<(typeof events)[keyof typeof events]>;

export interface Buyer {
  readonly companyId: string | null;
  readonly orderLimitMinor: number | null;
}

/** Whom a customer orders for. A stream by customer, so that nobody orders for two companies. */
export const buyerAggregate: Aggregate<BuyerEvent, Buyer> = {
  kind: 'buyer',
  events,
  initial: { companyId: null, orderLimitMinor: null },

  evolve(_, { type, data }) {
    switch (type) {
      case 'BuyerAdded':
        return { companyId: data.companyId, orderLimitMinor: data.orderLimitMinor ?? null };
      case 'BuyerRemoved':
        return { companyId: null, orderLimitMinor: null };
      default:
        return never(type);
    }
  },
};
