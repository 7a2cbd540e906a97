import { notPersonal, orderEvents } from '@concord/contracts';
import { amountText, derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const REFUND_BOUNCED = 'refund-bounced';

export const openCaseWhenRefundBounced = policy('customer-service.open-case-when-refund-bounced', orderEvents, {
  RefundBounced: ({
    data: { refundId, orderId, customerId, amountMinor, bouncedMinor, paidMinor, currency, providerRef, reason },
  }): OpenCase[] => {
    // It had gone back twice.
    if (paidMinor >= amountMinor) return [];
    const text = `${amountText(bouncedMinor, currency)} of the refund ${refundId} did not arrive: ${reason}. Ask the customer where the money is to go. Pay it out in another way, or retry the refund where nobody has paid any of it out.`;
    return [
      {
        type: 'OpenCase',
        data: {
          // The refund may be retried, and come back once more.
          caseId: derivedId(`${refundId}/${providerRef}`, REFUND_BOUNCED),
          kind: REFUND_BOUNCED,
          cause: 'event',
          matter: refundId,
          refs: { orderId, ...(customerId !== undefined && { customerId }) },
          text: notPersonal(text.slice(0, 500)),
        },
      },
    ];
  },
});
