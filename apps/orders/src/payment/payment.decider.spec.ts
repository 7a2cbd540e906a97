import {
  AuthorisationReduced,
  ChargebackClosed,
  ChargebackReceived,
  InvoiceCredited,
  InvoiceOpened,
  InvoicePaymentRecorded,
  PaymentActionRequired,
  PaymentAuthorised,
  PaymentCaptured,
  PaymentCaptureFailed,
  PaymentDeclined,
  PaymentReauthorised,
  PaymentReminderDue,
  PaymentVoided,
  RefundEscalated,
  RefundFailed,
  RefundRequested,
  RefundSucceeded,
  UnmatchedPaymentReceived,
  notPersonal,
} from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { PaymentAuthExpired } from './payment-expiry';
import { payment, type PaymentCommand } from './payment.decider';
import {
  AuthorisationRequested,
  CaptureRequested,
  ParcelAuthorisationRequested,
  PaymentUnwanted,
  ReleaseAwaited,
  RefundSent,
  VoidRequested,
} from './payment.aggregate';

const past = given(payment);
const orderId = 'o-1';
const ids = { paymentId: 'o-1.1', orderId };
const currency = 'GBP';

const requested = AuthorisationRequested.of({ ...ids, amountMinor: 1000, currency, token: notPersonal('tok') });
const authorised = PaymentAuthorised.of({ ...ids, amountMinor: 1000, currency, providerRef: 'ref' });
const declined = PaymentDeclined.of({ ...ids, reason: 'no' });
const unwanted = PaymentUnwanted.of({ ...ids, reason: 'cancelled' });
const voiding = (reason: string) =>
  VoidRequested.of({ ...ids, amountMinor: 1000, reason, providerRef: 'ref', token: notPersonal('tok') });
const voided = PaymentVoided.of({ ...ids, amountMinor: 1000, reason: 'cancelled' });
const parcel = (fulfilmentId: string, amountMinor: number) => ({ ...ids, fulfilmentId, amountMinor });
/** What is captured besides comes from the same authorisation. */
const left = (leftMinor: number) => (leftMinor > 0 ? { leftMinor } : {});
const asked = (
  fulfilmentId: string,
  amountMinor: number,
  attempt = 1,
  providerRef = 'ref',
  leftMinor = providerRef === 'ref' ? 1000 - amountMinor : 0,
) =>
  CaptureRequested.of({
    ...parcel(fulfilmentId, amountMinor),
    attempt,
    currency,
    providerRef,
    ...left(leftMinor),
    token: notPersonal('tok'),
  });
const anew = (fulfilmentId: string, amountMinor: number, attempt = 1) =>
  ParcelAuthorisationRequested.of({
    ...parcel(fulfilmentId, amountMinor),
    attempt,
    currency,
    providerRef: 'ref',
    token: notPersonal('tok'),
  });
const reauthorised = (fulfilmentId: string, amountMinor: number, attempt = 1) =>
  PaymentReauthorised.of({ ...parcel(fulfilmentId, amountMinor), attempt, currency, providerRef: 'ref-2' });
const notCaptured = (
  attempt: number,
  more: {
    isAuthorisationGone?: boolean;
    isLast?: boolean;
    authorisedMinor?: number;
    fulfilmentId?: string;
    amountMinor?: number;
  } = {},
) =>
  PaymentCaptureFailed.of({
    ...parcel('f-1', 600),
    attempt,
    currency,
    reason: 'busy',
    isAuthorisationGone: false,
    isLast: false,
    authorisedMinor: more.isAuthorisationGone ? 0 : 1000,
    ...more,
  });
const taken = (fulfilmentId: string, amountMinor: number, providerRef = 'cap') =>
  PaymentCaptured.of({ ...parcel(fulfilmentId, amountMinor), currency, providerRef });
const paid = [requested, authorised, asked('f-1', 1000), taken('f-1', 1000)];
const refund = (refundId: string, amountMinor: number) => ({ refundId, orderId, amountMinor, currency });
const wanted = (refundId: string, amountMinor: number) =>
  RefundRequested.of({ ...refund(refundId, amountMinor), paymentId: 'o-1.1', reason: notPersonal('broken') });
