import {
  CancellationOvertaken,
  ChargebackClosed,
  ChargebackReceived,
  InvoiceCredited,
  InvoicePaymentRecorded,
  notPersonal,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderLineCancelled,
  OrderUnitsDelivered,
  PaymentCaptured,
  RefundBounced,
  RefundPaidAfterAll,
  RefundSucceeded,
  RefundWrittenOff,
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
  it('follows from the money that was paid for its lines, without vouchers, points and shipping', () =>
    expect(
      react(
        OrderConfirmed.of({
          ...order,
          credits: { vouchers: [{ voucherId: 'v1', amountMinor: 40 }], points: { points: 60, amountMinor: 60 } },
        }),
      ),
    ).toEqual([
      {
        type: 'PlanEarning',
        data: {
          orderId,
          customerId: 'ann',
          perPointMinor: 100,
          pendingDays: 30,
          lifeDays: 365,
          moneyMinor: 900,
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
  it('are no units about which a person is asked: they count with the decision', () => {
    const byGrade = [{ ...graded('A', 0), isUndecided: true as const }];
    expect(react(ReturnSettled.of({ returnId: 'r1', orderId, refundMinor: 0, currency: 'GBP', byGrade }))).toEqual([]);
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
  it('are all units of an order that was cancelled after its confirmation', () => {
    const cancelled = (stage: 'checkout' | 'confirmed') =>
      OrderCancelled.of({ orderId, stage, reason: notPersonal('changed my mind') });
    expect(react(cancelled('confirmed'))).toEqual([{ type: 'CountRestCancelled', data: { orderId } }]);
    expect(react(cancelled('checkout'))).toEqual([]);
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
        credits: { vouchers: [{ voucherId: 'v1', amountMinor: 50 }] },
        discounts: [],
        currency: 'GBP',
        cause: 'called-off',
        reason: notPersonal('changed my mind'),
      });
    const told = { orderId, causeId: 'c1.1', units: [{ lineId: '1', quantity: 1 }], moneyMinor: 250 };
    const expected = [{ type: 'CountCancelled', data: told }];
    expect(react(cancelled([]))).toEqual(expected);
    expect(react(cancelled([{ sku: 'MUG', warehouse: 'MAIN', quantity: 1 }]))).toEqual(expected);
  });
});

describe('money of an order', () => {
  const { eventId } = recorded(OrderDelivered.of({ orderId, deliveredAt: AT }));
  const sum = { orderId, amountMinor: 900, currency: 'GBP' };
  const money = { ...sum, paymentId: 'o1.1' };
  const came = [{ type: 'CountMoney', data: { orderId, causeId: eventId, amountMinor: 900 } }];
  const back = (backId: string, amountMinor: number) => [
    { type: 'CountMoneyBack', data: { orderId, causeId: eventId, backId, amountMinor } },
  ];
  const returnId = 'r1';
  it('comes by card and on account, and is not owed for units that came back', () => {
    expect(react(PaymentCaptured.of({ ...money, providerRef: 'ref' }))).toEqual(came);
    const paid = InvoicePaymentRecorded.of({ ...money, receiptId: 'p', reference: 'bank', openMinor: 0 });
    expect(react(paid)).toEqual(came);
    const credited = { ...money, refundId: 'r', openMinor: 0, reason: notPersonal('agreed') };
    expect(react(InvoiceCredited.of({ ...credited, returnId }))).toEqual(came);
    expect(react(InvoiceCredited.of(credited))).toEqual([]);
  });
  it('goes back by hand, by a claim and by a dispute; a return takes off its units', () => {
    const refund = { ...sum, refundId: 'r', providerRef: 're_1' };
    const bounced = { ...refund, bouncedMinor: 600, paidMinor: 300, reason: 'card lost' };
    expect(react(RefundSucceeded.of(refund))).toEqual(back('r', 900));
    expect(react(RefundSucceeded.of({ ...refund, returnId }))).toEqual([]);
    expect(react(RefundBounced.of(bounced))).toEqual(back('r', 300));
    expect(react(RefundBounced.of({ ...bounced, returnId }))).toEqual([]);
    const writtenOff = { ...sum, refundId: 'r', amountMinor: 600, paidMinor: 300 };
    expect(react(RefundWrittenOff.of(writtenOff))).toEqual(back('r', 300));
    expect(react(RefundWrittenOff.of({ ...writtenOff, returnId }))).toEqual([]);
    const afterAll = { ...refund, paidMinor: 1_800, settledAs: 'paid-out' as const };
    expect(react(RefundPaidAfterAll.of(afterAll))).toEqual(back('r', 1_800));
    expect(react(RefundPaidAfterAll.of({ ...afterAll, returnId }))).toEqual([]);
    const closed = (outcome: 'won' | 'lost') => ChargebackClosed.of({ ...money, disputeId: 'd', outcome });
    expect(react(ChargebackReceived.of({ ...money, disputeId: 'd', reason: 'fraud' }))).toEqual(back('d', 900));
    expect([react(closed('lost')), react(closed('won'))]).toEqual([back('d', 900), back('d', 0)]);
  });
  it('is owed again for cancelled units that left', () => {
    const units = [{ lineId: '1', sku: 'MUG', quantity: 1 }];
    const overtaken = { orderId, fulfilmentId: 'f', units, amountMinor: 300, discounts: [] };
    const data = { orderId, causeId: eventId, units: [{ lineId: '1', quantity: 1 }], moneyMinor: 300 };
    expect(react(CancellationOvertaken.of(overtaken))).toEqual([{ type: 'CountOvertaken', data }]);
  });
});
