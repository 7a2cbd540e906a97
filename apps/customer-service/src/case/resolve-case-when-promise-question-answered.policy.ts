import { notPersonal, orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import { PROMISE_UNANSWERED } from './open-case-when-promise-question-unanswered.policy';
import type { ResolveOrderCase } from './resolve-order-case.decider';

const resolve = (orderId: string, outcome: string): ResolveOrderCase[] => [
  { type: 'ResolveOrderCase', data: { orderId, kind: PROMISE_UNANSWERED, outcome: notPersonal(outcome) } },
];

export const resolveCaseWhenPromiseQuestionAnswered = policy(
  'customer-service.resolve-case-when-promise-question-answered',
  orderEvents,
  {
    PromiseQuestionAnswered: ({ data: { orderId, sku, answer } }) =>
      resolve(orderId, answer === 'wait' ? `The customer waits for ${sku}.` : `${sku} is cancelled.`),
    OrderCancelled: ({ data: { orderId } }) => resolve(orderId, 'The order was cancelled.'),
  },
);
