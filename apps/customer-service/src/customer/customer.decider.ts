import { CustomerRegistered } from '@concord/contracts';
import { conflict, type Command, type Decider } from '@concord/event-sourcing';
import { customerAggregate, type Customer, type CustomerEvent } from './customer.aggregate';

interface Registration {
  readonly customerId: string;
  readonly reference?: string;
  readonly country?: string;
}
export type RegisterCustomer = Command<'RegisterCustomer', Registration>;

/** Registers a customer once; a repeated command with the same data changes nothing. */
export const customer: Decider<RegisterCustomer, CustomerEvent, Customer> = {
  ...customerAggregate,
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
      `The customer ${customerId} is registered with another reference or country. Use another id, or the registered data.`,
    );
  },
};
