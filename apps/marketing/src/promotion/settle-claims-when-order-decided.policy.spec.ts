import { recorded } from '@concord/event-sourcing';
import { notPersonal, OrderCancelled, OrderConfirmed, OrderRejected } from '@concord/contracts';
import { settleClaimsWhenOrderDecided } from './settle-claims-when-order-decided.policy';

const orderId = 'o1';
const line = (promotionIds: string[]) => ({
  lineId: '1',
  sku: 'MUG',
  title: 'Mug',
  quantity: 1,
  unitMinor: 500,
  totalMinor: 500,
  stocked: true,
  discounts: promotionIds.map((promotionId) => ({ promotionId, amountMinor: 1 })),
});
const confirmed = (...lines: ReturnType<typeof line>[]) =>
  OrderConfirmed.of({ orderId, currency: 'EUR', lines, totalMinor: 500, allocations: [], shipTo: { country: 'IT' } });

describe('the end of a claim', () => {
  it('is confirmed with an order that used a promotion', () =>
    expect(settleClaimsWhenOrderDecided.react(recorded(confirmed(line(['p1']))))).toEqual([
      { type: 'ConfirmClaim', data: { orderId } },
    ]));
  it('is not looked up where the order used none', () =>
    expect(settleClaimsWhenOrderDecided.react(recorded(confirmed(line([]))))).toEqual([]));
  it('is released with an order that was rejected or cancelled', () => {
    const rejected = OrderRejected.of({ orderId, reason: 'stock', detail: '', short: [] });
    const cancelled = OrderCancelled.of({ orderId, reason: notPersonal('changed my mind'), stage: 'confirmed' });
    expect(settleClaimsWhenOrderDecided.react(recorded(rejected))).toEqual([
      { type: 'ReleaseClaim', data: { orderId, reason: 'stock' } },
    ]);
    expect(settleClaimsWhenOrderDecided.react(recorded(cancelled))).toHaveLength(1);
  });
});
