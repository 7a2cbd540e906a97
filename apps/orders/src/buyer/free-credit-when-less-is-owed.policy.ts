import {
  CancellationOvertaken,
  InvoiceCredited,
  InvoicePaymentRecorded,
  OrderCancelled,
  OrderLineCancelled,
  OrderRejected,
  creditsMinor,
} from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { FreeCredit, ReuseCredit } from './free-credit.decider';

const free = (orderId: string, causeId: string, amountMinor?: number): FreeCredit[] => [
  { type: 'FreeCredit', data: { orderId, causeId, ...(amountMinor !== undefined && { amountMinor }) } },
];

export const freeCreditWhenLessIsOwed = policy(
  'orders.free-credit-when-less-is-owed',
  {
    OrderRejected,
    OrderCancelled,
    OrderLineCancelled,
    InvoicePaymentRecorded,
    InvoiceCredited,
    CancellationOvertaken,
  },
  {
    OrderRejected: ({ data: { orderId } }) => free(orderId, 'rejected'),
    OrderCancelled: ({ data: { orderId } }) => free(orderId, 'cancelled'),
    OrderLineCancelled: ({ data: { orderId, cancellationId, lineId, amountMinor, credits } }) =>
      free(orderId, `${cancellationId}.${lineId}`, amountMinor - (credits ? creditsMinor(credits) : 0)),
    InvoicePaymentRecorded: ({ data: { orderId, receiptId, amountMinor } }) => free(orderId, receiptId, amountMinor),
    InvoiceCredited: ({ data: { orderId, refundId, amountMinor } }) => free(orderId, refundId, amountMinor),
    CancellationOvertaken: ({ data: { orderId, amountMinor } }): ReuseCredit[] => [
      { type: 'ReuseCredit', data: { orderId, amountMinor } },
    ],
  },
);
