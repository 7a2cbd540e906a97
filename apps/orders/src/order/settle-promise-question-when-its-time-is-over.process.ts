import { PromiseQuestionAnswered, PromiseQuestionAsked } from '@concord/contracts';
import { process } from '@concord/event-sourcing';
import type { SettlePromiseQuestion } from './answer-promise-question';
import { orderOfQuestion } from './promise-question';

/** Settles a question that nobody answered. The process remembers nothing: the order knows whether it is still open. */
export const settlePromiseQuestionWhenItsTimeIsOver = process('orders.settle-promise-question-when-its-time-is-over', {
  kind: 'promise-deadline',
  events: {},
  initial: {},
  evolve: (state: object) => state,
  hears: { PromiseQuestionAsked, PromiseQuestionAnswered },
  opensOn: ['PromiseQuestionAsked'],
  idFor: ({ data }) => data.questionId,
  on: {
    PromiseQuestionAsked: ({ data: { answerBy }, occurredAt }) => ({
      timers: [{ name: 'deadline', inMs: Math.max(0, Date.parse(answerBy) - Date.parse(occurredAt)) }],
    }),
    PromiseQuestionAnswered: () => ({ stopTimers: ['deadline'] }),
  },
  timers: {
    deadline: (_, questionId) => {
      const data = { orderId: orderOfQuestion(questionId), questionId };
      const command: SettlePromiseQuestion = { type: 'SettlePromiseQuestion', data };
      return { commands: [command] };
    },
  },
});
