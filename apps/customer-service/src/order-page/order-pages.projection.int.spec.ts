import { notPersonal, orderEvents } from '@concord/contracts';
import type { DomainEvent, RecordedEvent } from '@concord/event-sourcing';
import { orderPages, OrderPageRow } from './order-pages.projection';

const orderId = 'order-1';
const recorded = (event: DomainEvent, minute: number): RecordedEvent => ({
  ...event,
  eventId: `event-${minute}`,
  streamId: `${event.type}-1`,
  version: 1,
  occurredAt: `2026-01-05T09:0${minute}:00.000Z`,
  meta: { correlationId: 'c', causationId: 'c', actor: { kind: 'user', id: 'u', role: 'customer' } },
});
const { OrderPlaced, PaymentAuthorised, PaymentVoided } = orderEvents;
const placed = recorded(
  OrderPlaced.of({
    orderId,
    currency: 'GBP',
    lines: [],
    goodsMinor: 1500,
    discountMinor: 0,
    totalMinor: 1500,
    shipTo: { country: 'United Kingdom' },
    channel: 'b2c',
    orderedAt: '2026-01-05T09:00:00.000Z',
  }),
  1,
);
const payment = { paymentId: 'p', orderId, amountMinor: 1500 };
const authorised = recorded(PaymentAuthorised.of({ ...payment, currency: 'GBP', providerRef: 'ref' }), 2);
const voided = recorded(PaymentVoided.of({ ...payment, reason: 'cancelled' }), 3);

const pageAfter = (...events: RecordedEvent[]) => {
  const empty = Object.assign(new OrderPageRow(), { orderId });
  return events.reduce((row, event) => orderPages.apply(row, event, { orderId }) ?? row, empty);
};

describe('the page of an order', () => {
  it('is the same in whatever order partitions are heard', () =>
    expect(pageAfter(authorised, voided, placed)).toEqual(pageAfter(placed, authorised, voided)));
});

describe('the refunds on the page of an order', () => {
  const { RefundRequested, RefundSucceeded, RefundWrittenOff, RefundPaidAfterAll, RefundBounced } = orderEvents;
  const ids = { refundId: 'r', orderId, returnId: 'x', currency: 'GBP' };
  const asked = RefundRequested.of({ ...ids, paymentId: 'p', amountMinor: 400, reason: notPersonal('broken') });
  const writtenOff = RefundWrittenOff.of({ ...ids, amountMinor: 100, paidMinor: 300 });
  const afterAll = (settledAs: 'paid-out' | 'written-off', amountMinor: number, paidMinor: number) =>
    RefundPaidAfterAll.of({ ...ids, settledAs, amountMinor, paidMinor, providerRef: 're_2' });
  const succeeded = RefundSucceeded.of({ ...ids, amountMinor: 400, providerRef: 're_1' });
  const bounced = RefundBounced.of({
    ...ids,
    amountMinor: 400,
    bouncedMinor: 300,
    paidMinor: 400,
    providerRef: 're_2',
    reason: 'lost',
  });
  const said = (...events: DomainEvent[]) => {
    const { refundedMinor, refunds, returns } = pageAfter(...events.map((event, at) => recorded(event, at)));
    return [refundedMinor, refunds[0]!.status, returns[0]!.refunds];
  };

  it('say what had gone back before one was written off, and what went back after all', () => {
    expect(said(asked, writtenOff)).toEqual([300, 'written_off', { r: 300 }]);
    expect(said(asked, writtenOff, afterAll('written-off', 50, 350))).toEqual([350, 'written_off', { r: 350 }]);
  });
  it('say what went back twice, until it bounces', () => {
    const twice = [asked, succeeded, afterAll('paid-out', 300, 700)];
    expect(said(...twice)).toEqual([700, 'succeeded', { r: 700 }]);
    expect(said(...twice, bounced)).toEqual([400, 'succeeded', { r: 400 }]);
  });
});
