import { RefundPayoutOverdue } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';
import { openCaseWhenRefundPayoutOverdue } from './open-case-when-refund-payout-overdue.policy';

const refund = { refundId: 'r', orderId: 'o', customerId: 'c', amountMinor: 300, currency: 'GBP' };
const overdue = recorded(RefundPayoutOverdue.of(refund));
const opened = (event: typeof overdue) =>
  (openCaseWhenRefundPayoutOverdue.react(event) as readonly OpenCase[])[0]!.data;

describe('a refund that nobody pays out', () => {
  it('opens a case with its order and customer, which says how much waits', () => {
    expect(opened(overdue)).toMatchObject({
      kind: 'refund-payout-overdue',
      cause: 'event',
      matter: 'r',
      refs: { orderId: 'o', customerId: 'c' },
    });
    expect(JSON.stringify(opened(overdue).text)).toContain('3.00');
  });
  it('opens the same case when the event is repeated', () => expect(opened(overdue)).toEqual(opened(overdue)));
});
