import { orderEvents } from '@concord/contracts';
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
