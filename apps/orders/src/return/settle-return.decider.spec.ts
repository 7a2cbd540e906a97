import {
  OrderConfirmed,
  OrderPlaced,
  PaymentCaptured,
  RefundRequested,
  RefundSucceeded,
  ReturnAuthorised,
  ReturnRejected,
  ReturnSettled,
} from '@concord/contracts';
import { derivedId, givenStreams, SPEC_TIME, type Stream } from '@concord/event-sourcing';
import { orderAggregate, ParcelArrived, ParcelLeft, UnitsPromisedBack } from '../order/order.aggregate';
import { paymentAggregate } from '../payment/payment.aggregate';
import { requestReturn } from './request-return.decider';
import { returnCase } from './return.aggregate';
import { ReturnPlaceNoted, returnPlacesAggregate } from './return-places.aggregate';
import { settleReturn } from './settle-return.decider';

const orderId = 'o-1';
const returnId = 'ret-1';
const shipTo = { country: 'GB' };
const line = { title: 'Tee', discounts: [], stocked: true };
// Three tees for 10.00 after a promotion: 3.34, 3.33, 3.33.
const lines = [
  { ...line, lineId: '1', sku: 'TEE', quantity: 3, unitMinor: 400, totalMinor: 1000 },
  { ...line, lineId: '2', sku: 'POST', quantity: 1, unitMinor: 450, totalMinor: 450, stocked: false },
];
const placed = OrderPlaced.of({
  ...{ orderId, customerId: 'c-1', currency: 'GBP', lines, goodsMinor: 1650, discountMinor: 200, totalMinor: 1450 },
  ...{ shipTo, channel: 'b2c', orderedAt: SPEC_TIME },
});
const allocations = [{ sku: 'TEE', warehouse: 'NORTH', quantity: 3 }];
const confirmed = OrderConfirmed.of({ orderId, currency: 'GBP', lines, totalMinor: 1450, allocations, shipTo });
const units = [
  { lineId: '1', sku: 'TEE', quantity: 3 },
  { lineId: '2', sku: 'POST', quantity: 1 },
];
const left = ParcelLeft.of({
  ...{ orderId, fulfilmentId: 'o-1.NORTH', warehouse: 'NORTH', units, amountMinor: 1450, totalMinor: 1450 },
  ...{ currency: 'GBP', paymentMethod: 'invoice' },
});
const arrived = (deliveredAt = '2026-01-01T00:00:00.000Z', recordedAt = deliveredAt) =>
  ParcelArrived.of({ orderId, fulfilmentId: 'o-1.NORTH', deliveredAt, recordedAt });
const promised = (quantity: number, paidMinor: number, id = returnId) =>
  UnitsPromisedBack.of({ orderId, returnId: id, lines: [{ lineId: '1', sku: 'TEE', quantity, paidMinor }] });
const anOrder = (...events: Stream['events']): Stream => ({ of: orderAggregate, id: orderId, events });
const delivered = anOrder(placed, confirmed, left, arrived());

const back = (quantity: number, more: { lineId?: string; sku?: string } = {}) => {
  return { lineId: '1', sku: 'TEE', quantity, reason: 'too small', ...more };
};
const request = (...wanted: ReturnType<typeof back>[]) => {
  return { type: 'RequestReturn' as const, data: { returnId, orderId, lines: wanted } };
};
const authorised = (quantity: number) =>
  ReturnAuthorised.of({
    ...{ returnId, orderId, customerId: 'c-1', lines: [back(quantity)] },
    ...{ deadline: '2026-01-19T09:00:00.000Z', toWarehouse: 'NORTH' },
  });
const aReturn = (...events: Stream['events']): Stream => ({ of: returnCase, id: returnId, events });
const rejectedFor = (reason: string) => ({
  when(...[streams, command, at]: [Stream[], ReturnType<typeof request>, string?]) {
    const decided = requestReturn.decideJointly(
      { ...command, at: at ?? SPEC_TIME, by: { kind: 'system', id: 's', role: 'service' } },
      (aggregate, id) => {
        const found = streams.find((stream) => stream.of === aggregate && stream.id === id);
        return (found?.events ?? []).reduce((state, event) => aggregate.evolve(state, event), aggregate.initial);
      },
    );
    const events = Array.isArray(decided) ? decided.flatMap((change) => change.events) : [];
    expect(events.map(({ type, data }) => [type, (data as { reason: string }).reason])).toEqual([
      [ReturnRejected.type, reason],
    ]);
  },
});

