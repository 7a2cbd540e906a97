import { lookup, type Command, type JointDecider } from '@concord/event-sourcing';
import { orderAggregate } from '../order/order.aggregate';
import { creditAccount, CreditFreed, CreditUsed } from './credit-account.aggregate';

/** A part of an order is no longer owed; without an amount, all of it. */
export type FreeCredit = Command<'FreeCredit', { orderId: string; causeId: string; amountMinor?: number }>;
/** Cancelled units left all the same, and are owed whatever the limit is. */
export type ReuseCredit = Command<'ReuseCredit', { orderId: string; amountMinor: number }>;

/** Frees the credit of a company when its order on account is paid, credited or cancelled: each cause once. */
export const freeCredit: JointDecider<FreeCredit | ReuseCredit> = {
  commands: ['FreeCredit', 'ReuseCredit'],
  aggregate: orderAggregate,
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    const { orderId } = command.data;
    const { placed } = read(orderAggregate, orderId);
    if (placed?.companyId === undefined || placed.paymentMethod !== 'invoice') return [];
    const { companyId, currency } = placed;
    const used = lookup(read(creditAccount, companyId).used, orderId);
    if (command.type === 'ReuseCredit') {
      const again = CreditUsed.of({ companyId, orderId, amountMinor: command.data.amountMinor, currency });
      return [{ to: creditAccount, id: companyId, events: [again] }];
    }
    const { causeId, amountMinor = used?.amountMinor ?? 0 } = command.data;
    if (!used || used.causeIds.includes(causeId) || amountMinor <= 0) return [];
    const freed = CreditFreed.of({ companyId, orderId, causeId, amountMinor: Math.min(amountMinor, used.amountMinor) });
    return [{ to: creditAccount, id: companyId, events: [freed] }];
  },
};
