import {
  notPersonal,
  RefundBounced,
  RefundEscalated,
  RefundFailed,
  RefundPaidAfterAll,
  RefundRequested,
  RefundSucceeded,
  RefundWrittenOff,
} from '@concord/contracts';
import { recorded, type RecordedEvent } from '@concord/event-sourcing';
import { orderHistory, OrderRow } from '../order/order-history.projection';
import { returns, ReturnRow } from '../return/returns.projection';
import { PaymentRow, payments } from './payments.projection';
import { RefundPartBounced, RefundPartPaid, RefundWriteOffProposed } from './refund-parts';
import { RefundRow, refunds } from './refunds.projection';

const ids = { refundId: 'r-1', orderId: 'o-1', returnId: 'x-1' };
const currency = 'GBP';
const requested = RefundRequested.of({
  ...ids,
  paymentId: 'o-1.1',
  amountMinor: 400,
  currency,
  reason: notPersonal('x'),
});
const paid = (providerRef: string, amountMinor: number) =>
  RefundPartPaid.of({ refundId: 'r-1', orderId: 'o-1', currency, providerRef, amountMinor });
const succeeded = (providerRef: string) => RefundSucceeded.of({ ...ids, amountMinor: 400, currency, providerRef });
const paidOut = (amountMinor: number) =>
  RefundSucceeded.of({
    ...ids,
    amountMinor: 400,
    currency,
    providerRef: 'bank 7',
    payout: { payoutId: 'p-1', method: 'bank-transfer', amountMinor },
  });
const writtenOff = (paidMinor: number) =>
  RefundWrittenOff.of({ ...ids, amountMinor: 400 - paidMinor, paidMinor, currency });
const afterAll = (settledAs: 'paid-out' | 'written-off', providerRef: string, amountMinor: number, paidMinor: number) =>
  RefundPaidAfterAll.of({ ...ids, currency, settledAs, providerRef, amountMinor, paidMinor });
const bounced = (providerRef: string, bouncedMinor: number, paidMinor: number) => {
  const part = { refundId: 'r-1', orderId: 'o-1', currency, providerRef, reason: 'card lost' };
  return [
    RefundPartBounced.of({ ...part, amountMinor: bouncedMinor }),
    RefundBounced.of({ ...part, ...ids, amountMinor: 400, bouncedMinor, paidMinor }),
  ];
};

/** What payment, order and return say was refunded, after each of these groups of events. */
function refunded(...groups: readonly (readonly Parameters<typeof recorded>[0][])[]) {
  let payment = new PaymentRow();
  let order = new OrderRow();
  let back = new ReturnRow();
  return groups.map((events) => {
    for (const event of events.map((one): RecordedEvent => recorded(one))) {
      payment = payments.apply(payment, event, { paymentId: 'o-1.1' }) ?? payment;
      order = orderHistory.apply(order, event, { orderId: 'o-1' }) ?? order;
      back = returns.apply(back, event, { returnId: 'x-1' }) ?? back;
    }
    const said = [payment, order, back].map(({ refundedMinor }) => refundedMinor);
    expect(new Set(said).size).toBe(1);
    return [said[0], payment.refunds[0]!.status];
  });
}

const went = [requested, paid('re_1', 300), paid('re_2', 100), succeeded('re_2')];

describe('what payment, order and return say of a refund that bounced', () => {
  it('is the part that arrived, until the rest went back once more', () =>
    expect(refunded(went, bounced('re_1', 300, 100), [paid('re_3', 300), succeeded('re_3')])).toEqual([
      [400, 'succeeded'],
      [100, 'failed'],
      [400, 'succeeded'],
    ]));
  it('is nothing where a second part bounced too', () =>
    expect(
      refunded(went, bounced('re_1', 300, 100), bounced('re_2', 100, 0), [succeeded('re_3')], bounced('re_3', 400, 0)),
    ).toEqual([
      [400, 'succeeded'],
      [100, 'failed'],
      [0, 'failed'],
      [400, 'succeeded'],
      [0, 'failed'],
    ]));
  it('counts nothing of a part that bounced before the rest went back', () =>
    expect(refunded([requested, paid('re_1', 300), ...bounced('re_1', 300, 0)])).toEqual([[0, 'requested']]));
});

