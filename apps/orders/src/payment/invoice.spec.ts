import {
  InvoiceCredited,
  InvoiceOpened,
  InvoicePaymentRecorded,
  RefundPayoutDue,
  notPersonal,
} from '@concord/contracts';
import { type PaymentCommand } from './payment.decider';
import { past, orderId, ids, currency, parcel, paid, refund, wanted, capture, requestRefund } from './payment-in-specs';

describe('an invoice', () => {
  const opened = (fulfilmentId: string, amountMinor: number) =>
    InvoiceOpened.of({ ...parcel(fulfilmentId, amountMinor), currency });
  const pay = (amountMinor: number, receiptId = 'p-1'): PaymentCommand => {
    return { type: 'RecordInvoicePayment', data: { orderId, receiptId, amountMinor, reference: 'bank' } };
  };
  const paidIn = (amountMinor: number, openMinor: number) =>
    InvoicePaymentRecorded.of({ ...ids, receiptId: 'p-1', reference: 'bank', amountMinor, openMinor, currency });
  const credited = (amountMinor: number, openMinor: number) =>
    InvoiceCredited.of({ ...ids, refundId: 'r-1', amountMinor, openMinor, currency, reason: notPersonal('broken') });

  it('is open when the parcel leaves: nobody has paid', () =>
    past()
      .when(capture('f-1', 600, 'invoice'))
      .then(opened('f-1', 600)));
  it('is paid once with a reference, unless the caller says that it is a further payment', () => {
    const again = (reference: string, isFurther = false): PaymentCommand => {
      return {
        type: 'RecordInvoicePayment',
        data: { orderId, receiptId: 'p-2', amountMinor: 100, reference, isFurther },
      };
    };
    const half = [opened('f-1', 600), paidIn(300, 300)];
    past(...half)
      .when(again(' Bank'))
      .thenRejected('invoice-payment-recorded');
    past(...half)
      .when(again('bank', true))
      .then(InvoicePaymentRecorded.of({ ...paidIn(100, 200).data, receiptId: 'p-2' }));
  });
  it('is opened once a parcel', () =>
    past(opened('f-1', 600))
      .when(capture('f-1', 600, 'invoice'))
      .then());
  it('never goes beyond the total', () =>
    past(opened('f-1', 600))
      .when(capture('f-2', 401, 'invoice'))
      .thenRejected('invoice-beyond-total'));
  it('is paid in parts, each recorded once', () => {
    past(opened('f-1', 600)).when(pay(200)).then(paidIn(200, 400));
    past(opened('f-1', 600), paidIn(200, 400)).when(pay(200)).then();
  });
  it('takes no more than is owed', () => {
    past(opened('f-1', 600)).when(pay(601)).thenRejected('payment-beyond-invoice');
    past(opened('f-1', 600), paidIn(600, 0)).when(pay(1, 'p-2')).thenRejected('invoice-not-open');
    past(...paid)
      .when(pay(1))
      .thenRejected('invoice-not-open');
  });
  it('is credited, not refunded, as long as it is not paid', () => {
    past(opened('f-1', 600)).when(requestRefund('r-1', 400)).then(credited(400, 200));
    past(opened('f-1', 600), credited(400, 200)).when(requestRefund('r-1', 400)).then();
    past(opened('f-1', 600), credited(400, 200)).when(requestRefund('r-2', 201)).thenRejected('refund-beyond-captured');
  });
  it('gives back only what came in, and credits the rest', () =>
    past(opened('f-1', 600), paidIn(500, 100))
      .when(requestRefund('r-1', 400))
      .then(credited(100, 0), wanted('r-1', 300), RefundPayoutDue.of(refund('r-1', 300))));
});
