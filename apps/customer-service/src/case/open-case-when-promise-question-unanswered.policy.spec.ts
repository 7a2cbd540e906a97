import { PromiseQuestionUnanswered } from '@concord/contracts';
import { derivedId, recorded } from '@concord/event-sourcing';
import { openCaseWhenPromiseQuestionUnanswered } from './open-case-when-promise-question-unanswered.policy';

describe('a question about a later date that nobody answered', () => {
  it('opens a case', () => {
    const of = { orderId: 'o-1', customerId: 'ada', questionId: 'o-1.1', sku: 'TEE', quantity: 2 };
    expect(openCaseWhenPromiseQuestionUnanswered.react(recorded(PromiseQuestionUnanswered.of(of)))).toMatchObject([
      {
        type: 'OpenCase',
        data: {
          caseId: derivedId('o-1.1', 'promise-unanswered'),
          kind: 'promise-unanswered',
          refs: { orderId: 'o-1', customerId: 'ada', sku: 'TEE' },
        },
      },
    ]);
  });
});
