import { RefundEscalated, SagaStuck } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';
import { openCaseWhenCheckoutStuck } from './open-case-when-checkout-stuck.policy';
import { openCaseWhenRefundEscalated } from './open-case-when-refund-escalated.policy';

const escalated = recorded(
  RefundEscalated.of({ refundId: 'r', orderId: 'o', amountMinor: 300, reason: 'x'.repeat(500) }),
);
const stuck = recorded(SagaStuck.of({ orderId: 'o', step: 'payment', since: '2026-01-05T09:00:00.000Z' }));

describe('cases that events open', () => {
  it('name the order of a refund that needs a person', () =>
    expect(openCaseWhenRefundEscalated.react(escalated)).toMatchObject([
      { type: 'OpenCase', data: { kind: 'refund-stuck', cause: 'event', refs: { orderId: 'o' } } },
    ]));
  it('name the order of a checkout that stands still', () =>
    expect(openCaseWhenCheckoutStuck.react(stuck)).toMatchObject([
      { type: 'OpenCase', data: { kind: 'checkout-stuck', cause: 'event', refs: { orderId: 'o' } } },
    ]));
  it('have the same id when the event is repeated', () => {
    expect(openCaseWhenRefundEscalated.react(escalated)).toEqual(openCaseWhenRefundEscalated.react(escalated));
    expect(openCaseWhenCheckoutStuck.react(stuck)).toEqual(openCaseWhenCheckoutStuck.react(stuck));
  });
  it('shorten a long reason', () => {
    const [command] = openCaseWhenRefundEscalated.react(escalated) as readonly OpenCase[];
    expect(command!.data.text).toHaveLength(500);
  });
});
