import { notPersonal, OrderCancelled, OrderRejected } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { releaseStockWhenOrderEnded } from './release-stock-when-order-ended.policy';

describe('an order that ended', () => {
  it('releases its stock when it was rejected', () => {
    const rejected = OrderRejected.of({ orderId: 'o', reason: 'payment', detail: '', short: [] });
    expect(releaseStockWhenOrderEnded.react(recorded(rejected))).toEqual([
      { type: 'ReleaseReservation', data: { orderId: 'o', reason: 'payment', lowUnits: 5 } },
    ]);
  });
  it('releases its stock when it was cancelled', () => {
    const cancelled = OrderCancelled.of({ orderId: 'o', reason: notPersonal('changed my mind'), stage: 'confirmed' });
    expect(releaseStockWhenOrderEnded.react(recorded(cancelled))).toEqual([
      { type: 'ReleaseReservation', data: { orderId: 'o', reason: 'The order was cancelled.', lowUnits: 5 } },
    ]);
  });
});
