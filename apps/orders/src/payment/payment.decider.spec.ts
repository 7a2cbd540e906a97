import {
  PaymentAuthorised,
  PaymentCaptured,
  PaymentDeclined,
  PaymentVoided,
  RefundEscalated,
  RefundFailed,
  RefundRequested,
  RefundSucceeded,
  UnmatchedPaymentReceived,
} from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { payment, type PaymentCommand } from './payment.decider';
import {
  AuthorisationRequested,
  CaptureFailed,
  CaptureRequested,
  PaymentUnwanted,
  RefundSent,
  VoidRequested,
} from './payment.aggregate';

const past = given(payment);
const orderId = 'o-1';
const ids = { paymentId: 'o-1.1', orderId };
const currency = 'GBP';

const requested = AuthorisationRequested.of({ ...ids, amountMinor: 1000, currency, token: 'tok' });
const authorised = PaymentAuthorised.of({ ...ids, amountMinor: 1000, currency, providerRef: 'ref' });
const declined = PaymentDeclined.of({ ...ids, reason: 'no' });
const unwanted = PaymentUnwanted.of({ ...ids, reason: 'cancelled' });
const voiding = (reason: string) =>
  VoidRequested.of({ ...ids, amountMinor: 1000, reason, providerRef: 'ref', token: 'tok' });
const voided = PaymentVoided.of({ ...ids, amountMinor: 1000, reason: 'cancelled' });
const parcel = (fulfilmentId: string, amountMinor: number) => ({ ...ids, fulfilmentId, amountMinor });
const asked = (fulfilmentId: string, amountMinor: number) =>
  CaptureRequested.of({ ...parcel(fulfilmentId, amountMinor), currency, providerRef: 'ref', token: 'tok' });
const taken = (fulfilmentId: string, amountMinor: number, providerRef = 'cap') =>
  PaymentCaptured.of({ ...parcel(fulfilmentId, amountMinor), currency, providerRef });
const paid = [requested, authorised, asked('f-1', 1000), taken('f-1', 1000)];
const refund = (refundId: string, amountMinor: number) => ({ refundId, orderId, amountMinor, currency });
const wanted = (refundId: string, amountMinor: number) =>
  RefundRequested.of({ ...refund(refundId, amountMinor), paymentId: 'o-1.1', reason: 'broken' });
const sent = (attempt: number) => RefundSent.of({ ...refund('r-1', 400), attempt, providerRef: 'ref', token: 'tok' });
const failed = (attempt: number) => RefundFailed.of({ refundId: 'r-1', orderId, attempt, reason: 'busy' });
const given400 = RefundSucceeded.of({ ...refund('r-1', 400), providerRef: 'back' });

const recordAuthorisation: PaymentCommand = {
  type: 'RecordAuthorisation',
  data: { orderId, amountMinor: 1000, providerRef: 'ref' },
};
const recordDecline: PaymentCommand = { type: 'RecordDecline', data: { orderId, reason: 'no' } };
const voidIt: PaymentCommand = { type: 'VoidPayment', data: { orderId, reason: 'cancelled' } };
const capture = (
  fulfilmentId: string,
  amountMinor: number,
  paymentMethod: 'card' | 'invoice' = 'card',
): PaymentCommand => {
  return {
    type: 'CapturePayment',
    data: { orderId, fulfilmentId, amountMinor, totalMinor: 1000, currency, paymentMethod },
  };
};
const recordCapture: PaymentCommand = {
  type: 'RecordCapture',
  data: { orderId, fulfilmentId: 'f-1', providerRef: 'cap' },
};
const requestRefund = (refundId: string, amountMinor: number): PaymentCommand => {
  return { type: 'RequestRefund', data: { orderId, refundId, amountMinor, reason: 'broken' } };
};
const recordRefund: PaymentCommand = { type: 'RecordRefund', data: { orderId, refundId: 'r-1', providerRef: 'back' } };
const fail = (attempt: number): PaymentCommand => {
  return { type: 'RecordRefundFailure', data: { orderId, refundId: 'r-1', attempt, reason: 'busy' } };
};
const retry: PaymentCommand = { type: 'RetryRefund', data: { orderId, refundId: 'r-1' } };

describe('an authorisation', () => {
  it('is recorded once', () => {
    past(requested).when(recordAuthorisation).then(authorised);
    past(requested, authorised).when(recordAuthorisation).then();
  });
  it('is declined once', () => {
    past(requested).when(recordDecline).then(declined);
    past(requested, declined).when(recordDecline).then();
  });
  it('that comes after the order was called off is given back', () =>
    past(requested, unwanted)
      .when(recordAuthorisation)
      .then(
        UnmatchedPaymentReceived.of({ ...ids, amountMinor: 1000, providerRef: 'ref', action: 'void' }),
        voiding('The order does not want it any more.'),
      ));
  it('is let go when the order is called off', () =>
    past(requested, authorised).when(voidIt).then(voiding('cancelled')));
  it('is waited for where the provider has not answered yet', () => past(requested).when(voidIt).then(unwanted));
  it('is let go once', () => {
    past(requested, authorised, voiding('cancelled')).when(voidIt).then();
    past(requested, authorised, voiding('cancelled'), voided).when(voidIt).then();
    past(requested, unwanted).when(voidIt).then();
    past().when(voidIt).then();
  });
  it('is gone when the provider says so', () => {
    const recordVoid: PaymentCommand = {
      type: 'RecordVoid',
      data: { orderId, amountMinor: 1000, reason: 'cancelled' },
    };
    past(requested, authorised, voiding('cancelled')).when(recordVoid).then(voided);
    past(requested, authorised, voiding('cancelled'), voided).when(recordVoid).then();
  });
});

