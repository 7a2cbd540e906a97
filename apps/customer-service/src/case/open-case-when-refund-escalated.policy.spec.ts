import { RefundEscalated } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';
import { openCaseWhenRefundEscalated } from './open-case-when-refund-escalated.policy';

const escalated = recorded(
  RefundEscalated.of({
    refundId: 'r',
    orderId: 'o',
    customerId: 'c',
    attempt: 4,
    amountMinor: 300,
    reason: 'x'.repeat(500),
  }),
);
const opened = (event: typeof escalated) => (openCaseWhenRefundEscalated.react(event) as readonly OpenCase[])[0]!.data;

describe('a refund that needs a person', () => {
  it('opens a case with its order and customer', () =>
    expect(openCaseWhenRefundEscalated.react(escalated)).toMatchObject([
      { type: 'OpenCase', data: { kind: 'refund-stuck', cause: 'event', refs: { orderId: 'o', customerId: 'c' } } },
    ]));
  it('opens the same case when the event is repeated', () => expect(opened(escalated)).toEqual(opened(escalated)));
  it('opens another case for every escalation', () => {
    const again = recorded(RefundEscalated.of({ ...escalated.data, attempt: 5 }));
    expect(opened(again).caseId).not.toBe(opened(escalated).caseId);
  });
  it('shortens a long reason', () => expect(opened(escalated).text).toHaveLength(500));
});
