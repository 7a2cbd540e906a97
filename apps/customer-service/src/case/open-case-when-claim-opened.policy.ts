import { orderEvents } from '@concord/contracts';
import { derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const openCaseWhenClaimOpened = policy('customer-service.open-case-when-claim-opened', orderEvents, {
  ClaimOpened: ({ data: { claimId, orderId, customerId, description } }): OpenCase[] => [
    {
      type: 'OpenCase',
      data: {
        caseId: derivedId(claimId, 'claim'),
        kind: 'claim',
        cause: 'event',
        refs: { orderId, ...(customerId !== undefined && { customerId }) },
        text: description,
      },
    },
  ],
});
