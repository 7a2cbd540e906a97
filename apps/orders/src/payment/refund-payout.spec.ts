import {
  InvoiceOpened,
  InvoicePaymentRecorded,
  notPersonal,
  RefundBounced,
  RefundEscalated,
  RefundPaidAfterAll,
  RefundPayoutDue,
  RefundPayoutOverdue,
  RefundSucceeded,
  RefundWrittenOff,
} from '@concord/contracts';
import { type Actor } from '@concord/event-sourcing';
import type { PaymentCommand } from './payment.decider';
import {
  currency,
  failed,
  given400,
  ids,
  orderId,
  paid,
  parcel,
  past,
  recordRefund,
  refund,
  requestRefund,
  retry,
  sent,
  wanted,
} from './payment-in-specs';
import { RefundPartBounced, RefundPartPaid, RefundWriteOffProposed } from './refund-parts';

const refundId = 'r-1';
const payOut = (amountMinor = 400, payoutId = 'p-1'): PaymentCommand => {
  const payout = { payoutId, amountMinor, method: 'bank-transfer', reference: 'bank 7' } as const;
  return { type: 'RecordPayout', data: { orderId, refundId, ...payout } };
};
const paidOut = (amountMinor = 400) =>
  RefundSucceeded.of({
    ...refund(refundId, 400),
    providerRef: 'bank 7',
    payout: { payoutId: 'p-1', method: 'bank-transfer', amountMinor },
  });
const due = (amountMinor = 400) => RefundPayoutDue.of(refund(refundId, amountMinor));
const propose: PaymentCommand = {
  type: 'ProposeWriteOff',
  data: { orderId, refundId, reason: notPersonal('the customer does not answer') },
};
const writeOff: PaymentCommand = { type: 'WriteOffRefund', data: { orderId, refundId } };
const person = (id: string): { by: Actor } => ({ by: { kind: 'user', id, role: 'cs_lead' } });
const proposedBy = (id: string) =>
  RefundWriteOffProposed.of({ refundId, orderId, reason: notPersonal('the customer does not answer'), proposedBy: id });
const writtenOff = (amountMinor = 400) =>
  RefundWrittenOff.of({ ...refund(refundId, amountMinor), paidMinor: 400 - amountMinor });
const succeeded = (providerRef: string) => RefundSucceeded.of({ ...refund(refundId, 400), providerRef });
const part = (providerRef: string, amountMinor: number) =>
  RefundPartPaid.of({ refundId, orderId, currency, providerRef, amountMinor });
const afterAll = (settledAs: 'paid-out' | 'written-off', paidMinor: number, amountMinor = 400, providerRef = 'back') =>
  RefundPaidAfterAll.of({ ...refund(refundId, amountMinor), paidMinor, settledAs, providerRef });
const recordParts = (...parts: (readonly [string, number])[]): PaymentCommand => {
  const told = parts.map(([providerRef, amountMinor]) => ({ providerRef, amountMinor }));
  return { type: 'RecordRefund', data: { orderId, refundId, parts: told } };
};
const bounce = (providerRef: string, amountMinor: number): PaymentCommand => {
  return { type: 'RecordRefundBounce', data: { orderId, refundId, providerRef, amountMinor, reason: 'lost' } };
};
const bounced = (providerRef: string, bouncedMinor: number, paidMinor: number) => {
  const about = { providerRef, reason: 'lost' };
  return [
    RefundPartBounced.of({ refundId, orderId, currency, amountMinor: bouncedMinor, ...about }),
    RefundBounced.of({ ...refund(refundId, 400), bouncedMinor, paidMinor, ...about }),
  ];
};

const gaveUp = (attempt: number) =>
  RefundEscalated.of({ refundId, orderId, attempt, amountMinor: 400, reason: 'card closed' });
/** The card of the customer is closed. */
const escalated = [...paid, wanted(refundId, 400), sent(1), failed(1), gaveUp(1)];
const invoiced = [
  InvoiceOpened.of({ ...parcel('f-1', 600), currency }),
  InvoicePaymentRecorded.of({ ...ids, receiptId: 'p', reference: 'b', amountMinor: 600, openMinor: 0, currency }),
];
const waiting = [...invoiced, wanted(refundId, 400), due()];

