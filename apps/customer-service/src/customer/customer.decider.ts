import { CustomerRegistered } from '@concord/contracts';
import { conflict, type Command, type Decider, type EventFrom } from '@concord/event-sourcing';

const events = { CustomerRegistered };
type CustomerEvent = EventFrom<typeof CustomerRegistered>;

interface Registration {
  readonly customerId: string;
  readonly reference?: string;
  readonly country?: string;
}
export type RegisterCustomer = Command<'RegisterCustomer', Registration>;

export interface Customer {
  readonly isRegistered: boolean;
  readonly reference: string | null;
  readonly country: string | null;
}

/** Somebody the shop knows. Names and addresses are not kept here. */
export const customer: Decider<RegisterCustomer, CustomerEvent, Customer> = {
  kind: 'customer',
  events,
  initial: { isRegistered: false, reference: null, country: null },
  commands: ['RegisterCustomer'],
  opens: ['RegisterCustomer'],
  id: ({ data }) => data.customerId,

  decide({ data }, known) {
    const { customerId, reference, country } = data;
    if (!known.isRegistered)
      return [
        CustomerRegistered.of({
          customerId,
          ...(reference !== undefined && { reference }),
          ...(country !== undefined && { country }),
        }),
      ];
    if (known.reference === (reference ?? null) && known.country === (country ?? null)) return [];
    return conflict(
      'customer-exists',
      `The customer ${customerId} is registered with another reference or country. Take another id, or leave it.`,
    );
  },

  evolve: (_, { data: { reference = null, country = null } }) => ({ isRegistered: true, reference, country }),
};
