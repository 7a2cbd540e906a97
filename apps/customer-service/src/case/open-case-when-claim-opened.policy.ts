import { notPersonal, orderEvents } from '@concord/contracts';
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
        matter: claimId,
        refs: { orderId, ...(customerId !== undefined && { customerId }) },
        text: description,
      },
    },
  ],
  ClaimReopened: ({ eventId, data: { claimId, orderId, customerId, detail } }): OpenCase[] => [
    {
      type: 'OpenCase',
      data: {
        caseId: derivedId(eventId, 'claim'),
        kind: 'claim',
        cause: 'event',
        matter: claimId,
        refs: { orderId, ...(customerId !== undefined && { customerId }) },
        text: notPersonal(`The replacement of a claim is not sent: ${detail} Decide the claim anew.`),
      },
    },
  ],
});
