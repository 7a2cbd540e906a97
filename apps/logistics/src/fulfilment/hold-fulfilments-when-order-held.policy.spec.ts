import { OrderHeld, OrderReleased } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { holdFulfilmentsWhenOrderHeld } from './hold-fulfilments-when-order-held.policy';

const reactTo = (event: Parameters<typeof recorded>[0]) => holdFulfilmentsWhenOrderHeld.react(recorded(event));

describe('an order on hold', () => {
  it('stops its parcels, and lets them go on', () => {
    expect(reactTo(OrderHeld.of({ orderId: 'o', reason: 'fraud' }))).toEqual([
      { type: 'HoldFulfilments', data: { orderId: 'o', reason: 'fraud' } },
    ]);
    expect(reactTo(OrderReleased.of({ orderId: 'o' }))).toEqual([
      { type: 'ResumeFulfilments', data: { orderId: 'o' } },
    ]);
  });
});
