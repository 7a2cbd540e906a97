import { notPersonal, orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ResolveOrderCase } from './resolve-order-case.decider';

/** The case is about all claims of the order: it stays while a person is to decide one of them. */
export const resolveCaseWhenReplacementLeftAfterAll = policy(
  'customer-service.resolve-case-when-replacement-left-after-all',
  orderEvents,
  {
    ClaimResolved: ({ data: { orderId, stillOpen } }): ResolveOrderCase[] => {
      if (stillOpen !== 0) return [];
      const outcome = notPersonal('The replacement left after all.');
      return [{ type: 'ResolveOrderCase', data: { orderId, kind: 'claim', outcome } }];
    },
  },
);
