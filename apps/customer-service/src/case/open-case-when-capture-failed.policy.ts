import { notPersonal, orderEvents } from '@concord/contracts';
import { amountText, derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const openCaseWhenCaptureFailed = policy('customer-service.open-case-when-capture-failed', orderEvents, {
  PaymentCaptureFailed: ({ data }): OpenCase[] => {
    const { orderId, customerId, fulfilmentId, attempt, amountMinor, currency, reason, isLast } = data;
    if (!isLast) return [];
    const text = `The parcel ${fulfilmentId} has left and ${amountText(amountMinor, currency)} could not be captured: ${reason}`;
    return [
      {
        type: 'OpenCase',
        data: {
          caseId: derivedId(`${fulfilmentId}/${attempt}`, 'capture-failed'),
          kind: 'capture-failed',
          cause: 'event',
          refs: { orderId, ...(customerId !== undefined && { customerId }) },
          text: notPersonal(text.slice(0, 500)),
        },
      },
    ];
  },
});
