import { marketingEvents, notPersonal } from '@concord/contracts';
import { derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const openCaseWhenCreditMissing = policy('customer-service.open-case-when-credit-missing', marketingEvents, {
  OrderCreditMissing: ({ data: { orderId, customerId, voucherId, reason } }): OpenCase[] => [
    {
      type: 'OpenCase',
      data: {
        caseId: derivedId(`${orderId}/${voucherId ?? 'points'}`, 'credit-missing'),
        kind: 'credit-missing',
        cause: 'event',
        matter: voucherId ?? 'points',
        refs: { orderId, ...(customerId !== undefined && { customerId }) },
        text: notPersonal(
          `${voucherId === undefined ? 'The points' : `The voucher ${voucherId}`} that the order counted on could not be spent (${reason}). Ask the customer for the amount, or let it go.`,
        ),
      },
    },
  ],
});
