import {
  notPersonal,
  OrderConfirmed,
  OrderDelivered,
  OrderLineCancelled,
  OrderUnitsDelivered,
  ReturnDecided,
  ReturnSettled,
} from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { earnPointsWhenUnitsArrive } from './earn-points-when-units-arrive.policy';

const orderId = 'o1';
const AT = '2026-01-05T08:00:00.000Z';
const react = (event: Parameters<typeof recorded>[0]) => earnPointsWhenUnitsArrive.react(recorded(event));
const line = (lineId: string, totalMinor: number, more: object = {}) => ({
  lineId,
  sku: 'MUG',
  title: 'Mug',
  quantity: 2,
  unitMinor: totalMinor / 2,
  discounts: [],
  totalMinor,
  stocked: true,
  ...more,
});
const order = {
  orderId,
  customerId: 'ann',
  currency: 'GBP',
  lines: [
    line('1', 600),
    line('2', 200, { stocked: false }),
    line('3', 200, { stocked: false, isShipping: true as const }),
  ],
  totalMinor: 1_000,
  allocations: [],
  shipTo: { country: 'GB' },
};

describe('what an order earns', () => {
  it('follows from the money that was paid for its lines, without points and shipping', () =>
    expect(
      react(OrderConfirmed.of({ ...order, credits: { vouchers: [], points: { points: 100, amountMinor: 100 } } })),
    ).toEqual([
      {
        type: 'PlanEarning',
        data: {
          orderId,
          customerId: 'ann',
          perPointMinor: 100,
          pendingDays: 30,
          lifeDays: 730,
          lines: [
            { lineId: '1', quantity: 2, moneyMinor: 540, isSent: true },
            { lineId: '2', quantity: 2, moneyMinor: 180, isSent: false },
          ],
        },
      },
    ]));
  it('is nothing for guests', () => {
    const { customerId: _, ...guest } = order;
    expect(react(OrderConfirmed.of(guest))).toEqual([]);
    expect(react(OrderDelivered.of({ orderId, deliveredAt: AT }))).toEqual([]);
  });
  it('is nothing in a currency without a rate', () =>
    expect(react(OrderConfirmed.of({ ...order, currency: 'constructor'.slice(0, 3) }))).toMatchObject([
      { data: { perPointMinor: 0 } },
    ]));
  it('comes with the units, and with the last of them for what is not sent', () => {
    const units = [{ lineId: '1', sku: 'MUG', quantity: 2 }];
    const arrived = { orderId, customerId: 'ann', deliveredAt: AT };
    expect(react(OrderUnitsDelivered.of({ ...arrived, fulfilmentId: 'f1', units }))).toEqual([
      {
        type: 'CountArrived',
        data: { orderId, causeId: 'f1', units: [{ lineId: '1', quantity: 2 }], arrivedAt: AT },
      },
    ]);
    expect(react(OrderDelivered.of(arrived))).toEqual([{ type: 'CountServices', data: { orderId, arrivedAt: AT } }]);
  });
});

describe('what an order earns no longer', () => {
  const graded = (grade: 'A' | 'B' | 'D' | 'M', refundMinor: number) => {
    return { lineId: '1', sku: 'MUG', grade, quantity: 1, refundMinor };
  };
  const returned = (causeId: string, count: number) => ({
    type: 'CountReturned',
    data: { orderId, causeId, units: Array.from({ length: count }, () => ({ lineId: '1', quantity: 1 })) },
  });
  it('are units that came back, and those for which money goes back', () => {
    const settled = { returnId: 'r1', orderId, refundMinor: 300, currency: 'GBP' };
    const byGrade = [graded('A', 0), graded('B', 240), graded('D', 0), graded('M', 0), graded('D', 60)];
    expect(react(ReturnSettled.of({ ...settled, byGrade }))).toEqual([returned('r1', 3)]);
    expect(react(ReturnSettled.of({ ...settled, byGrade: [graded('M', 0)] }))).toEqual([]);
  });
  it('are units on which a person decided so', () => {
    const decided = (percent: number) =>
      recorded(
        ReturnDecided.of({
          returnId: 'r1',
          orderId,
          lines: [{ lineId: '1', quantity: 1, percent, refundMinor: 0 }],
          refundMinor: 0,
          currency: 'GBP',
          reason: notPersonal('agreed'),
        }),
      );
    expect(earnPointsWhenUnitsArrive.react(decided(50))).toEqual([returned(decided(50).eventId, 1)]);
    expect(earnPointsWhenUnitsArrive.react(decided(0))).toEqual([]);
  });
  it('are units that were cancelled, with or without stock that was set aside for them', () => {
    const cancelled = (allocations: { sku: string; warehouse: string; quantity: number }[]) =>
      OrderLineCancelled.of({
        orderId,
        cancellationId: 'c1',
        lineId: '1',
        sku: 'MUG',
        quantity: 1,
        allocations,
        amountMinor: 300,
        discounts: [],
        currency: 'GBP',
        cause: 'called-off',
        reason: notPersonal('changed my mind'),
      });
    const told = { orderId, causeId: 'c1.1', units: [{ lineId: '1', quantity: 1 }] };
    const expected = [{ type: 'CountCancelled', data: told }];
    expect(react(cancelled([]))).toEqual(expected);
    expect(react(cancelled([{ sku: 'MUG', warehouse: 'MAIN', quantity: 1 }]))).toEqual(expected);
  });
});
