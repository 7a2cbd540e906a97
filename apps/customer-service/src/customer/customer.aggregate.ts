import { CustomerRegistered } from '@concord/contracts';
import type { Aggregate, EventFrom } from '@concord/event-sourcing';

export type CustomerEvent = EventFrom<typeof CustomerRegistered>;

export interface Customer {
  readonly isRegistered: boolean;
  readonly reference: string | null;
  readonly country: string | null;
}

/** A person whom the shop knows. Names and addresses are not stored here. */
export const customerAggregate: Aggregate<CustomerEvent, Customer> = {
  kind: 'customer',
  events: { CustomerRegistered },
  initial: { isRegistered: false, reference: null, country: null },
  evolve: (_, { data: { reference = null, country = null } }) => ({ isRegistered: true, reference, country }),
};
