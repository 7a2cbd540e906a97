import { RefundBounced } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';
import { openCaseWhenRefundBounced } from './open-case-when-refund-bounced.policy';

const bounced = (providerRef: string, customerId?: string, paidMinor = 400) =>
  recorded(
    RefundBounced.of({
      refundId: 'r',
      orderId: 'o',
      ...(customerId !== undefined && { customerId }),
      amountMinor: 700,
      bouncedMinor: 300,
      paidMinor,
      currency: 'GBP',
      providerRef,
      reason: 'lost or stolen card',
    }),
  );
const opened = (event: ReturnType<typeof bounced>) =>
  (openCaseWhenRefundBounced.react(event) as readonly OpenCase[])[0]!.data;

describe('a refund that did not arrive', () => {
  it('opens a case with its order and customer, which says what came back', () => {
    expect(opened(bounced('re_1', 'c'))).toMatchObject({
      kind: 'refund-bounced',
      cause: 'event',
      refs: { orderId: 'o', customerId: 'c' },
    });
    expect(opened(bounced('re_1')).refs).toEqual({ orderId: 'o' });
    expect(JSON.stringify(opened(bounced('re_1')).text)).toContain('3.00');
    expect(JSON.stringify(opened(bounced('re_1')).text)).toContain('Pay it out in another way');
  });
  it('opens none where the customer has all of it', () =>
    expect(openCaseWhenRefundBounced.react(bounced('re_1', 'c', 700))).toEqual([]));
  it('opens the same case when the event is repeated, and another when the refund comes back again', () => {
    expect(opened(bounced('re_1'))).toEqual(opened(bounced('re_1')));
    expect(opened(bounced('re_2')).caseId).not.toBe(opened(bounced('re_1')).caseId);
  });
});
