import {
  BACKORDER_DEFAULTS,
  fields,
  type OrderPromiseMoved,
  type PROMISE_ANSWERS,
  type PromiseQuestionAnswered,
  type PromiseQuestionAsked,
  type PromiseQuestionUnanswered,
} from '@concord/contracts';
import { event, never, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id, Sku, Time, Units, OneOf } = fields;

/** The date of waiting units moved while the checkout is still under way: the customer is asked once it is over. */
export const PromiseMovedEarly = event('PromiseMovedEarly', 1, {
  orderId: Id,
  moveId: Id,
  sku: Sku,
  from: Type.Optional(Time),
  promisedAt: Type.Optional(Time),
  answerDays: Units,
  unanswered: OneOf(...BACKORDER_DEFAULTS),
});

export type PromiseMove = EventFrom<typeof PromiseMovedEarly>['data'];

/** How a question stands: `over` where another date came, `unanswered` where a person of the shop is to ask. */
export const QUESTION_STATUSES = ['open', 'wait', 'cancel', 'unanswered', 'over'] as const;

/** A question to the customer about waiting units of a SKU. */
export interface PromiseQuestion {
  readonly questionId: string;
  readonly sku: string;
  /** The date that the customer agreed to. */
  readonly from: string | null;
  readonly promisedAt: string | null;
  readonly unanswered: PromiseMove['unanswered'];
  readonly status: (typeof QUESTION_STATUSES)[number];
}

/** The questions of an order, and the dates that moved before it was confirmed. */
export interface Promises {
  readonly questions: readonly PromiseQuestion[];
  readonly early: readonly PromiseMove[];
}

export type PromiseEvent = EventFrom<
  | typeof PromiseMovedEarly
  | typeof OrderPromiseMoved
  | typeof PromiseQuestionAsked
  | typeof PromiseQuestionAnswered
  | typeof PromiseQuestionUnanswered
>;

export const NO_PROMISES: Promises = { questions: [], early: [] };

/** Whether an answer is still wanted. */
export const isOpen = ({ status }: Pick<PromiseQuestion, 'status'>) => status === 'open' || status === 'unanswered';

/** The promises of an order after an event about them. */
export function promisesAfter({ questions, early }: Promises, { type, data }: PromiseEvent): Promises {
  const put = (which: (question: PromiseQuestion) => boolean, status: PromiseQuestion['status']) =>
    questions.map((question) => (which(question) ? { ...question, status } : question));
  switch (type) {
    case 'PromiseMovedEarly':
      return { questions, early: [...early, data] };
    case 'OrderPromiseMoved':
      return { early, questions: put((question) => question.sku === data.sku && isOpen(question), 'over') };
    case 'PromiseQuestionAsked': {
      const { questionId, sku, from = null, promisedAt = null, unanswered } = data;
      const asked = { questionId, sku, from, promisedAt, unanswered, status: 'open' } as const;
      return { early, questions: [...questions, asked] };
    }
    case 'PromiseQuestionAnswered':
      return { early, questions: put(({ questionId }) => questionId === data.questionId, data.answer) };
    case 'PromiseQuestionUnanswered':
      return { early, questions: put(({ questionId }) => questionId === data.questionId, 'unanswered') };
    default:
      return never(type);
  }
}

/** The id of a question is its order and its number. */
export const questionIdOf = (orderId: string, number: number) => `${orderId}.${number}`;
export const orderOfQuestion = (questionId: string) => questionId.slice(0, questionId.lastIndexOf('.'));

export type PromiseAnswer = (typeof PROMISE_ANSWERS)[number];
