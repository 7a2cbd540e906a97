import { AuthorisationReduced, PaymentReminderDue } from '@concord/contracts';
import { type PaymentCommand } from './payment.decider';
import { ReleaseAwaited, VoidRequested } from './payment.aggregate';
import {
  past,
  orderId,
  ids,
  currency,
  requested,
  authorised,
  voiding,
  voided,
  parcel,
  left,
  asked,
  anew,
  reauthorised,
  notCaptured,
  taken,
  paid,
  capture,
  recordCapture,
} from './payment-in-specs';

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
