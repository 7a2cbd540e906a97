import {
  CancellationOvertaken,
  ChargebackClosed,
  ChargebackReceived,
  CreditGivenBack,
  InvoiceCredited,
  InvoicePaymentRecorded,
  notPersonal,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderLineCancelled,
  OrderPartiallyShipped,
  OrderShipped,
  PaymentCaptured,
  RefundBounced,
  RefundPaidAfterAll,
  RefundSucceeded,
  RefundWrittenOff,
} from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { activateVouchersWhenMoneyCame } from './activate-vouchers-when-money-came.policy';

const sum = { orderId: 'o1', amountMinor: 900, currency: 'GBP' };
const money = { ...sum, paymentId: 'o1.1' };

describe('money of an order', () => {
  it('pays for the vouchers that it bought, by card and on account', () => {
    const paid = [{ type: 'CountVoucherMoney', data: sum }];
    const captured = PaymentCaptured.of({ ...money, providerRef: 'ref' });
    const recordedPayment = InvoicePaymentRecorded.of({ ...money, receiptId: 'r', reference: 'bank', openMinor: 0 });
    expect(activateVouchersWhenMoneyCame.react(recorded(captured))).toEqual(paid);
    expect(activateVouchersWhenMoneyCame.react(recorded(recordedPayment))).toEqual(paid);
  });
  it('pays no longer for them as far as it went back', () => {
    const back = (backId: string, amountMinor: number) => [
      { type: 'TakeVoucherMoneyBack', data: { ...sum, backId, amountMinor } },
    ];
    const refund = { ...sum, refundId: 'r', providerRef: 're_1' };
    const dispute = { ...money, disputeId: 'd', reason: 'fraud' };
    const bounced = RefundBounced.of({ ...refund, bouncedMinor: 600, paidMinor: 300, reason: 'card lost' });
    const writtenOff = RefundWrittenOff.of({ ...sum, refundId: 'r', amountMinor: 600, paidMinor: 300 });
    const twice = { ...refund, amountMinor: 900, paidMinor: 1_800, settledAs: 'paid-out' as const };
    const closed = (outcome: 'won' | 'lost') => ChargebackClosed.of({ ...money, disputeId: 'd', outcome });
    expect(activateVouchersWhenMoneyCame.react(recorded(RefundSucceeded.of(refund)))).toEqual(back('r', 900));
    expect(activateVouchersWhenMoneyCame.react(recorded(bounced))).toEqual(back('r', 300));
    expect(activateVouchersWhenMoneyCame.react(recorded(writtenOff))).toEqual(back('r', 300));
    expect(activateVouchersWhenMoneyCame.react(recorded(RefundPaidAfterAll.of(twice)))).toEqual(back('r', 1_800));
    expect(activateVouchersWhenMoneyCame.react(recorded(ChargebackReceived.of(dispute)))).toEqual(back('d', 900));
    expect(activateVouchersWhenMoneyCame.react(recorded(closed('lost')))).toEqual([
      { type: 'LoseVoucherMoney', data: { orderId: 'o1', backId: 'd', amountMinor: 900, currency: 'GBP' } },
    ]);
    expect(activateVouchersWhenMoneyCame.react(recorded(closed('won')))).toEqual(back('d', 0));
  });
  it('is given back to vouchers and points as well, and is not owed where an invoice is credited', () => {
    const credits = (cause: 'by-hand' | 'cancellation') =>
      CreditGivenBack.of({
        orderId: 'o1',
        refundId: 'r',
        cause,
        currency: 'GBP',
        vouchers: [{ voucherId: 'v2', amountMinor: 200 }],
        points: { points: 50, amountMinor: 50 },
      });
    const back = { type: 'TakeVoucherMoneyBack', data: { ...sum, backId: 'r.credits', amountMinor: 250 } };
    expect(activateVouchersWhenMoneyCame.react(recorded(credits('by-hand')))).toEqual([back]);
    expect(activateVouchersWhenMoneyCame.react(recorded(credits('cancellation')))).toEqual([]);
    const credited = InvoiceCredited.of({ ...money, refundId: 'r', openMinor: 0, reason: notPersonal('broken') });
    expect(activateVouchersWhenMoneyCame.react(recorded(credited))).toEqual([
      { type: 'CreditVoucherDebt', data: { ...sum, backId: 'r.credited' } },
    ]);
  });
});

