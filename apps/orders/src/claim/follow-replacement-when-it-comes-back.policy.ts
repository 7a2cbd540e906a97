import { ReturnSettled } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import { follow } from './follow-replacement.decider';

/** A replacement has no price of its own: what its units are worth is decided where they were paid for, by the claim. */
export const followReplacementWhenItComesBack = policy(
  'orders.follow-replacement-when-it-comes-back',
  { ReturnSettled },
  {
    ReturnSettled: ({ data: { orderId, returnId } }) => follow(orderId, `Units came back with the return ${returnId}.`),
  },
);
