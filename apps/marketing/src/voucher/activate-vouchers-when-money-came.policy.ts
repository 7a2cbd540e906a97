import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ActivateBoughtVouchers, TakeVoucherMoneyBack } from './issue-voucher.decider';

interface Money {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
}

const came = ({ orderId, amountMinor, currency }: Money): ActivateBoughtVouchers[] => [
  { type: 'ActivateBoughtVouchers', data: { orderId, amountMinor, currency } },
];
const wentBack = (backId: string, amountMinor: number, { orderId, currency }: Money): TakeVoucherMoneyBack[] => [
  { type: 'TakeVoucherMoneyBack', data: { orderId, backId, amountMinor, currency } },
];

export const activateVouchersWhenMoneyCame = policy('marketing.activate-vouchers-when-money-came', orderEvents, {
  PaymentCaptured: ({ data }) => came(data),
  InvoicePaymentRecorded: ({ data }) => came(data),
  RefundSucceeded: ({ data }) => wentBack(data.refundId, data.amountMinor, data),
  RefundBounced: ({ data }) => wentBack(data.refundId, data.paidMinor, data),
  ChargebackReceived: ({ data }) => wentBack(data.disputeId, data.amountMinor, data),
  ChargebackClosed: ({ data }) => wentBack(data.disputeId, data.outcome === 'won' ? 0 : data.amountMinor, data),
});
