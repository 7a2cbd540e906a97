import { PromiseQuestionAnswered, PromiseQuestionAsked } from '@concord/contracts';
import { givenProcess, recorded, SPEC_TIME } from '@concord/event-sourcing';
import { settlePromiseQuestionWhenItsTimeIsOver } from './settle-promise-question-when-its-time-is-over.process';

const past = givenProcess(settlePromiseQuestionWhenItsTimeIsOver);
const question = { orderId: 'o-1', questionId: 'o-1.1', sku: 'TEE', quantity: 2 };
const asked = PromiseQuestionAsked.of({
  ...question,
  reason: 'promised-date',
  from: '2026-03-01T00:00:00.000Z',
  answerBy: new Date(Date.parse(SPEC_TIME) + 60_000).toISOString(),
  unanswered: 'wait',
});

describe('a question about a later date', () => {
  it('is settled when its time is over', () => {
    past()
      .when(recorded(asked))
      .then({ timers: [{ name: 'deadline', inMs: 60_000 }] });
    past()
      .whenTimeout('deadline', 'o-1.1')
      .then({ commands: [{ type: 'SettlePromiseQuestion', data: { orderId: 'o-1', questionId: 'o-1.1' } }] });
  });
  it('is left alone once it was answered', () =>
    past()
      .when(recorded(PromiseQuestionAnswered.of({ ...question, answer: 'wait', by: 'customer' })))
      .then({ stopTimers: ['deadline'] }));
});
