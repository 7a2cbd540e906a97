import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ActivateBoughtVouchers } from './issue-voucher.decider';

const came = (orderId: string, amountMinor: number): ActivateBoughtVouchers[] => [
  { type: 'ActivateBoughtVouchers', data: { orderId, amountMinor } },
];

export const activateVouchersWhenMoneyCame = policy('marketing.activate-vouchers-when-money-came', orderEvents, {
  PaymentCaptured: ({ data: { orderId, amountMinor } }) => came(orderId, amountMinor),
  InvoicePaymentRecorded: ({ data: { orderId, amountMinor } }) => came(orderId, amountMinor),
});
