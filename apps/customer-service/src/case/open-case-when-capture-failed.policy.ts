import { notPersonal, orderEvents } from '@concord/contracts';
import { amountText, derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const CAPTURE_FAILED = 'capture-failed';

export const openCaseWhenCaptureFailed = policy('customer-service.open-case-when-capture-failed', orderEvents, {
  PaymentCaptureFailed: ({ data }): OpenCase[] => {
    const { orderId, customerId, fulfilmentId, attempt, amountMinor, currency, reason, isLast } = data;
    if (!isLast) return [];
    const text = `The parcel ${fulfilmentId} has left and ${amountText(amountMinor, currency)} could not be captured: ${reason}`;
    return [
      {
        type: 'OpenCase',
        data: {
          caseId: derivedId(`${fulfilmentId}/${attempt}`, CAPTURE_FAILED),
          kind: CAPTURE_FAILED,
          cause: 'event',
          matter: fulfilmentId,
          refs: { orderId, ...(customerId !== undefined && { customerId }) },
          text: notPersonal(text.slice(0, 500)),
        },
      },
    ];
  },
});