describe('a refund of an invoice that was paid', () => {
  it('waits to be paid out', () =>
    past(...invoiced)
      .when(requestRefund(refundId, 400))
      .then(wanted(refundId, 400), due()));
  it('is done when a person records that it was paid out, once', () => {
    past(...waiting)
      .when(payOut())
      .then(paidOut());
    past(...waiting, paidOut())
      .when(payOut())
      .then();
    past(...waiting, paidOut())
      .when(payOut(400, 'p-2'))
      .thenRejected('refund-settled');
  });
  it('counts as given from its request on', () =>
    past(...waiting)
      .when(requestRefund('r-2', 201))
      .thenRejected('refund-beyond-captured'));
  it('goes to no card', () =>
    past(...waiting)
      .when(retry)
      .thenRejected('refund-not-by-card'));
  it('is overdue once, where nobody pays it out', () => {
    const note: PaymentCommand = { type: 'NotePayoutOverdue', data: { orderId, refundId } };
    const overdue = RefundPayoutOverdue.of(refund(refundId, 400));
    past(...waiting)
      .when(note)
      .then(overdue);
    past(...waiting, overdue)
      .when(note)
      .then();
    past(...waiting, paidOut())
      .when(note)
      .then();
  });
});

describe('a refund that the card refuses for good', () => {
  it('is paid out in another way', () =>
    past(...escalated)
      .when(payOut())
      .then(paidOut()));
  it('is paid out in the part that the card did not get', () => {
    past(...escalated, part('re_1', 300))
      .when(payOut())
      .thenRejected('payout-differs');
    past(...escalated, part('re_1', 300))
      .when(payOut(100))
      .then(paidOut(100));
  });
  it('is not paid out or written off while it is tried again by itself', () => {
    const retried = escalated.slice(0, -1);
    past(...retried)
      .when(payOut())
      .thenRejected('refund-under-way');
    past(...retried)
      .when(propose)
      .thenRejected('refund-under-way');
  });
  it('is paid out where it had gone back, and bounced', () =>
    past(...paid, wanted(refundId, 400), sent(1), given400, ...bounced('back', 400, 0))
      .when(payOut())
      .then(paidOut()));
  it('is not paid out while the card is asked, or after it paid', () => {
    past(...escalated, sent(2))
      .when(payOut())
      .thenRejected('refund-under-way');
    past(...escalated, sent(2), given400)
      .when(payOut())
      .thenRejected('refund-settled');
    past(...paid)
      .when(payOut())
      .thenRejected('refund-unknown');
  });
  it('is not sent to the card any more once it was paid out', () =>
    past(...escalated, paidOut())
      .when(retry)
      .thenRejected('refund-not-by-card'));
  it('is told where the card got it after all', () => {
    past(...escalated, paidOut())
      .when(recordRefund)
      .then(part('back', 400), afterAll('paid-out', 800));
    past(...escalated, paidOut(), part('back', 400), afterAll('paid-out', 800))
      .when(recordRefund)
      .then();
  });
  it('is told as paid twice only in what goes beyond it', () => {
    const came = [...escalated, part('re_1', 300), paidOut(100), ...bounced('re_1', 300, 100), due(300)];
    past(...came)
      .when(recordParts(['re_2', 300]))
      .then(part('re_2', 300), succeeded('re_2'));
    past(...came)
      .when(recordParts(['re_2', 200]))
      .then(part('re_2', 200));
    past(...came)
      .when(recordParts(['re_2', 200], ['re_3', 150]))
      .then(part('re_2', 200), part('re_3', 150), succeeded('re_3'), afterAll('paid-out', 450, 50, 're_3'));
  });
  it('names the reference that paid, and none that bounced', () =>
    past(...escalated, part('re_1', 300), paidOut(100), ...bounced('re_1', 300, 100), due(300))
      .when(recordParts(['re_2', 300], ['re_1', 300]))
      .then(part('re_2', 300), succeeded('re_2')));
  it('waits to be paid out again where the part of the card comes back', () => {
    past(...escalated, part('re_1', 300), paidOut(100))
      .when(bounce('re_1', 300))
      .then(...bounced('re_1', 300, 100), due(300));
    past(...escalated, part('re_1', 300), paidOut(100), ...bounced('re_1', 300, 100), due(300))
      .when(retry)
      .thenRejected('refund-not-by-card');
  });
  it('stays paid where what went back twice comes back', () => {
    const twice = [...escalated, paidOut(), part('re_1', 300), afterAll('paid-out', 700, 300, 're_1')];
    past(...twice)
      .when(bounce('re_1', 300))
      .then(...bounced('re_1', 300, 400));
    past(...twice, ...bounced('re_1', 300, 400))
      .when(payOut(0, 'p-2'))
      .thenRejected('refund-settled');
  });
});

