import { orderEvents, POINTS_RESTORE_DAYS, VOUCHER_LIFE_DAYS, VOUCHER_REFUND_DAYS } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { GiveBackCredit, ReleaseCredit, SpendCredit } from './settle-credit.decider';

export const settleCreditWhenOrderDecided = policy('marketing.settle-credit-when-order-decided', orderEvents, {
  OrderConfirmed: ({ data: { orderId, customerId, credits } }): SpendCredit[] =>
    // Most orders are paid with money alone: nothing is loaded for them.
    credits === undefined
      ? []
      : [
          {
            type: 'SpendCredit',
            data: {
              orderId,
              ...(customerId !== undefined && { customerId }),
              vouchers: credits.vouchers,
              points: credits.points?.points ?? 0,
            },
          },
        ],
  OrderRejected: ({ data: { orderId } }, settings): ReleaseCredit[] => [
    { type: 'ReleaseCredit', data: { orderId, restoreDays: settings.of(POINTS_RESTORE_DAYS) } },
  ],
  // What a confirmed order spent comes back as `CreditGivenBack` says.
  OrderCancelled: ({ data: { orderId, stage } }, settings): ReleaseCredit[] =>
    stage === 'confirmed'
      ? []
      : [{ type: 'ReleaseCredit', data: { orderId, restoreDays: settings.of(POINTS_RESTORE_DAYS) } }],
  CreditGivenBack: ({ data: { orderId, customerId, refundId, vouchers, points } }, settings): GiveBackCredit[] => [
    {
      type: 'GiveBackCredit',
      data: {
        orderId,
        ...(customerId !== undefined && { customerId }),
        refundId,
        vouchers,
        points: points?.points ?? 0,
        restoreDays: settings.of(POINTS_RESTORE_DAYS),
        refundDays: settings.of(VOUCHER_REFUND_DAYS),
        lifeDays: settings.of(VOUCHER_LIFE_DAYS),
      },
    },
  ],
});
