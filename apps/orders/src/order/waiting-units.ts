import type { OrderPromiseMoved, PromiseQuestionAsked } from '@concord/contracts';
import type { EventFrom } from '@concord/event-sourcing';
import { isOpen, type QUESTION_STATUSES } from './promise-question';

/** Units of an order that wait for goods. Without a date nobody knows when goods come. */
export interface WaitingUnits {
  readonly sku: string;
  readonly quantity: number;
  readonly promisedAt?: string | undefined;
}

type Status = (typeof QUESTION_STATUSES)[number];

/** A question to the customer, as an order shows it. */
export interface AskedQuestion {
  readonly questionId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly from?: string | undefined;
  readonly promisedAt?: string | undefined;
  readonly answerBy: string;
  readonly unanswered: string;
  readonly status: Status;
}

/** The schema of a question, for documents. */
export const ASKED = {
  questionId: 'text',
  sku: 'text',
  quantity: 'whole',
  'from?': 'moment',
  'promisedAt?': 'moment',
  answerBy: 'moment',
  unanswered: 'text',
  status: 'text',
} as const;

/** What a row of an order says of waiting units. */
interface Waiting {
  readonly waiting: WaitingUnits[];
  readonly promiseQuestions: AskedQuestion[];
}

/** Without so many units of a SKU, or without any. A question is over once nothing of its SKU waits. */
export function withoutWaiting({ waiting, promiseQuestions }: Waiting, sku?: string, gone = Infinity): Waiting {
  let rest = gone;
  const left = waiting.flatMap((units) => {
    const taken = sku === undefined || units.sku === sku ? Math.min(rest, units.quantity) : 0;
    rest -= taken;
    return units.quantity > taken ? [{ ...units, quantity: units.quantity - taken }] : [];
  });
  const asked = promiseQuestions.map((question): AskedQuestion => {
    if (!isOpen(question)) return question;
    const quantity = sumUnits(left.filter((units) => units.sku === question.sku));
    return quantity === 0 ? { ...question, status: 'over' } : { ...question, quantity };
  });
  return { waiting: left, promiseQuestions: asked };
}

/** With another date. A question about the date before is over. */
export const withMoved = (
  { waiting, promiseQuestions }: Waiting,
  { sku, promisedAt }: EventFrom<typeof OrderPromiseMoved>['data'],
): Waiting => ({
  waiting: waiting.map((units) =>
    units.sku === sku ? { sku, quantity: units.quantity, ...(promisedAt !== undefined && { promisedAt }) } : units,
  ),
  promiseQuestions: promiseQuestions.map((question) =>
    question.sku === sku && isOpen(question) ? { ...question, status: 'over' } : question,
  ),
});

export function withAsked(
  { waiting, promiseQuestions }: Waiting,
  { questionId, sku, quantity, from, promisedAt, answerBy, unanswered }: EventFrom<typeof PromiseQuestionAsked>['data'],
): Waiting {
  const dates = { ...(from !== undefined && { from }), ...(promisedAt !== undefined && { promisedAt }) };
  const asked = { questionId, sku, quantity, ...dates, answerBy, unanswered, status: 'open' } as const;
  return { waiting, promiseQuestions: [...promiseQuestions, asked] };
}

export const withStatus = ({ waiting, promiseQuestions }: Waiting, questionId: string, status: Status): Waiting => ({
  waiting,
  promiseQuestions: promiseQuestions.map((one) => (one.questionId === questionId ? { ...one, status } : one)),
});

export const sumUnits = (units: readonly { readonly quantity: number }[]) =>
  units.reduce((sum, { quantity }) => sum + quantity, 0);
