import { notPersonal, RefundSucceeded, RefundWrittenOff } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { resolveCaseWhenRefundSucceeded } from './resolve-case-when-refund-succeeded.policy';

const refund = { refundId: 'r', orderId: 'o', amountMinor: 500, currency: 'GBP' };
const resolved = (outcome: string) =>
  ['refund-stuck', 'refund-bounced', 'refund-payout-overdue'].map((kind) => {
    const data = { orderId: 'o', kind, matter: 'r', outcome: notPersonal(outcome) };
    return { type: 'ResolveOrderCase', data };
  });

describe('the cases of a refund that was stuck, bounced or waited to be paid out', () => {
  it('are resolved when it is paid after all, by the provider or by a person', () => {
    const paid = recorded(RefundSucceeded.of({ ...refund, providerRef: 'p' }));
    expect(resolveCaseWhenRefundSucceeded.react(paid)).toEqual(resolved('The refund r was paid.'));
  });
  it('are resolved when it is written off', () =>
    expect(resolveCaseWhenRefundSucceeded.react(recorded(RefundWrittenOff.of({ ...refund, paidMinor: 0 })))).toEqual(
      resolved('The refund r was written off.'),
    ));
});
