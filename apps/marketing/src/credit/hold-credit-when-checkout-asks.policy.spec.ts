import { LoyaltyBurnRequested, POINTS_BURN_MIN, VoucherHoldRequested } from '@concord/contracts';
import { recorded, settingsWith, SPEC_TIME } from '@concord/event-sourcing';
import { holdCreditWhenCheckoutAsks } from './hold-credit-when-checkout-asks.policy';

describe('a checkout that asks for credit', () => {
  it('holds its vouchers', () => {
    const data = { orderId: 'o1', currency: 'GBP', vouchers: [{ voucherId: 'v1', amountMinor: 5 }] };
    expect(holdCreditWhenCheckoutAsks.react(recorded(VoucherHoldRequested.of(data)))).toEqual([
      { type: 'HoldVouchers', data },
    ]);
  });
  it('holds points of its customer, as many as the shop takes at least', () => {
    const data = { orderId: 'o1', customerId: 'ann', points: 70 };
    const asked = recorded(LoyaltyBurnRequested.of(data));
    const settings = settingsWith(POINTS_BURN_MIN, 60).at(SPEC_TIME);
    expect(holdCreditWhenCheckoutAsks.react(asked, settings)).toEqual([
      { type: 'HoldPoints', data: { ...data, pointsMin: 60 } },
    ]);
  });
});
