import { notPersonal, RefundSucceeded } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { resolveCaseWhenRefundSucceeded } from './resolve-case-when-refund-succeeded.policy';

describe('the cases of a refund that was stuck or bounced', () => {
  it('are resolved when it is paid after all', () => {
    const refund = { refundId: 'r', orderId: 'o', amountMinor: 500, currency: 'GBP', providerRef: 'p' };
    const data = { orderId: 'o', matter: 'r', outcome: notPersonal('The refund r was paid.') };
    expect(resolveCaseWhenRefundSucceeded.react(recorded(RefundSucceeded.of(refund)))).toEqual([
      { type: 'ResolveOrderCase', data: { ...data, kind: 'refund-stuck' } },
      { type: 'ResolveOrderCase', data: { ...data, kind: 'refund-bounced' } },
    ]);
  });
});
