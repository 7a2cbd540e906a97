import { notPersonal, OrderCancelled, PromiseQuestionAnswered } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { resolveCaseWhenPromiseQuestionAnswered } from './resolve-case-when-promise-question-answered.policy';

describe('the case of an unanswered question', () => {
  const of = { orderId: 'o', questionId: 'o.1', sku: 'TEE', quantity: 2, by: 'customer' } as const;
  it.each([
    ['the customer answers', PromiseQuestionAnswered.of({ ...of, answer: 'wait' })],
    ['the order is cancelled', OrderCancelled.of({ orderId: 'o', reason: notPersonal('no'), stage: 'confirmed' })],
  ])('is resolved when %s', (_, event) =>
    expect(resolveCaseWhenPromiseQuestionAnswered.react(recorded(event))).toMatchObject([
      { type: 'ResolveOrderCase', data: { orderId: 'o', kind: 'promise-unanswered' } },
    ]),
  );
});
