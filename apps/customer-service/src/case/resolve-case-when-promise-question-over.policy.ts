import { notPersonal, orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import { PROMISE_UNANSWERED } from './open-case-when-promise-question-unanswered.policy';
import type { ResolveOrderCase } from './resolve-order-case.decider';

const resolve = (of: { orderId: string; matter?: string }, outcome: string): ResolveOrderCase[] => [
  { type: 'ResolveOrderCase', data: { ...of, kind: PROMISE_UNANSWERED, outcome: notPersonal(outcome) } },
];

export const resolveCaseWhenPromiseQuestionOver = policy(
  'customer-service.resolve-case-when-promise-question-over',
  orderEvents,
  {
    PromiseQuestionAnswered: ({ data: { orderId, sku, answer } }) =>
      resolve({ orderId, matter: sku }, answer === 'wait' ? `The customer waits for ${sku}.` : `${sku} is cancelled.`),
    OrderPromiseMoved: ({ data: { orderId, sku } }) => resolve({ orderId, matter: sku }, `${sku} has another date.`),
    OrderBackorderFilled: ({ data: { orderId, sku, waiting } }) =>
      waiting > 0 ? [] : resolve({ orderId, matter: sku }, `${sku} came in.`),
    OrderCancelled: ({ data: { orderId } }) => resolve({ orderId }, 'The order was cancelled.'),
  },
);
