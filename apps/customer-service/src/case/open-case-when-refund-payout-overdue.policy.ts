import { notPersonal, orderEvents } from '@concord/contracts';
import { amountText, derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const REFUND_PAYOUT_OVERDUE = 'refund-payout-overdue';

export const openCaseWhenRefundPayoutOverdue = policy(
  'customer-service.open-case-when-refund-payout-overdue',
  orderEvents,
  {
    RefundPayoutOverdue: ({ eventId, data: { refundId, orderId, customerId, amountMinor, currency } }): OpenCase[] => [
      {
        type: 'OpenCase',
        data: {
          // A refund may wait again, after a part of it came back.
          caseId: derivedId(eventId, REFUND_PAYOUT_OVERDUE),
          kind: REFUND_PAYOUT_OVERDUE,
          cause: 'event',
          matter: refundId,
          refs: { orderId, ...(customerId !== undefined && { customerId }) },
          text: notPersonal(
            `${amountText(amountMinor, currency)} of the refund ${refundId} wait to be paid out. Pay the customer by bank transfer or in cash, and record the payout; or write the refund off.`,
          ),
        },
      },
    ],
  },
);
