import { creditsMinor, orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type {
  CancelVoucherDebt,
  ChangeVoucherDebt,
  CountVoucherMoney,
  CreditVoucherDebt,
  LoseVoucherMoney,
  NoteVoucherDebt,
  NoteVoucherOrderLeft,
  RaiseVoucherDebt,
  TakeVoucherMoneyBack,
} from './activate-bought-vouchers.decider';

interface Money {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

const came = ({ orderId, amountMinor, currency }: Money): CountVoucherMoney[] => [
  { type: 'CountVoucherMoney', data: { orderId, amountMinor, currency } },
];

const wentBack = (
  backId: string,
  amountMinor: number,
  { orderId, currency }: Pick<Money, 'orderId' | 'currency'>,
): TakeVoucherMoneyBack[] => [{ type: 'TakeVoucherMoneyBack', data: { orderId, backId, amountMinor, currency } }];

const left = ({ orderId }: { readonly orderId: string }): NoteVoucherOrderLeft[] => [
  { type: 'NoteVoucherOrderLeft', data: { orderId } },
];

/** What units cost without their discounts. */
const worthOf = (amountMinor: number, discounts: readonly { readonly amountMinor: number }[]) =>
  discounts.reduce((sum, discount) => sum + discount.amountMinor, amountMinor);

export const activateVouchersWhenMoneyCame = policy('marketing.activate-vouchers-when-money-came', orderEvents, {
  OrderConfirmed: ({ data: { orderId, currency, lines, totalMinor, credits } }): NoteVoucherDebt[] => {
    const worths = lines.map((line) => ({ ...line, worthMinor: worthOf(line.totalMinor, line.discounts) }));
    const services = worths.filter(({ stocked, isShipping }) => !stocked && !isShipping);
    const data = {
      orderId,
      currency,
      amountMinor: totalMinor - (credits ? creditsMinor(credits) : 0),
      worthMinor: worths.reduce((sum, { worthMinor }) => sum + worthMinor, 0),
      services: services.map(({ lineId, worthMinor }) => ({ lineId, worthMinor })),
    };
    return [{ type: 'NoteVoucherDebt', data }];
  },
  OrderLineCancelled: ({ data }): ChangeVoucherDebt[] => {
    const { orderId, cancellationId, lineId, currency, amountMinor, discounts, credits } = data;
    const byCredits = credits ? creditsMinor(credits) : 0;
    const change = { amountMinor: byCredits - amountMinor, worthMinor: 0 - worthOf(amountMinor, discounts) };
    const causeId = `${cancellationId}.${lineId}`;
    return [{ type: 'ChangeVoucherDebt', data: { orderId, causeId, lineId, currency, ...change } }];
  },
  // An order that is cancelled as a whole names no lines.
  OrderCancelled: ({ data: { orderId, stage } }): CancelVoucherDebt[] =>
    stage === 'confirmed' ? [{ type: 'CancelVoucherDebt', data: { orderId } }] : [],
  CancellationOvertaken: ({ data }): RaiseVoucherDebt[] => {
    const { orderId, fulfilmentId, amountMinor, uncollectedMinor = 0, discounts } = data;
    const worthMinor = worthOf(amountMinor + uncollectedMinor, discounts);
    const causeId = `overtaken.${fulfilmentId}`;
    return [{ type: 'RaiseVoucherDebt', data: { orderId, causeId, amountMinor, worthMinor } }];
  },
  OrderPartiallyShipped: ({ data }) => left(data),
  OrderShipped: ({ data }) => left(data),
  OrderDelivered: ({ data }) => left(data),
  PaymentCaptured: ({ data }) => came(data),
  InvoicePaymentRecorded: ({ data }) => came(data),
  InvoiceCredited: ({ data: { orderId, refundId, amountMinor, currency } }): CreditVoucherDebt[] => [
    { type: 'CreditVoucherDebt', data: { orderId, backId: `${refundId}.credited`, amountMinor, currency } },
  ],
  // What a cancellation gives back is in its lines, or it is all.
  CreditGivenBack: ({ data }) =>
    data.cause === 'cancellation' ? [] : wentBack(`${data.refundId}.credits`, creditsMinor(data), data),
  RefundSucceeded: ({ data }) => wentBack(data.refundId, data.amountMinor, data),
  RefundBounced: ({ data }) => wentBack(data.refundId, data.paidMinor, data),
  RefundWrittenOff: ({ data }) => wentBack(data.refundId, data.paidMinor, data),
  RefundPaidAfterAll: ({ data }) => wentBack(data.refundId, data.paidMinor, data),
  ChargebackReceived: ({ data }) => wentBack(data.disputeId, data.amountMinor, data),
  ChargebackClosed: ({
    data: { orderId, disputeId, amountMinor, currency, outcome },
  }): (TakeVoucherMoneyBack | LoseVoucherMoney)[] =>
    outcome === 'won'
      ? wentBack(disputeId, 0, { orderId, currency })
      : [{ type: 'LoseVoucherMoney', data: { orderId, backId: disputeId, amountMinor, currency } }],
});