const sent = (attempt: number) =>
  RefundSent.of({ ...refund('r-1', 400), attempt, providerRef: 'ref', token: notPersonal('tok') });
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
  return { type: 'RequestRefund', data: { orderId, refundId, amountMinor, reason: notPersonal('broken') } };
};
const recordRefund: PaymentCommand = {
  type: 'RecordRefund',
  data: { orderId, refundId: 'r-1', parts: [{ providerRef: 'back', amountMinor: 400 }] },
};
const fail = (attempt: number, triesMax = 4): PaymentCommand => {
  return { type: 'RecordRefundFailure', data: { orderId, refundId: 'r-1', attempt, triesMax, reason: 'busy' } };
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
  it('that comes after the order was cancelled is voided', () =>
    past(requested, unwanted)
      .when(recordAuthorisation)
      .then(
        UnmatchedPaymentReceived.of({ ...ids, amountMinor: 1000, providerRef: 'ref', action: 'void' }),
        voiding('The order does not want it any more.'),
      ));
  it('is voided when the order is cancelled', () =>
    past(requested, authorised).when(voidIt).then(voiding('cancelled')));
  it('is waited for where the provider has not answered yet', () => past(requested).when(voidIt).then(unwanted));
  it('is voided once', () => {
    past(requested, authorised, voiding('cancelled')).when(voidIt).then();
    past(requested, authorised, voiding('cancelled'), voided).when(voidIt).then();
    past(requested, unwanted).when(voidIt).then();
    past().when(voidIt).then();
  });
  it('is void when the provider says so', () => {
    const recordVoid: PaymentCommand = {
      type: 'RecordVoid',
      data: { orderId, amountMinor: 1000, reason: 'cancelled' },
    };
    past(requested, authorised, voiding('cancelled')).when(recordVoid).then(voided);
    past(requested, authorised, voiding('cancelled'), voided).when(recordVoid).then();
  });
});

describe('capturing the money of a parcel', () => {
  it('asks the provider', () => past(requested, authorised).when(capture('f-1', 600)).then(asked('f-1', 600)));
  it('is asked for once per parcel', () => {
    past(requested, authorised, asked('f-1', 600)).when(capture('f-1', 600)).then();
    past(...paid)
      .when(capture('f-1', 1000))
      .then();
  });
  it('is recorded once', () => {
    past(requested, authorised, asked('f-1', 600)).when(recordCapture).then(taken('f-1', 600));
    past(requested, authorised, asked('f-1', 600), taken('f-1', 600)).when(recordCapture).then();
  });
  it('is authorised anew beyond what is authorised: cancelled units may have left all the same', () =>
    past(requested, authorised, asked('f-1', 600)).when(capture('f-2', 401)).then(anew('f-2', 401)));
  it('counts captures that are under way', () =>
    past(requested, authorised, asked('f-1', 600)).when(capture('f-2', 400)).then(asked('f-2', 400)));
  it('captures nothing for a parcel without a price', () =>
    past()
      .when(capture('f-1', 0, 'invoice'))
      .then());
  it('is authorised anew where the authorisation was voided: the parcel overtook a cancellation', () => {
    past(requested, authorised, voiding('cancelled')).when(capture('f-1', 600)).then(anew('f-1', 600));
    past(requested, authorised, voiding('cancelled'), voided).when(capture('f-1', 600)).then(anew('f-1', 600));
  });
});

describe('a new authorisation for a parcel', () => {
  const gone = [requested, authorised, voiding('cancelled'), voided, anew('f-1', 600)];
  const granted: PaymentCommand = {
    type: 'RecordParcelAuthorisation',
    data: { orderId, fulfilmentId: 'f-1', attempt: 1, amountMinor: 600, providerRef: 'ref-2' },
  };
  const refused: PaymentCommand = {
    type: 'RecordParcelDecline',
    data: { orderId, fulfilmentId: 'f-1', attempt: 1, triesMax: 4, reason: 'busy' },
  };

  it('is captured at once, and once', () => {
    past(...gone)
      .when(granted)
      .then(reauthorised('f-1', 600), asked('f-1', 600, 1, 'ref-2'));
    past(...gone, reauthorised('f-1', 600), asked('f-1', 600, 1, 'ref-2'))
      .when(granted)
      .then();
  });
  it('may be declined: the capture is retried by a plan', () =>
    past(...gone)
      .when(refused)
      .then(notCaptured(1, { isAuthorisationGone: true })));
  it('outlives the void that it crossed', () =>
    past(
      requested,
      authorised,
      voiding('cancelled'),
      anew('f-1', 600),
      reauthorised('f-1', 600),
      asked('f-1', 600, 1, 'ref-2'),
      voided,
    )
      .when({ type: 'RecordCapture', data: { orderId, fulfilmentId: 'f-1', providerRef: 'cap' } })
      .then(taken('f-1', 600)));
});

