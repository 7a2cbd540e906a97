import {
  notPersonal,
  OrderConfirmed,
  OrderPlaced,
  PaymentCaptured,
  ReturnAuthorised,
  ReturnDecisionNeeded,
  ReturnSettled,
} from '@concord/contracts';
import { fold, Rejection, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import { orderAggregate, ParcelArrived, ParcelLeft, UnitsGivenBack, UnitsPromisedBack } from '../order/order.aggregate';
import { paymentAggregate } from '../payment/payment.aggregate';
import { returnCase, type ReturnEvent } from './return.aggregate';
import { settleReturn, type DecideReturn, type SettleReturn } from './settle-return.decider';
import type { Graded } from './units-back';

// A tee for 4.00 and, on a line of its own, one for 6.00.
const orderId = 'o-1';
const shipTo = { country: 'GB' };
const tee = { sku: 'TEE', title: 'Tee', quantity: 1, discounts: [], stocked: true };
const lines = [
  { ...tee, lineId: '1', unitMinor: 400, totalMinor: 400 },
  { ...tee, lineId: '2', unitMinor: 600, totalMinor: 600 },
];
const money = { currency: 'GBP', totalMinor: 1000 };
const sold = { goodsMinor: 1000, discountMinor: 0, channel: 'b2c' as const, orderedAt: SPEC_TIME, ...money };
const allocations = [{ sku: 'TEE', warehouse: 'NORTH', quantity: 2 }];
const units = lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
const parcel = { orderId, fulfilmentId: 'f' };
const delivered = [
  OrderPlaced.of({ orderId, customerId: 'c-1', lines, shipTo, ...sold }),
  OrderConfirmed.of({ orderId, lines, shipTo, allocations, ...money }),
  ParcelLeft.of({ ...parcel, warehouse: 'NORTH', units, amountMinor: 1000, paymentMethod: 'card', ...money }),
  ParcelArrived.of({ ...parcel, deliveredAt: SPEC_TIME, recordedAt: SPEC_TIME }),
];
const captured = PaymentCaptured.of({
  ...parcel,
  paymentId: 'o-1.1',
  amountMinor: 1000,
  currency: 'GBP',
  providerRef: 'r',
});
const ofFirstLine = { lineId: '1', sku: 'TEE', quantity: 1 };
const promised = (returnId: string, ...lineIds: string[]) =>
  UnitsPromisedBack.of({
    orderId,
    returnId,
    lines: lineIds.map((lineId) => ({ ...ofFirstLine, lineId, paidMinor: 0 })),
  });
const authorised = (returnId: string) =>
  ReturnAuthorised.of({
    returnId,
    orderId,
    customerId: 'c-1',
    lines: [{ ...ofFirstLine, reason: notPersonal('too small') }],
    deadline: SPEC_TIME,
    toWarehouse: 'NORTH',
  });
const settled = (returnId: string, refundMinor: number) =>
  ReturnSettled.of({
    returnId,
    orderId,
    refundMinor,
    currency: 'GBP',
    byGrade: [{ ...ofFirstLine, grade: 'A', refundMinor }],
  });
const gaveBack = (returnId: string, lineId: string, refundMinor: number) =>
  UnitsGivenBack.of({ orderId, returnId, lines: [{ lineId, percentUnits: 100, refundMinor }] });
const asked = ReturnDecisionNeeded.of({
  returnId: 'b',
  orderId,
  lines: [{ ...ofFirstLine, grade: 'A', reason: notPersonal('more came back') }],
});

/** What is decided, where `a` is settled and the order knows of these events besides. */
function decided(command: SettleReturn | DecideReturn, ofOrder: DomainEvent[], ofReturn: ReturnEvent[]) {
  const returns: Record<string, ReturnEvent[]> = { a: [authorised('a'), settled('a', 400)], b: ofReturn };
  const by = { kind: 'user', id: 'pat', role: 'cs_lead' } as const;
  const result = settleReturn.decideJointly({ ...command, at: SPEC_TIME, by }, (aggregate, id) => {
    if (aggregate.kind === orderAggregate.kind) return fold(aggregate, [...delivered, ...ofOrder] as DomainEvent[]);
    if (aggregate.kind === paymentAggregate.kind) return fold(aggregate, [captured]);
    return fold(aggregate, aggregate.kind === returnCase.kind ? (returns[id] ?? []) : []);
  });
  return result instanceof Rejection ? result.code : result.flatMap((change) => [...change.events]);
}

const settle = (...graded: Graded[]): SettleReturn => ({
  type: 'SettleReturn',
  data: { returnId: 'b', graded, givesShippingBack: true },
});
const asNew: Graded = { ...ofFirstLine, grade: 'A' };
const decide = (percent: number): DecideReturn => {
  const worth = [{ lineId: '1', quantity: 1, percent }];
  return {
    type: 'DecideReturn',
    data: {
      returnId: 'b',
      decisionId: 'd',
      lines: worth,
      reason: notPersonal('goodwill'),
      limitMinor: 10_000,
      dayFactor: 10,
    },
  };
};

describe('two lines of one SKU', () => {
  const late = [authorised('b')];
  const first = [promised('a', '1'), gaveBack('a', '1', 400)];

  it('have no more units back than each had: a unit too many of one line is of the other', () => {
    const events = decided(settle(asNew), first, late) as DomainEvent[];
    expect(events).toContainEqual(promised('b', '2'));
    expect(events).toContainEqual(gaveBack('b', '2', 600));
    expect(events.some(({ type }) => type === ReturnDecisionNeeded.type)).toBe(false);
  });
  it('leave a question where neither has a unit free', () => {
    const both = [...first, promised('c', '2'), gaveBack('c', '2', 600)];
    const events = decided(settle(asNew), both, late) as DomainEvent[];
    const questions = events.flatMap(({ type, data }) =>
      type === ReturnDecisionNeeded.type ? (data as { lines: object[] }).lines : [],
    );
    expect(questions).toMatchObject([{ lineId: '1', grade: 'A', quantity: 1 }]);
    expect(events.some(({ type }) => type === UnitsGivenBack.type)).toBe(false);
  });
  it('give nothing twice: a percentage that would pay nothing is refused, and 0 percent closes the question', () => {
    const waiting = [...late, settled('b', 0), asked];
    expect(decided(decide(100), first, waiting)).toBe('nothing-left-to-give-back');
    const events = decided(decide(0), first, waiting) as DomainEvent[];
    expect(events).toMatchObject([
      { type: 'ReturnDecided', data: { refundMinor: 0 } },
      { type: 'UnitsGivenBack', data: { lines: [{ lineId: '1', percentUnits: 0, refundMinor: 0 }] } },
    ]);
  });
});
