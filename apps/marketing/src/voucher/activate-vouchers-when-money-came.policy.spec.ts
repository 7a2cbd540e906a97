import {
  ChargebackClosed,
  ChargebackReceived,
  InvoicePaymentRecorded,
  PaymentCaptured,
  RefundBounced,
  RefundSucceeded,
} from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { activateVouchersWhenMoneyCame } from './activate-vouchers-when-money-came.policy';

const sum = { orderId: 'o1', amountMinor: 900, currency: 'GBP' };
const money = { ...sum, paymentId: 'o1.1' };

describe('money of an order', () => {
  it('pays for the vouchers that it bought, by card and on account', () => {
    const paid = [{ type: 'ActivateBoughtVouchers', data: sum }];
    const captured = PaymentCaptured.of({ ...money, providerRef: 'ref' });
    const recordedPayment = InvoicePaymentRecorded.of({ ...money, receiptId: 'r', reference: 'bank', openMinor: 0 });
    expect(activateVouchersWhenMoneyCame.react(recorded(captured))).toEqual(paid);
    expect(activateVouchersWhenMoneyCame.react(recorded(recordedPayment))).toEqual(paid);
  });
  it('pays no longer for them as far as it went back', () => {
    const back = (backId: string, amountMinor: number) => [
      { type: 'TakeVoucherMoneyBack', data: { ...sum, backId, amountMinor } },
    ];
    const refund = { ...sum, refundId: 'r', providerRef: 're_1' };
    const dispute = { ...money, disputeId: 'd', reason: 'fraud' };
    const bounced = RefundBounced.of({ ...refund, bouncedMinor: 600, paidMinor: 300, reason: 'card lost' });
    const closed = (outcome: 'won' | 'lost') => ChargebackClosed.of({ ...money, disputeId: 'd', outcome });
    expect(activateVouchersWhenMoneyCame.react(recorded(RefundSucceeded.of(refund)))).toEqual(back('r', 900));
    expect(activateVouchersWhenMoneyCame.react(recorded(bounced))).toEqual(back('r', 300));
    expect(activateVouchersWhenMoneyCame.react(recorded(ChargebackReceived.of(dispute)))).toEqual(back('d', 900));
    expect(activateVouchersWhenMoneyCame.react(recorded(closed('lost')))).toEqual(back('d', 900));
    expect(activateVouchersWhenMoneyCame.react(recorded(closed('won')))).toEqual(back('d', 0));
  });
});
