import { notPersonal, OrderCancelled, OrderConfirmed, OrderRejected } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { resolveCaseWhenCheckoutEnded } from './resolve-case-when-checkout-ended.policy';

const confirmed = { currency: 'GBP', lines: [], totalMinor: 0, allocations: [], shipTo: { country: 'GB' } };

describe('the case of a stuck checkout', () => {
  it.each([
    ['confirmed', OrderConfirmed.of({ orderId: 'o', ...confirmed })],
    ['rejected', OrderRejected.of({ orderId: 'o', reason: 'stock', detail: '', short: [] })],
    ['cancelled', OrderCancelled.of({ orderId: 'o', reason: notPersonal('changed my mind'), stage: 'checkout' })],
  ])('is resolved when the order is %s', (_, event) =>
    expect(resolveCaseWhenCheckoutEnded.react(recorded(event))).toMatchObject([
      { type: 'ResolveOrderCase', data: { orderId: 'o', kind: 'checkout-stuck' } },
    ]),
  );
});