describe('what payment, order and return say of a refund that people settled', () => {
  it('is what the card had paid of it before it was written off, and what the card pays after all', () =>
    expect(
      refunded(
        [requested, paid('re_1', 300), writtenOff(300)],
        [paid('re_2', 50), afterAll('written-off', 're_2', 50, 350)],
        [paid('re_3', 50), succeeded('re_3'), afterAll('written-off', 're_3', 50, 400)],
      ),
    ).toEqual([
      [300, 'written_off'],
      [350, 'written_off'],
      [400, 'succeeded'],
    ]));
  it('is all that went back, also where it went back twice, until a part of that bounces', () =>
    expect(
      refunded(
        [requested, paid('re_1', 300), paidOut(100)],
        [paid('re_2', 300), afterAll('paid-out', 're_2', 300, 700)],
        bounced('re_1', 300, 400),
      ),
    ).toEqual([
      [400, 'succeeded'],
      [700, 'succeeded'],
      [400, 'succeeded'],
    ]));
  it('goes beyond it where the rest and more came at once', () =>
    expect(
      refunded([requested, paid('re_1', 300), paidOut(100)], bounced('re_1', 300, 100), [
        paid('re_2', 350),
        succeeded('re_2'),
        afterAll('paid-out', 're_2', 50, 450),
      ]),
    ).toEqual([
      [400, 'succeeded'],
      [100, 'failed'],
      [450, 'succeeded'],
    ]));
});

/** What payment and the list of refunds say of the refund, after each of these groups of events. */
function shown(...groups: readonly (readonly Parameters<typeof recorded>[0][])[]) {
  let payment = new PaymentRow();
  let row = new RefundRow();
  return groups.map((events) => {
    for (const event of events.map((one): RecordedEvent => recorded(one))) {
      payment = payments.apply(payment, event, { paymentId: 'o-1.1' }) ?? payment;
      row = refunds.apply(row, event, { refundId: 'r-1' }) ?? row;
    }
    const { status, isTriedAgain = false, isWriteOffProposed = false } = payment.refunds[0]!;
    const isProposed = row.writeOffProposedBy !== null;
    expect([row.status, row.isTriedAgain, isProposed, row.writeOffReason !== null]).toEqual([
      status,
      isTriedAgain,
      isWriteOffProposed,
      isProposed,
    ]);
    return { status, isTriedAgain, isProposed };
  });
}

describe('what is shown of a refund that did not go back', () => {
  const failed = RefundFailed.of({ refundId: 'r-1', orderId: 'o-1', attempt: 1, reason: 'busy' });
  const gaveUp = RefundEscalated.of({ ...ids, attempt: 1, amountMinor: 400, reason: 'busy' });
  const proposed = RefundWriteOffProposed.of({
    refundId: 'r-1',
    orderId: 'o-1',
    reason: notPersonal('no answer'),
    proposedBy: 'ann',
  });
  const rest = { isTriedAgain: false, isProposed: false };

  it('is whether it is tried again by itself', () =>
    expect(shown([requested, failed], [gaveUp], [succeeded('re_1')], bounced('re_1', 400, 0))).toEqual([
      { ...rest, status: 'failed', isTriedAgain: true },
      { ...rest, status: 'escalated' },
      { ...rest, status: 'succeeded' },
      { ...rest, status: 'failed' },
    ]));
  it('is a proposed write-off until it is written off, or until more is owed', () => {
    const waiting = [requested, paid('re_1', 300), failed, gaveUp, proposed];
    expect(shown(waiting, [writtenOff(300)], bounced('re_1', 300, 0))).toEqual([
      { ...rest, status: 'escalated', isProposed: true },
      { ...rest, status: 'written_off' },
      { ...rest, status: 'failed' },
    ]);
    expect(shown(waiting, bounced('re_1', 300, 0))).toEqual([
      { ...rest, status: 'escalated', isProposed: true },
      { ...rest, status: 'escalated' },
    ]);
  });
});
