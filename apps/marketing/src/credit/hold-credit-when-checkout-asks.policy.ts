import { orderEvents, POINTS_BURN_MIN } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { HoldPoints, HoldVouchers } from './hold-credit.decider';

export const holdCreditWhenCheckoutAsks = policy('marketing.hold-credit-when-checkout-asks', orderEvents, {
  VoucherHoldRequested: ({ data: { orderId, currency, vouchers } }): HoldVouchers[] => [
    { type: 'HoldVouchers', data: { orderId, currency, vouchers } },
  ],
  LoyaltyBurnRequested: ({ data: { orderId, customerId, points } }, settings): HoldPoints[] => [
    { type: 'HoldPoints', data: { orderId, customerId, points, pointsMin: settings.of(POINTS_BURN_MIN) } },
  ],
});