describe('an order that bought vouchers', () => {
  const line = (lineId: string, more: { stocked?: boolean; isShipping?: true } = {}) => ({
    lineId,
    sku: 'SKU',
    title: 'Title',
    quantity: 1,
    unitMinor: 1_000,
    discounts: [{ promotionId: 'TEN', amountMinor: 100 }],
    totalMinor: 900,
    stocked: true,
    ...more,
  });
  it('owes what credits do not pay, and is worth what it costs without discounts', () => {
    const confirmed = OrderConfirmed.of({
      orderId: 'o1',
      currency: 'GBP',
      lines: [line('1'), line('2', { stocked: false }), line('3', { stocked: false, isShipping: true })],
      totalMinor: 2_700,
      credits: { vouchers: [{ voucherId: 'v2', amountMinor: 600 }], points: { points: 100, amountMinor: 100 } },
      allocations: [],
      shipTo: { country: 'GB' },
    });
    const services = [{ lineId: '2', worthMinor: 1_000 }];
    expect(activateVouchersWhenMoneyCame.react(recorded(confirmed))).toEqual([
      { type: 'NoteVoucherDebt', data: { ...sum, amountMinor: 2_000, worthMinor: 3_000, services } },
    ]);
  });
  it('owes less for what was cancelled', () => {
    const cancelled = OrderLineCancelled.of({
      orderId: 'o1',
      cancellationId: 'c1',
      lineId: '1',
      sku: 'SKU',
      quantity: 1,
      allocations: [],
      amountMinor: 900,
      discounts: [{ promotionId: 'TEN', amountMinor: 100 }],
      credits: { vouchers: [{ voucherId: 'v2', amountMinor: 200 }] },
      currency: 'GBP',
      cause: 'called-off',
      reason: notPersonal('changed my mind'),
    });
    const change = { ...sum, causeId: 'c1.1', lineId: '1', amountMinor: -700, worthMinor: -1_000 };
    expect(activateVouchersWhenMoneyCame.react(recorded(cancelled))).toEqual([
      { type: 'ChangeVoucherDebt', data: change },
    ]);
  });
  it('owes nothing once it is cancelled as a whole, and again what left all the same', () => {
    const reason = notPersonal('changed my mind');
    const cancelled = (stage: 'confirmed' | 'checkout') => OrderCancelled.of({ orderId: 'o1', reason, stage });
    const react = (event: Parameters<typeof recorded>[0]) => activateVouchersWhenMoneyCame.react(recorded(event));
    expect(react(cancelled('checkout'))).toEqual([]);
    expect(react(cancelled('confirmed'))).toEqual([{ type: 'CancelVoucherDebt', data: { orderId: 'o1' } }]);
    const discounts = [{ promotionId: 'TEN', amountMinor: 100 }];
    const units = [{ lineId: '1', sku: 'SKU', quantity: 1 }];
    const overtaken = { orderId: 'o1', fulfilmentId: 'f', units, amountMinor: 900, discounts };
    const debt = { orderId: 'o1', causeId: 'overtaken.f', amountMinor: 900, worthMinor: 1_000 };
    expect(react(CancellationOvertaken.of(overtaken))).toEqual([{ type: 'RaiseVoucherDebt', data: debt }]);
  });
  it('left with its first parcel, or as a whole', () => {
    const left = [{ type: 'NoteVoucherOrderLeft', data: { orderId: 'o1' } }];
    for (const event of [
      OrderPartiallyShipped.of({ orderId: 'o1', fulfilmentId: 'f' }),
      OrderShipped.of({ orderId: 'o1' }),
      OrderDelivered.of({ orderId: 'o1', deliveredAt: '2026-01-05T09:00:00.000Z' }),
    ])
      expect(activateVouchersWhenMoneyCame.react(recorded(event))).toEqual(left);
  });
});