describe('taking the money of a parcel', () => {
  it('asks the provider', () => past(requested, authorised).when(capture('f-1', 600)).then(asked('f-1', 600)));
  it('is asked for once a parcel', () => {
    past(requested, authorised, asked('f-1', 600)).when(capture('f-1', 600)).then();
    past(...paid)
      .when(capture('f-1', 1000))
      .then();
  });
  it('is recorded once', () => {
    past(requested, authorised, asked('f-1', 600)).when(recordCapture).then(taken('f-1', 600));
    past(requested, authorised, asked('f-1', 600), taken('f-1', 600)).when(recordCapture).then();
  });
  it('never goes beyond what is authorised: somebody must look', () =>
    past(requested, authorised, asked('f-1', 600))
      .when(capture('f-2', 401))
      .then(
        CaptureFailed.of({
          ...{ paymentId: 'o-1.1', orderId, fulfilmentId: 'f-2', amountMinor: 401 },
          reason: 'More left than is still authorised.',
        }),
      ));
  it('counts what is on its way', () =>
    past(requested, authorised, asked('f-1', 600)).when(capture('f-2', 400)).then(asked('f-2', 400)));
  it('needs no provider by invoice', () =>
    past()
      .when(capture('f-1', 600, 'invoice'))
      .then(taken('f-1', 600, 'invoice')));
  it('never goes beyond the invoice', () =>
    past(taken('f-1', 600, 'invoice'))
      .when(capture('f-2', 401, 'invoice'))
      .thenRejected('capture-beyond-authorised'));
  it('takes nothing for nothing', () =>
    past()
      .when(capture('f-1', 0, 'invoice'))
      .then());
  it('fails in the open where nothing is set aside any more', () =>
    past(requested, authorised, voiding('cancelled'), voided)
      .when(capture('f-1', 600))
      .then(CaptureFailed.of({ ...parcel('f-1', 600), reason: 'The payment is voided.' })));
});

describe('a refund', () => {
  it('goes to the provider', () =>
    past(...paid)
      .when(requestRefund('r-1', 400))
      .then(wanted('r-1', 400), sent(1)));
  it('is asked for once', () =>
    past(...paid, wanted('r-1', 400), sent(1))
      .when(requestRefund('r-1', 400))
      .then());
  it('never goes beyond what was taken', () => {
    past(...paid)
      .when(requestRefund('r-1', 1001))
      .thenRejected('refund-beyond-captured');
    past(...paid, wanted('r-1', 400), sent(1))
      .when(requestRefund('r-2', 601))
      .thenRejected('refund-beyond-captured');
  });
  it('counts as owed when it has failed', () =>
    past(...paid, wanted('r-1', 400), sent(1), failed(1))
      .when(requestRefund('r-2', 601))
      .thenRejected('refund-beyond-captured'));
  it('is done at once by invoice', () =>
    past(taken('f-1', 1000, 'invoice'))
      .when(requestRefund('r-1', 400))
      .then(wanted('r-1', 400), RefundSucceeded.of({ ...refund('r-1', 400), providerRef: 'invoice' })));
  it('succeeds once, also when the failure was only that of an answer', () => {
    const way = [...paid, wanted('r-1', 400), sent(1)];
    past(...way)
      .when(recordRefund)
      .then(given400);
    past(...way, failed(1))
      .when(recordRefund)
      .then(given400);
    past(...way, given400)
      .when(recordRefund)
      .then();
    past(...way, given400)
      .when(fail(1))
      .then();
  });
  it('fails once a try', () => {
    past(...paid, wanted('r-1', 400), sent(1))
      .when(fail(1))
      .then(failed(1));
    past(...paid, wanted('r-1', 400), sent(1), failed(1))
      .when(fail(1))
      .then();
  });
  it('is tried again after a failure, and only then', () => {
    past(...paid, wanted('r-1', 400), sent(1), failed(1))
      .when(retry)
      .then(sent(2));
    past(...paid, wanted('r-1', 400), sent(1))
      .when(retry)
      .then();
    past(...paid, wanted('r-1', 400), sent(1), given400)
      .when(retry)
      .then();
    past(...paid)
      .when(retry)
      .thenRejected('refund-unknown');
  });
  it('is a case for a person after the fourth failure, who may try again', () => {
    const escalated = RefundEscalated.of({ refundId: 'r-1', orderId, amountMinor: 400, reason: 'busy' });
    const tries = [sent(1), failed(1), sent(2), failed(2), sent(3), failed(3), sent(4)];
    past(...paid, wanted('r-1', 400), ...tries)
      .when(fail(4))
      .then(failed(4), escalated);
    past(...paid, wanted('r-1', 400), ...tries, failed(4), escalated)
      .when(retry)
      .then(sent(5));
  });
});
