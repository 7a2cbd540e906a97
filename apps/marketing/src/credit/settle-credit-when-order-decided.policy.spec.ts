import { CreditGivenBack, notPersonal, OrderCancelled, OrderConfirmed, OrderRejected } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { settleCreditWhenOrderDecided } from './settle-credit-when-order-decided.policy';

const orderId = 'o1';
const react = (event: Parameters<typeof recorded>[0]) => settleCreditWhenOrderDecided.react(recorded(event));
const order = {
  orderId,
  currency: 'GBP',
  lines: [],
  totalMinor: 500,
  allocations: [],
  shipTo: { country: 'GB' },
};
const vouchers = [{ voucherId: 'v1', amountMinor: 5 }];

describe('the end of the credit of an order', () => {
  it('is spent with the confirmation', () =>
    expect(
      react(OrderConfirmed.of({ ...order, credits: { vouchers, points: { points: 7, amountMinor: 7 } } })),
    ).toEqual([{ type: 'SpendCredit', data: { orderId, vouchers, points: 7 } }]));
  it('is not looked up where money alone paid', () => expect(react(OrderConfirmed.of(order))).toEqual([]));
  it('is released with a rejection, and with a cancellation before the confirmation', () => {
    const reason = notPersonal('changed my mind');
    const released = [{ type: 'ReleaseCredit', data: { orderId, restoreDays: 90 } }];
    expect(react(OrderRejected.of({ orderId, reason: 'stock', detail: '', short: [] }))).toEqual(released);
    expect(react(OrderCancelled.of({ orderId, reason, stage: 'checkout' }))).toEqual(released);
    expect(react(OrderCancelled.of({ orderId, reason, stage: 'confirmed' }))).toEqual([]);
  });
  it('comes back as orders says', () => {
    const back = { orderId, refundId: 'r1', cause: 'return' as const, currency: 'GBP', vouchers };
    expect(react(CreditGivenBack.of({ ...back, customerId: 'ann', points: { points: 7, amountMinor: 7 } }))).toEqual([
      {
        type: 'GiveBackCredit',
        data: {
          orderId,
          customerId: 'ann',
          refundId: 'r1',
          vouchers,
          points: 7,
          restoreDays: 90,
          refundDays: 365,
          lifeDays: 1_095,
        },
      },
    ]);
  });
});
