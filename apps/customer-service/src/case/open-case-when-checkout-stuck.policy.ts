import { CheckoutStuck, notPersonal, SagaStuck } from '@concord/contracts';
import { derivedId, momentText, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

type Stuck = ReturnType<typeof CheckoutStuck.of | typeof SagaStuck.of>;

const openCase = ({ data: { orderId, customerId, step, since } }: Stuck): OpenCase[] => [
  {
    type: 'OpenCase',
    data: {
      caseId: derivedId(`${orderId}/${since}`, `checkout-stuck-${step}`),
      kind: 'checkout-stuck',
      cause: 'event',
      refs: { orderId, ...(customerId !== undefined && { customerId }) },
      text: notPersonal(`The checkout has stood at the step ${step} since ${momentText(since)}.`),
    },
  },
];

export const openCaseWhenCheckoutStuck = policy(
  'customer-service.open-case-when-checkout-stuck',
  { CheckoutStuck, SagaStuck },
  { CheckoutStuck: openCase, SagaStuck: openCase },
);
