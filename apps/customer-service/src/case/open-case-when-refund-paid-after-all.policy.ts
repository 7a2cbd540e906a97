import { notPersonal, orderEvents } from '@concord/contracts';
import { amountText, derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

const SETTLED = {
  'paid-out': 'after a person had paid it out. Ask the customer for the money, or leave it as a gift.',
  'written-off': 'after it was written off. The customer has the money.',
} as const;

export const openCaseWhenRefundPaidAfterAll = policy(
  'customer-service.open-case-when-refund-paid-after-all',
  orderEvents,
  {
    RefundPaidAfterAll: ({ data }): OpenCase[] => {
      const { refundId, orderId, customerId, amountMinor, currency, providerRef, settledAs } = data;
      return [
        {
          type: 'OpenCase',
          data: {
            caseId: derivedId(`${refundId}/${providerRef}`, 'refund-paid-after-all'),
            kind: 'refund-paid-after-all',
            cause: 'event',
            matter: refundId,
            refs: { orderId, ...(customerId !== undefined && { customerId }) },
            text: notPersonal(
              `The provider paid ${amountText(amountMinor, currency)} of the refund ${refundId} ${SETTLED[settledAs]}`,
            ),
          },
        },
      ];
    },
  },
);