describe('a capture that the provider refuses', () => {
  const under = [requested, authorised, asked('f-1', 600)];
  const failure = (attempt: number, isAuthorisationGone = false): PaymentCommand => {
    return {
      type: 'RecordCaptureFailure',
      data: { orderId, fulfilmentId: 'f-1', attempt, triesMax: 4, reason: 'busy', isAuthorisationGone },
    };
  };
  const again: PaymentCommand = { type: 'RetryCapture', data: { orderId, fulfilmentId: 'f-1' } };

  it('is published, once per try', () => {
    past(...under)
      .when(failure(1))
      .then(notCaptured(1));
    past(...under, notCaptured(1))
      .when(failure(1))
      .then();
    past(...under, notCaptured(1), asked('f-1', 600, 2))
      .when(failure(1))
      .then();
  });
  it('is retried under another number', () =>
    past(...under, notCaptured(1))
      .when(again)
      .then(asked('f-1', 600, 2)));
  it('is authorised anew where the authorisation is gone', () => {
    past(...under)
      .when(failure(1, true))
      .then(notCaptured(1, { isAuthorisationGone: true }));
    past(...under, notCaptured(1, { isAuthorisationGone: true }))
      .when(again)
      .then(anew('f-1', 600, 2));
  });
  it('is retried only after it failed', () => {
    past(...under)
      .when(again)
      .then();
    past(...under, taken('f-1', 600))
      .when(again)
      .then();
    past(requested, authorised).when(again).thenRejected('capture-unknown');
  });
  it('is escalated to a person after the fourth try, who may retry', () => {
    const tries = [1, 2, 3].flatMap((n) => [notCaptured(n), asked('f-1', 600, n + 1)]);
    past(...under, ...tries)
      .when(failure(4))
      .then(notCaptured(4, { isLast: true }));
    past(...under, ...tries, notCaptured(4, { isLast: true }))
      .when(again)
      .then(asked('f-1', 600, 5));
  });
});

describe('a parcel with an authorisation of its own', () => {
  const parts = [
    requested,
    authorised,
    asked('f-2', 600),
    taken('f-2', 600),
    anew('f-1', 600),
    reauthorised('f-1', 600),
  ];
  const under = [...parts, asked('f-1', 600, 1, 'ref-2')];

  it('is captured from it again, whatever else is authorised', () =>
    past(...under, notCaptured(1, { authorisedMinor: 1600 }))
      .when({ type: 'RetryCapture', data: { orderId, fulfilmentId: 'f-1' } })
      .then(asked('f-1', 600, 2, 'ref-2')));
  it('leaves the order’s own authorisation as it is when its own is gone', () =>
    past(...under)
      .when({
        type: 'RecordCaptureFailure',
        data: { orderId, fulfilmentId: 'f-1', attempt: 1, triesMax: 4, reason: 'busy', isAuthorisationGone: true },
      })
      .then(notCaptured(1, { isAuthorisationGone: true, authorisedMinor: 1000 })));
  it('leaves no room for another parcel while it waits', () =>
    past(...under, notCaptured(1, { authorisedMinor: 1600 }))
      .when(capture('f-3', 401))
      .then(anew('f-3', 401)));
});

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
      .then(
        credited(100, 0),
        wanted('r-1', 300),
        RefundSucceeded.of({ ...refund('r-1', 300), providerRef: 'invoice' }),
      ));
});

