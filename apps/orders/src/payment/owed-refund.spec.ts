import { notPersonal, InvoiceOpened, PaymentCaptured, RefundRequested } from '@concord/contracts';
import { derivedId, given } from '@concord/event-sourcing';
import {
  AuthorisationRequested,
  CaptureRequested,
  OwedRefundPaid,
  paymentAggregate,
  RefundOwed,
  RefundSent,
} from './payment.aggregate';
import { byHandMinor } from './payment-sums';
import { payment } from './payment.decider';

const orderId = 'o-1';
const ids = { paymentId: 'o-1.1', orderId };
const currency = 'GBP';
const parcel = (fulfilmentId: string, amountMinor: number) => {
  return { ...ids, fulfilmentId, amountMinor, currency, providerRef: 'ref' };
};
const owed = (amountMinor: number) => RefundOwed.of({ ...ids, refundId: 'r', returnId: 'ret', amountMinor });
const past = given(payment);
const asked = [
  AuthorisationRequested.of({ ...ids, amountMinor: 900, currency }),
  CaptureRequested.of(parcel('f', 900)),
];
const record = (fulfilmentId: string) => {
  return { type: 'RecordCapture' as const, data: { orderId, fulfilmentId, providerRef: 'cap' } };
};
const partId = derivedId('r', 'f');
const paid = (amountMinor: number) => OwedRefundPaid.of({ ...ids, refundId: 'r', partId, amountMinor });
const requested = (amountMinor: number) =>
  RefundRequested.of({
    ...ids,
    refundId: partId,
    returnId: 'ret',
    amountMinor,
    currency,
    reason: notPersonal('Return ret'),
  });

describe('an owed refund', () => {
  const captured = PaymentCaptured.of({ ...parcel('f', 900), providerRef: 'cap' });
  const sent = (amountMinor: number) =>
    RefundSent.of({ refundId: partId, orderId, attempt: 1, amountMinor, currency, providerRef: 'ref' });
  it('is paid as soon as its money comes in', () =>
    past(...asked, owed(500))
      .when(record('f'))
      .then(captured, paid(500), requested(500), sent(500)));
  it('is paid as far as money comes in, and the rest with the next parcel', () =>
    past(...asked, owed(1_000))
      .when(record('f'))
      .then(captured, paid(900), requested(900), sent(900)));
  it('is credited where its money is owed on account', () => {
    const events = payment.decide(
      {
        type: 'CapturePayment',
        data: { ...parcel('f', 900), totalMinor: 900, paymentMethod: 'invoice' },
        at: '2026-01-05T09:00:00.000Z',
        by: { kind: 'system', id: 's', role: 'service' },
      },
      paymentAggregate.evolve(paymentAggregate.initial, owed(500)),
    );
    expect(events).toMatchObject([
      { type: InvoiceOpened.type },
      { type: OwedRefundPaid.type, data: { amountMinor: 500 } },
      { type: 'InvoiceCredited', data: { amountMinor: 500, openMinor: 400 } },
    ]);
  });
  it('counts once against the limit of the person who decided it', () => {
    const state = [...asked, owed(500), captured, paid(500), requested(500)].reduce(
      (before, event) => paymentAggregate.evolve(before, event),
      paymentAggregate.initial,
    );
    expect(byHandMinor(state)).toBe(500);
  });
});