describe('a refund that is written off', () => {
  it('takes two persons', () => {
    past(...escalated)
      .when(propose, person('ann'))
      .then(proposedBy('ann'));
    past(...escalated, proposedBy('ann'))
      .when(writeOff, person('bob'))
      .then(writtenOff());
    past(...escalated, proposedBy('ann'))
      .when(writeOff, person('ann'))
      .thenRejected('second-person-needed');
    past(...escalated)
      .when(writeOff, person('bob'))
      .thenRejected('write-off-not-proposed');
  });
  it('is proposed once', () => {
    past(...escalated, proposedBy('ann'))
      .when(propose, person('ann'))
      .then();
    past(...escalated, proposedBy('ann'))
      .when(propose, person('bob'))
      .thenRejected('write-off-proposed');
  });
  it('is proposed anew once the refund was tried again', () =>
    past(...escalated, proposedBy('ann'), sent(2), failed(2), gaveUp(2))
      .when(writeOff, person('bob'))
      .thenRejected('write-off-not-proposed'));
  it('is proposed anew where what had gone back of it comes back, as more is owed then', () => {
    const proposed = [...escalated, part('re_1', 300), proposedBy('ann')];
    past(...proposed, ...bounced('re_1', 300, 0))
      .when(writeOff, person('bob'))
      .thenRejected('write-off-not-proposed');
    past(...proposed, ...bounced('re_1', 300, 0))
      .when(propose, person('ann'))
      .then(proposedBy('ann'));
    // What nobody had counted as paid changes nothing.
    const uncounted = RefundPartBounced.of({
      refundId,
      orderId,
      currency,
      amountMinor: 0,
      providerRef: 're_2',
      reason: 'lost',
    });
    past(...proposed, uncounted)
      .when(writeOff, person('bob'))
      .then(writtenOff(100));
  });
  it('is neither under way nor paid', () => {
    past(...escalated, sent(2))
      .when(propose)
      .thenRejected('refund-under-way');
    past(...waiting, paidOut())
      .when(propose)
      .thenRejected('refund-settled');
    past(...escalated, proposedBy('ann'), writtenOff())
      .when(writeOff, person('bob'))
      .thenRejected('refund-settled');
  });
  it('leaves out what went back', () =>
    past(...escalated, part('re_1', 300), proposedBy('ann'))
      .when(writeOff, person('bob'))
      .then(writtenOff(100)));
  it('goes to no card, and frees no money for other refunds', () => {
    past(...escalated, proposedBy('ann'), writtenOff())
      .when(retry)
      .thenRejected('refund-not-by-card');
    past(...escalated, proposedBy('ann'), writtenOff())
      .when(requestRefund('r-2', 601))
      .thenRejected('refund-beyond-captured');
  });
  it('is paid out where the customer comes for it', () =>
    past(...escalated, proposedBy('ann'), writtenOff())
      .when(payOut())
      .then(paidOut()));
  it('is told where the card got it after all, and is paid then', () =>
    past(...escalated, proposedBy('ann'), writtenOff())
      .when(recordRefund)
      .then(part('back', 400), given400, afterAll('written-off', 400)));
  it('is told in the part that the card got after all, and what of it went back by then', () =>
    past(...escalated, part('re_1', 100), proposedBy('ann'), writtenOff(300))
      .when(recordParts(['re_2', 200]))
      .then(part('re_2', 200), afterAll('written-off', 300, 200, 're_2')));
  it('is told as written off where a payout before it was for another part', () =>
    past(
      ...escalated,
      part('re_1', 300),
      paidOut(100),
      ...bounced('re_1', 300, 100),
      due(300),
      proposedBy('ann'),
      RefundWrittenOff.of({ ...refund(refundId, 300), paidMinor: 100 }),
    )
      .when(recordParts(['re_2', 300]))
      .then(part('re_2', 300), succeeded('re_2'), afterAll('written-off', 400, 300, 're_2')));
});