describe('a part of the authorisation', () => {
  const reduce = (amountMinor: number): PaymentCommand => {
    return { type: 'ReduceAuthorisation', data: { orderId, voidId: 'x', amountMinor, reason: 'cancelled' } };
  };
  const partVoided = (amountMinor: number) =>
    VoidRequested.of({ ...voiding('cancelled').data, voidId: 'x', amountMinor, leftMinor: 1000 - amountMinor });

  it('is voided when units are cancelled, once', () => {
    past(requested, authorised).when(reduce(300)).then(partVoided(300));
    past(requested, authorised, partVoided(300)).when(reduce(300)).then();
  });
  it('is not voided where it is captured already', () =>
    past(requested, authorised, asked('f-1', 600)).when(reduce(500)).then(partVoided(400)));
  it('is released once the last parcel has left, where nothing will ask for it', () => {
    const release: PaymentCommand = { type: 'ReleaseAuthorisation', data: { orderId, reason: 'cancelled' } };
    const rest = (amountMinor: number, n = 1, leftMinor = 0) =>
      VoidRequested.of({ ...voiding('cancelled').data, voidId: `rest-${n}`, amountMinor, ...left(leftMinor) });
    past(requested, authorised, asked('f-1', 600))
      .when(release)
      .then(rest(400, 1, 600));
    past(requested, authorised, asked('f-1', 600), rest(400)).when(release).then();
    // The parcel left with units that were cancelled: it was authorised anew, and the order's own authorisation stays
    // as it was.
    const overtaken = [partVoided(300), anew('f-1', 1000), reauthorised('f-1', 1000), asked('f-1', 1000, 1, 'ref-2')];
    past(requested, authorised, ...overtaken)
      .when(release)
      .then(rest(700, 2));
    // Money that is asked for again stays authorised, except where it is authorised anew.
    past(requested, authorised, asked('f-1', 600), notCaptured(1))
      .when(release)
      .then(rest(400, 1, 600), ReleaseAwaited.of({ ...ids, reason: 'cancelled' }));
    past(
      requested,
      authorised,
      partVoided(500),
      anew('f-1', 600),
      notCaptured(1, { isAuthorisationGone: true, authorisedMinor: 500 }),
    )
      .when(release)
      .then(rest(500, 2));
    past(requested, authorised, voiding('cancelled')).when(release).then();
    past().when(release).then();
  });
  it('is released later, where a retried capture gets its own authorisation', () => {
    const awaited = ReleaseAwaited.of({ ...ids, reason: 'cancelled' });
    const failedTwice = [
      partVoided(300),
      asked('f-1', 600),
      notCaptured(1, { authorisedMinor: 700 }),
      asked('f-2', 400, 1),
      notCaptured(1, { fulfilmentId: 'f-2', amountMinor: 400, authorisedMinor: 700 }),
    ];
    past(requested, authorised, ...failedTwice)
      .when({ type: 'ReleaseAuthorisation', data: { orderId, reason: 'cancelled' } })
      .then(awaited);
    past(requested, authorised, ...failedTwice, awaited, asked('f-1', 600, 2), anew('f-2', 400, 2))
      .when({
        type: 'RecordParcelAuthorisation',
        data: { orderId, fulfilmentId: 'f-2', attempt: 2, amountMinor: 400, providerRef: 'ref-2' },
      })
      .then(
        reauthorised('f-2', 400, 2),
        asked('f-2', 400, 2, 'ref-2'),
        VoidRequested.of({ ...voiding('cancelled').data, voidId: 'rest-2', amountMinor: 100, leftMinor: 600 }),
      );
  });
  it('leaves the rest authorised', () =>
    past(requested, authorised, partVoided(300))
      .when({ type: 'RecordVoid', data: { orderId, voidId: 'x', amountMinor: 300, reason: 'cancelled' } })
      .then(
        AuthorisationReduced.of({
          ...ids,
          voidId: 'x',
          amountMinor: 300,
          authorisedMinor: 700,
          currency,
          reason: 'cancelled',
        }),
      ));
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
  it('never goes beyond what was captured', () => {
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
  it('is credited at once for an invoice', () =>
    past(taken('f-1', 1000, 'invoice'))
      .when(requestRefund('r-1', 400))
      .then(wanted('r-1', 400), RefundSucceeded.of({ ...refund('r-1', 400), providerRef: 'invoice' })));
  it('succeeds once, also where only the answer was lost', () => {
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
  it('fails once per try', () => {
    past(...paid, wanted('r-1', 400), sent(1))
      .when(fail(1))
      .then(failed(1));
    past(...paid, wanted('r-1', 400), sent(1), failed(1))
      .when(fail(1))
      .then();
  });
  it('is retried after a failure, and only then', () => {
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
  it('is escalated to a person after the fourth failure, who may retry', () => {
    const escalated = RefundEscalated.of({ refundId: 'r-1', orderId, attempt: 4, amountMinor: 400, reason: 'busy' });
    const tries = [sent(1), failed(1), sent(2), failed(2), sent(3), failed(3), sent(4)];
    past(...paid, wanted('r-1', 400), ...tries)
      .when(fail(4))
      .then(failed(4), escalated);
    past(...paid, wanted('r-1', 400), ...tries, failed(4), escalated)
      .when(retry)
      .then(sent(5));
  });
});

describe('a step of the customer at the bank', () => {
  const url = notPersonal('https://bank.example/step');
  const needed = PaymentActionRequired.of({ ...ids, providerRef: 'ref', url });
  const record: PaymentCommand = { type: 'RecordPaymentAction', data: { orderId, providerRef: 'ref', url } };

  it('is recorded once', () => {
    past(requested).when(record).then(needed);
    past(requested, needed).when(record).then();
    past(requested, authorised).when(record).then();
  });
  it('ends with the authorisation or with the refusal', () => {
    past(requested, needed).when(recordAuthorisation).then(authorised);
    past(requested, needed).when(recordDecline).then(declined);
  });
  it('is called off with the order', () => {
    past(requested, needed).when(voidIt).then(unwanted, voiding('cancelled'));
    past(requested, unwanted).when(record).then(voiding('The order does not want it any more.'));
  });
  it('that was done too late changes nothing: the provider was told to void it', () =>
    past(requested, needed, unwanted, voiding('cancelled')).when(recordAuthorisation).then());
});

describe('an authorisation that is over', () => {
  const expire = (cause: 'age' | 'provider' = 'age', providerRef?: string): PaymentCommand => {
    return { type: 'ExpireAuthorisation', data: { orderId, cause, ...(providerRef && { providerRef }) } };
  };
  const over = (amountMinor: number, leftMinor = 0, cause: 'age' | 'provider' | 'captured' = 'age') => {
    const left = { amountMinor, leftMinor, providerRef: 'ref', token: notPersonal('tok') };
    const reduced = { voidId: 'expired-1', amountMinor, authorisedMinor: 1000 - amountMinor, currency };
    return [
      PaymentAuthExpired.of({ ...ids, voidId: 'expired-1', cause, ...left }),
      AuthorisationReduced.of({ ...ids, ...reduced, reason: 'The authorisation is over.' }),
    ];
  };

  it('makes the next parcel be authorised anew, before its capture', () => {
    past(requested, authorised)
      .when(expire())
      .then(...over(1000));
    past(requested, authorised, ...over(1000))
      .when(capture('f-1', 600))
      .then(anew('f-1', 600));
  });
  it('is over once, and not where nothing of it is left', () => {
    past(requested, authorised, ...over(1000))
      .when(expire())
      .then();
    past(...paid)
      .when(expire())
      .then();
    past(requested, authorised, voiding('cancelled'), voided).when(expire()).then();
  });
  it('leaves a capture under way alone, and another authorisation too', () => {
    past(requested, authorised, asked('f-1', 600))
      .when(expire())
      .then(...over(400, 600));
    past(requested, authorised).when(expire('provider', 'other')).then();
    past(requested, authorised)
      .when(expire('provider', 'ref'))
      .then(...over(1000, 0, 'provider'));
  });
  it('has a failed capture authorised anew', () =>
    past(requested, authorised, asked('f-1', 600), notCaptured(1), ...over(1000))
      .when({ type: 'RetryCapture', data: { orderId, fulfilmentId: 'f-1' } })
      .then(anew('f-1', 600, 2)));
  it('is over with its first capture where the provider allows one only', () => {
    past(requested, authorised, asked('f-1', 600))
      .when({ type: 'RecordCapture', data: { orderId, fulfilmentId: 'f-1', providerRef: 'cap', isClosed: true } })
      .then(taken('f-1', 600), ...over(400, 0, 'captured'));
    past(requested, authorised, asked('f-1', 600), taken('f-1', 600), ...over(400, 0, 'captured'))
      .when(capture('f-2', 400))
      .then(anew('f-2', 400));
  });
});

describe('an authorisation that the provider keeps open for further captures', () => {
  const partVoided = VoidRequested.of({ ...voiding('cancelled').data, voidId: 'x', amountMinor: 400, leftMinor: 600 });
  const open: PaymentCommand = {
    type: 'RecordCapture',
    data: { orderId, fulfilmentId: 'f-1', providerRef: 'cap', isClosed: false },
  };
  const closing = VoidRequested.of({
    ...voiding('Nothing more is captured.').data,
    voidId: 'closed-f-1',
    amountMinor: 0,
  });

  it('is closed with its last capture, where a part of it was voided', () => {
    past(requested, authorised, partVoided, asked('f-1', 600)).when(open).then(taken('f-1', 600), closing);
    past(requested, authorised, partVoided, asked('f-1', 600), taken('f-1', 600), closing)
      .when({ type: 'RecordVoid', data: { orderId, voidId: 'closed-f-1', amountMinor: 0, reason: 'x' } })
      .then();
  });
  it('stays open for what is still captured from it', () => {
    past(requested, authorised, partVoided, asked('f-1', 300)).when(open).then(taken('f-1', 300));
    past(requested, authorised, partVoided, asked('f-1', 300), asked('f-2', 300)).when(open).then(taken('f-1', 300));
  });
  it('closes by itself where all of it was captured', () =>
    past(requested, authorised, asked('f-1', 1000)).when(open).then(taken('f-1', 1000)));
});

describe('a customer whose card pays no parcel', () => {
  const refused = (attempt: number): PaymentCommand => ({
    type: 'RecordCaptureFailure',
    data: {
      orderId,
      fulfilmentId: 'f-1',
      attempt,
      triesMax: 7,
      remindFrom: 4,
      reason: 'busy',
      isAuthorisationGone: false,
    },
  });
  const reminder = (number: number) => PaymentReminderDue.of({ ...parcel('f-1', 600), currency, number });

  it('is reminded after the quick tries, until a person must look', () => {
    past(requested, authorised, asked('f-1', 600, 3))
      .when(refused(3))
      .then(notCaptured(3));
    past(requested, authorised, asked('f-1', 600, 4))
      .when(refused(4))
      .then(notCaptured(4), reminder(1));
    past(requested, authorised, asked('f-1', 600, 6))
      .when(refused(6))
      .then(notCaptured(6), reminder(3));
    past(requested, authorised, asked('f-1', 600, 7))
      .when(refused(7))
      .then(notCaptured(7, { isLast: true }));
  });
});

describe('a dispute', () => {
  const dispute = { disputeId: 'd-1', amountMinor: 700, currency };
  const record = (outcome: 'open' | 'won' | 'lost'): PaymentCommand => ({
    type: 'RecordDispute',
    data: { orderId, ...dispute, reason: 'fraudulent', outcome },
  });
  const received = ChargebackReceived.of({ ...ids, ...dispute, reason: 'fraudulent' });
  const closed = (outcome: 'won' | 'lost') => ChargebackClosed.of({ ...ids, ...dispute, outcome });

  it('is recorded once, and ends once', () => {
    past(...paid)
      .when(record('open'))
      .then(received);
    past(...paid, received)
      .when(record('open'))
      .then();
    past(...paid, received)
      .when(record('lost'))
      .then(closed('lost'));
    past(...paid, received, closed('lost'))
      .when(record('lost'))
      .then();
    past(...paid, received, closed('lost'))
      .when(record('open'))
      .then();
  });
  it('may be heard of when it has ended', () =>
    past(...paid)
      .when(record('won'))
      .then(received, closed('won')));
  it('takes money that cannot be refunded any more, until the shop has won', () => {
    past(...paid, received)
      .when(requestRefund('r-1', 400))
      .thenRejected('refund-beyond-captured');
    past(...paid, received, closed('lost'))
      .when(requestRefund('r-1', 400))
      .thenRejected('refund-beyond-captured');
    past(...paid, received, closed('won'))
      .when(requestRefund('r-1', 400))
      .then(wanted('r-1', 400), sent(1));
  });
  it('of an order that we do not have is nothing of ours', () => past().when(record('open')).then());
});
