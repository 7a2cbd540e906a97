import { InvoicePaymentRecorded, PaymentCaptured } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { activateVouchersWhenMoneyCame } from './activate-vouchers-when-money-came.policy';

describe('money of an order', () => {
  it('pays for the vouchers that it bought, by card and on account', () => {
    const money = { paymentId: 'o1.1', orderId: 'o1', amountMinor: 900, currency: 'GBP' };
    const paid = [{ type: 'ActivateBoughtVouchers', data: { orderId: 'o1', amountMinor: 900 } }];
    const captured = PaymentCaptured.of({ ...money, providerRef: 'ref' });
    const recordedPayment = InvoicePaymentRecorded.of({ ...money, receiptId: 'r', reference: 'bank', openMinor: 0 });
    expect(activateVouchersWhenMoneyCame.react(recorded(captured))).toEqual(paid);
    expect(activateVouchersWhenMoneyCame.react(recorded(recordedPayment))).toEqual(paid);
  });
});
