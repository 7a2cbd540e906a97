import {
  AuthorisationReduced,
  ChargebackClosed,
  ChargebackReceived,
  PaymentActionRequired,
  UnmatchedPaymentReceived,
  notPersonal,
} from '@concord/contracts';
import { PaymentAuthExpired } from './payment-expiry';
import { type PaymentCommand } from './payment.decider';
import { VoidRequested } from './payment.aggregate';
import {
  past,
  orderId,
  ids,
  currency,
  requested,
  authorised,
  declined,
  unwanted,
  voiding,
  voided,
  asked,
  anew,
  notCaptured,
  taken,
  paid,
  wanted,
  sent,
  recordAuthorisation,
  recordDecline,
  voidIt,
  capture,
  requestRefund,
} from './payment-in-specs';

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
