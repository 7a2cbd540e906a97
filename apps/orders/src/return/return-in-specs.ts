import {
  notPersonal,
  OrderConfirmed,
  OrderPlaced,
  ReturnAuthorised,
  ReturnRejected,
  ReturnSettled,
} from '@concord/contracts';
import { SPEC_TIME, type Stream } from '@concord/event-sourcing';
import { orderAggregate, ParcelArrived, ParcelLeft, UnitsPromisedBack } from '../order/order.aggregate';
import { requestReturn } from './request-return.decider';
import { returnCase } from './return.aggregate';

/** What the specs of returns share: an order that arrived, and the returns of it. */
export const orderId = 'o-1';
export const returnId = 'ret-1';
export const shipTo = { country: 'GB' };
export const line = { title: 'Tee', discounts: [], stocked: true };
// Three tees for 10.00 after a promotion: 3.33, 3.34, 3.33.
export const lines = [
  { ...line, lineId: '1', sku: 'TEE', quantity: 3, unitMinor: 400, totalMinor: 1000 },
  { ...line, lineId: '2', sku: 'POST', quantity: 1, unitMinor: 450, totalMinor: 450, stocked: false },
];
export const placed = OrderPlaced.of({
  orderId,
  customerId: 'c-1',
  currency: 'GBP',
  lines,
  goodsMinor: 1650,
  discountMinor: 200,
  totalMinor: 1450,
  shipTo,
  channel: 'b2c',
  orderedAt: SPEC_TIME,
});
export const allocations = [{ sku: 'TEE', warehouse: 'NORTH', quantity: 3 }];
export const confirmed = OrderConfirmed.of({ orderId, currency: 'GBP', lines, totalMinor: 1450, allocations, shipTo });
export const units = [
  { lineId: '1', sku: 'TEE', quantity: 3 },
  { lineId: '2', sku: 'POST', quantity: 1 },
];
export const left = ParcelLeft.of({
  orderId,
  fulfilmentId: 'o-1.NORTH',
  warehouse: 'NORTH',
  units,
  amountMinor: 1450,
  totalMinor: 1450,
  currency: 'GBP',
  paymentMethod: 'invoice',
});
export const arrived = (deliveredAt = '2026-01-01T00:00:00.000Z', recordedAt = deliveredAt) =>
  ParcelArrived.of({ orderId, fulfilmentId: 'o-1.NORTH', deliveredAt, recordedAt });
export const promised = (quantity: number, paidMinor: number, id = returnId) =>
  UnitsPromisedBack.of({ orderId, returnId: id, lines: [{ lineId: '1', sku: 'TEE', quantity, paidMinor }] });
export const anOrder = (...events: Stream['events']): Stream => ({ of: orderAggregate, id: orderId, events });
export const delivered = anOrder(placed, confirmed, left, arrived());

export const back = (quantity: number, more: { lineId?: string; sku?: string } = {}) => {
  return { lineId: '1', sku: 'TEE', quantity, reason: notPersonal('too small'), ...more };
};
export const request = (...wanted: ReturnType<typeof back>[]) => {
  return { type: 'RequestReturn' as const, data: { returnId, orderId, lines: wanted, parcelDays: 14 } };
};
export const authorised = (quantity: number) =>
  ReturnAuthorised.of({
    returnId,
    orderId,
    customerId: 'c-1',
    lines: [back(quantity)],
    deadline: '2026-01-19T09:00:00.000Z',
    toWarehouse: 'NORTH',
  });
export const aReturn = (...events: Stream['events']): Stream => ({ of: returnCase, id: returnId, events });
export const rejectedFor = (reason: string) => ({
  when(streams: Stream[], command: ReturnType<typeof request>, at = SPEC_TIME) {
    const decided = requestReturn.decideJointly(
      { ...command, at, by: { kind: 'system', id: 's', role: 'service' } },
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

export const settledForNothing = ReturnSettled.of({ returnId, orderId, refundMinor: 0, currency: 'GBP', byGrade: [] });
