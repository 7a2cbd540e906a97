import {
  notPersonal,
  OrderConfirmed,
  OrderPlaced,
  ReturnAuthorised,
  ReturnCancelled,
  ReturnDecisionNeeded,
  ReturnSettled,
} from '@concord/contracts';
import { fold, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import {
  orderAggregate,
  ParcelArrived,
  ParcelLeft,
  UnitsPromisedBack,
  UnitsPromiseEnded,
  type OrderEvent,
} from '../order/order.aggregate';
import { returnCase, ReturnParcelNoted, type ReturnEvent } from './return.aggregate';
import { settleReturn } from './settle-return.decider';
import type { Graded } from './units-back';

const orderId = 'o-1';
const shipTo = { country: 'GB' };
const lines = [
  {
    lineId: '1',
    sku: 'TEE',
    title: 'Tee',
    quantity: 3,
    unitMinor: 400,
    discounts: [],
    totalMinor: 1200,
    stocked: true,
  },
];
const money = { currency: 'GBP', totalMinor: 1200 };
const sent = [
  OrderPlaced.of({
    orderId,
    customerId: 'c-1',
    lines,
    goodsMinor: 1200,
    discountMinor: 0,
    ...money,
    shipTo,
    channel: 'b2c',
    orderedAt: SPEC_TIME,
  }),
  OrderConfirmed.of({
    orderId,
    lines,
    shipTo,
    ...money,
    allocations: [{ sku: 'TEE', warehouse: 'NORTH', quantity: 3 }],
  }),
  ParcelLeft.of({
    orderId,
    fulfilmentId: 'f',
    warehouse: 'NORTH',
    units: [{ lineId: '1', sku: 'TEE', quantity: 3 }],
    amountMinor: 1200,
    paymentMethod: 'invoice',
    ...money,
  }),
  ParcelArrived.of({ orderId, fulfilmentId: 'f', deliveredAt: SPEC_TIME, recordedAt: SPEC_TIME }),
];
const promised = (returnId: string, quantity: number, paidMinor = 0) =>
  UnitsPromisedBack.of({ orderId, returnId, lines: [{ lineId: '1', sku: 'TEE', quantity, paidMinor }] });
const authorised = (returnId: string, quantity: number) =>
  ReturnAuthorised.of({
    returnId,
    orderId,
    customerId: 'c-1',
    lines: [{ lineId: '1', sku: 'TEE', quantity, reason: notPersonal('too small') }],
    deadline: SPEC_TIME,
    toWarehouse: 'NORTH',
  });
const calledOff = (returnId: string, reason = 'kept') =>
  ReturnCancelled.of({ returnId, orderId, customerId: 'c-1', reason: notPersonal(reason) });
const settledFor = (returnId: string) =>
  ReturnSettled.of({ returnId, orderId, refundMinor: 0, currency: 'GBP', byGrade: [] });
const part = (grade: Graded['grade'], quantity: number): Graded => ({ lineId: '1', sku: 'TEE', grade, quantity });

/** What becomes of the cancelled return `a` when its parcel is inspected. */
function settling(graded: readonly Graded[], ofOrder: OrderEvent[], others: Record<string, ReturnEvent[]>) {
  const returns: Record<string, ReturnEvent[]> = { a: [authorised('a', 3), calledOff('a')], ...others };
  const result = settleReturn.decideJointly(
    {
      type: 'SettleReturn',
      data: { returnId: 'a', graded, givesShippingBack: true },
      at: SPEC_TIME,
      by: { kind: 'system', id: 's', role: 'service' },
    },
    (aggregate, id) => {
      if (aggregate.kind === orderAggregate.kind) return fold(aggregate, [...sent, ...ofOrder] as DomainEvent[]);
      return fold(aggregate, aggregate.kind === returnCase.kind ? (returns[id] ?? []) : []);
    },
  );
  if (!Array.isArray(result)) throw new Error('Refused.');
  const events = result.flatMap((change) => [...change.events]);
  const settled = events.find(({ type }) => type === ReturnSettled.type)!.data as { byGrade: Graded[] };
  return {
    counted: settled.byGrade.map(({ grade, quantity }) => ({ grade, quantity })),
    asked: events.flatMap(({ type, data }) =>
      type === ReturnDecisionNeeded.type ? (data as { lines: Graded[] }).lines : [],
    ),
    rest: events.filter(({ type }) =>
      ([ReturnCancelled, UnitsPromisedBack, UnitsPromiseEnded] as { type: string }[]).some((one) => one.type === type),
    ),
  };
}

describe('a parcel that comes after its return was cancelled', () => {
  const reason = 'Its units came with the parcel of the return a.';
  it('counts units that are in no other return', () => {
    const { counted, rest } = settling([part('A', 2)], [promised('b', 1)], { b: [authorised('b', 1)] });
    expect(counted).toEqual([{ grade: 'A', quantity: 2 }]);
    expect(rest).toEqual([promised('a', 2)]);
  });
  it('takes units from a return whose parcel is not here, and cancels that return where no units remain', () => {
    const { counted, rest } = settling([part('A', 3)], [promised('b', 3)], { b: [authorised('b', 3)] });
    expect(counted).toEqual([{ grade: 'A', quantity: 3 }]);
    expect(rest).toEqual([UnitsPromiseEnded.of({ orderId, returnId: 'b' }), calledOff('b', reason), promised('a', 3)]);
  });
  it('leaves another return its remaining units', () => {
    const { rest } = settling([part('C', 2)], [promised('b', 3)], { b: [authorised('b', 3)] });
    expect(rest).toEqual([promised('b', 1), promised('a', 2)]);
  });
  it('does not cancel a return whose parcel is here too: its inspection decides', () => {
    const b = [authorised('b', 3), ReturnParcelNoted.of({ returnId: 'b', orderId })];
    const { rest } = settling([part('A', 3)], [promised('b', 3)], { b });
    expect(rest).toEqual([UnitsPromiseEnded.of({ orderId, returnId: 'b' }), promised('a', 3)]);
  });
  it('asks a person about units that a settled return refunded already', () => {
    const b = [authorised('b', 2), settledFor('b')];
    const { counted, asked } = settling([part('A', 3)], [promised('b', 2)], { b });
    expect(counted).toEqual([{ grade: 'A', quantity: 1 }]);
    expect(asked).toMatchObject([{ grade: 'A', quantity: 2 }]);
  });
  it('takes nothing from other returns for missing units or other items', () => {
    const { counted, rest } = settling([part('M', 1), part('A', 2)], [promised('b', 3)], { b: [authorised('b', 3)] });
    expect(counted).toEqual([{ grade: 'A', quantity: 2 }]);
    expect(rest).toEqual([promised('b', 1), promised('a', 2)]);
  });
});
