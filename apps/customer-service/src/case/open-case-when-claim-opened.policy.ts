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
  ClaimSettledTwice: ({ eventId, data: { orderId, customerId, replacementOrderId } }): OpenCase[] => [
    {
      type: 'OpenCase',
      data: {
        caseId: derivedId(eventId, 'claim'),
        kind: 'claim-settled-twice',
        cause: 'event',
        matter: replacementOrderId,
        refs: { orderId, ...(customerId !== undefined && { customerId }) },
        text: notPersonal(
          `The replacement ${replacementOrderId} left although it was called off, and the claim was decided again meanwhile. Ask the customer for the goods, or leave them as a gift.`,
        ),
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
        text: notPersonal(`The replacement of a claim does not settle it: ${detail} Decide the claim anew.`),
      },
    },
  ],
});
