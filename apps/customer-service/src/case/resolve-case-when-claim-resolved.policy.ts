import { notPersonal, orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ResolveOrderCase } from './resolve-order-case.decider';

export const resolveCaseWhenClaimResolved = policy('customer-service.resolve-case-when-claim-resolved', orderEvents, {
  ClaimResolved: ({ data: { claimId, orderId, resolution, stillOpen } }): ResolveOrderCase[] => {
    const wasDecided = stillOpen === undefined;
    const outcome = wasDecided ? `The claim was decided: ${resolution}.` : 'The replacement left after all.';
    const data = { orderId, kind: 'claim', matter: claimId, outcome: notPersonal(outcome) };
    return [{ type: 'ResolveOrderCase', data }];
  },
});
