import { orderEvents } from '@concord/contracts';
import { derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const openCaseWhenCheckoutStuck = policy('customer-service.open-case-when-checkout-stuck', orderEvents, {
  SagaStuck: ({ data: { orderId, customerId, step, since } }): OpenCase[] => [
    {
      type: 'OpenCase',
      data: {
        caseId: derivedId(`${orderId}/${since}`, `checkout-stuck-${step}`),
        kind: 'checkout-stuck',
        cause: 'event',
        refs: { orderId, ...(customerId !== undefined && { customerId }) },
        text: `Checkout has stood at the step ${step} since ${since}.`.slice(0, 500),
      },
    },
  ],
});
