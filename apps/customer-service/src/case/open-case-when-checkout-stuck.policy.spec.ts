import { CheckoutStuck, SagaStuck } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { openCaseWhenCheckoutStuck } from './open-case-when-checkout-stuck.policy';

const stand = { orderId: 'o', customerId: 'c', step: 'payment', since: '2026-01-05T09:00:00.000Z' } as const;
const stuck = recorded(CheckoutStuck.of(stand));

describe('a checkout that stands still', () => {
  it('opens a case with its order and customer', () =>
    expect(openCaseWhenCheckoutStuck.react(stuck)).toMatchObject([
      { type: 'OpenCase', data: { kind: 'checkout-stuck', cause: 'event', refs: { orderId: 'o', customerId: 'c' } } },
    ]));
  it('opens the same case under the old event name, and when the event is repeated', () => {
    const once = openCaseWhenCheckoutStuck.react(stuck);
    expect(openCaseWhenCheckoutStuck.react(recorded(SagaStuck.of(stand)))).toEqual(once);
    expect(openCaseWhenCheckoutStuck.react(stuck)).toEqual(once);
  });
});
