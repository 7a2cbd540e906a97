import { ReturnAuthorised, ReturnRejected, ReturnSettled } from '@concord/contracts';
import { never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

export const returnEvents = { ReturnAuthorised, ReturnRejected, ReturnSettled };
export type ReturnEvent = EventFrom<(typeof returnEvents)[keyof typeof returnEvents]>;

/** The money side of a return. Where the goods are is inventory's business, and neither waits for the other. */
export interface ReturnCase {
  readonly status: 'none' | 'authorised' | 'rejected' | 'settled';
  readonly orderId: string;
}

export const returnCase: Aggregate<ReturnEvent, ReturnCase> = {
  kind: 'return',
  events: returnEvents,
  initial: { status: 'none', orderId: '' },

  evolve(state, { type, data }) {
    switch (type) {
      case 'ReturnAuthorised':
        return { status: 'authorised', orderId: data.orderId };
      case 'ReturnRejected':
        return { status: 'rejected', orderId: data.orderId };
      case 'ReturnSettled':
        return { ...state, status: 'settled' };
      default:
        return never(type);
    }
  },
};
