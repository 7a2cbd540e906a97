import { BuyerAdded, BuyerRemoved } from '@concord/contracts';
import { conflict, never, notFound, type Command, type JointDecider } from '@concord/event-sourcing';
import { customerAggregate } from '../customer/customer.aggregate';
import { buyerAggregate, type BuyerEvent } from './buyer.aggregate';
import { companyAggregate } from './company.aggregate';

export type AddBuyer = Command<'AddBuyer', { customerId: string; companyId: string; orderLimitMinor?: number }>;
/** Without a company: whichever the customer orders for. */
export type RemoveBuyer = Command<'RemoveBuyer', { customerId: string; companyId?: string }>;

/** Who orders for which company. A customer orders for one company at a time. */
export const addBuyer: JointDecider<AddBuyer | RemoveBuyer> = {
  commands: ['AddBuyer', 'RemoveBuyer'],
  aggregate: buyerAggregate,
  id: ({ data }) => data.customerId,

  decideJointly(command, read) {
    const { customerId } = command.data;
    const buyer = read(buyerAggregate, customerId);
    const change = (event: BuyerEvent) => [{ to: buyerAggregate, id: customerId, events: [event] }];
    switch (command.type) {
      case 'AddBuyer': {
        const { companyId, orderLimitMinor } = command.data;
        const { terms } = read(companyAggregate, companyId);
        const { erasure } = read(customerAggregate, customerId);
        if (!terms) return notFound('company-unknown', `There is no company ${companyId}.`);
        if (erasure !== 'none') return conflict('customer-erased', `The customer ${customerId} was erased.`);
        if (buyer.companyId !== null && buyer.companyId !== companyId)
          return conflict(
            'buyer-of-another-company',
            `The customer ${customerId} orders for the company ${buyer.companyId}. Remove the buyer there first.`,
            { companyId: buyer.companyId },
          );
        if (buyer.companyId === companyId && buyer.orderLimitMinor === (orderLimitMinor ?? null)) return [];
        return change(
          BuyerAdded.of({ customerId, companyId, ...(orderLimitMinor !== undefined && { orderLimitMinor }) }),
        );
      }
      case 'RemoveBuyer': {
        const { companyId = buyer.companyId } = command.data;
        // A buyer who was removed, or went to another company, is no buyer of this one.
        if (buyer.companyId === null || buyer.companyId !== companyId) return [];
        return change(BuyerRemoved.of({ customerId, companyId: buyer.companyId }));
      }
      default:
        return never(command);
    }
  },
};
