import { ChargebackReceived, notPersonal } from '@concord/contracts';
import { amountText, derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const openCaseWhenChargebackReceived = policy(
  'customer-service.open-case-when-chargeback-received',
  { ChargebackReceived },
  {
    ChargebackReceived: ({ data: { orderId, customerId, disputeId, amountMinor, currency, reason } }): OpenCase[] => {
      const text = `The bank of the customer called back ${amountText(amountMinor, currency)} (${reason}). Answer the dispute ${disputeId} at the payment provider.`;
      return [
        {
          type: 'OpenCase',
          data: {
            caseId: derivedId(disputeId, 'chargeback'),
            kind: 'chargeback',
            cause: 'event',
            matter: disputeId,
            refs: { orderId, ...(customerId !== undefined && { customerId }) },
            text: notPersonal(text.slice(0, 500)),
          },
        },
      ];
    },
  },
);