describe('asking for a return', () => {
  const past = givenStreams(requestReturn);
  it('is granted for what was delivered, to the warehouse that sent it', () =>
    past(delivered)
      .when(request(back(2)))
      .then(authorised(2), promised(2, 667)));
  it('goes to another warehouse where the one that sent it takes no returns', () => {
    const places = (...noted: { warehouse: string; acceptsReturns: boolean }[]): Stream => {
      return { of: returnPlacesAggregate, id: 'all', events: noted.map((place) => ReturnPlaceNoted.of(place)) };
    };
    const dark = { warehouse: 'NORTH', acceptsReturns: false };
    past(delivered, places(dark, { warehouse: 'SOUTH', acceptsReturns: true }))
      .when(request(back(2)))
      .then(ReturnAuthorised.of({ ...authorised(2).data, toWarehouse: 'SOUTH' }), promised(2, 667));
    rejectedFor('no-warehouse-takes-returns').when([delivered, places(dark)], request(back(1)));
  });
  it('merges what names a line twice', () =>
    past(delivered)
      .when(request(back(1), back(1)))
      .then(authorised(2), promised(2, 667)));
  it('is answered once', () =>
    past(delivered, aReturn(authorised(2)))
      .when(request(back(2)))
      .then());
  it('leaves the units of an earlier return alone', () =>
    past(anOrder(placed, confirmed, left, arrived(), promised(2, 667, 'ret-0')))
      .when(request(back(1)))
      .then(authorised(1), promised(1, 333)));
  it('counts the window from when we were told, where that was later', () =>
    past(anOrder(placed, confirmed, left, arrived('2011-05-01T00:00:00.000Z', '2026-01-04T00:00:00.000Z')))
      .when(request(back(2)))
      .then(authorised(2), promised(2, 667)));
  it('is rejected after 30 days', () =>
    rejectedFor('window-closed').when([delivered], request(back(1)), '2026-02-01T00:00:00.000Z'));
  it('is rejected before anything has arrived', () =>
    rejectedFor('order-not-delivered').when([anOrder(placed, confirmed, left)], request(back(1))));
  it('is rejected for an order that nobody knows', () => rejectedFor('order-unknown').when([], request(back(1))));
  it('is rejected for a line that is not there', () => {
    rejectedFor('line-unknown').when([delivered], request(back(1, { lineId: '9' })));
    rejectedFor('line-unknown').when([delivered], request(back(1, { sku: 'MUG' })));
  });
  it('is rejected for a service', () =>
    rejectedFor('line-not-returnable').when([delivered], request(back(1, { lineId: '2', sku: 'POST' }))));
  it('is rejected for more than was delivered', () =>
    rejectedFor('quantity-beyond-delivered').when([delivered], request(back(4))));
  it('is rejected for units that another return has', () =>
    rejectedFor('quantity-beyond-delivered').when(
      [anOrder(placed, confirmed, left, arrived(), promised(3, 1000, 'ret-0'))],
      request(back(1)),
    ));
  it('is rejected for somebody else', () => {
    const command = request(back(1));
    rejectedFor('order-of-another').when([delivered], {
      ...command,
      data: { ...command.data, customerId: 'c-2' },
    } as never);
  });
});

describe('settling a return', () => {
  const past = givenStreams(settleReturn);
  const graded = (grade: 'A' | 'B' | 'C' | 'D' | 'M' | 'W', quantity: number) => {
    return { lineId: '1', sku: 'TEE', grade, quantity };
  };
  const settle = (...grades: ReturnType<typeof graded>[]) => {
    return { type: 'SettleReturn' as const, data: { returnId, graded: grades } };
  };
  const captured = (amountMinor: number): Stream => {
    const money = { paymentId: 'o-1.1', orderId, fulfilmentId: 'o-1.NORTH', amountMinor, currency: 'GBP' };
    return { of: paymentAggregate, id: 'o-1.1', events: [PaymentCaptured.of({ ...money, providerRef: 'invoice' })] };
  };
  const ready = [
    anOrder(placed, confirmed, left, arrived(), promised(3, 1000)),
    aReturn(authorised(3)),
    captured(1450),
  ];
  const settled = (refundMinor: number, ...parts: [ReturnType<typeof graded>, number][]) => {
    const byGrade = parts.map(([group, amount]) => ({ ...group, refundMinor: amount }));
    return ReturnSettled.of({ returnId, orderId, refundMinor, currency: 'GBP', byGrade });
  };
  const refund = (amountMinor: number) => {
    return { refundId: derivedId(returnId, 'refund'), orderId, returnId, amountMinor, currency: 'GBP' };
  };
  const refunded = (amountMinor: number) => [
    RefundRequested.of({ ...refund(amountMinor), paymentId: 'o-1.1', reason: `Return ${returnId}` }),
    RefundSucceeded.of({ ...refund(amountMinor), providerRef: 'invoice' }),
  ];

  it('pays back what was paid for units as new', () =>
    past(...ready)
      .when(settle(graded('A', 3)))
      .then(settled(1000, [graded('A', 3), 1000]), ...refunded(1000)));
  it('pays 80 percent for opened and 50 for damaged ones, never more than was paid', () =>
    past(...ready)
      .when(settle(graded('A', 1), graded('B', 1), graded('C', 1)))
      .then(settled(766, [graded('A', 1), 334], [graded('B', 1), 266], [graded('C', 1), 166]), ...refunded(766)));
  it.each(['D', 'M', 'W'] as const)('pays nothing for grade %s and is settled without a refund', (grade) =>
    past(...ready)
      .when(settle(graded(grade, 3)))
      .then(settled(0, [graded(grade, 3), 0])),
  );
  it('pays no more than is left of what was taken', () =>
    past(ready[0]!, ready[1]!, captured(300))
      .when(settle(graded('A', 3)))
      .then(settled(300, [graded('A', 3), 300]), ...refunded(300)));
  it('happens once', () =>
    past(...ready.slice(0, 1), aReturn(authorised(3), settled(1000, [graded('A', 3), 1000])), captured(1450))
      .when(settle(graded('A', 3)))
      .then());
  it('needs a return', () =>
    past(delivered)
      .when(settle(graded('A', 1)))
      .thenRejected('return-unknown'));
});
