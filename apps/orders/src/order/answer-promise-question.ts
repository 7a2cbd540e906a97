import {
  notPersonal,
  OrderPromiseMoved,
  PromiseQuestionAnswered,
  PromiseQuestionAsked,
  PromiseQuestionUnanswered,
} from '@concord/contracts';
import { conflict, fold, notFound, type Command, type Rejection } from '@concord/event-sourcing';
import { cancel, cancelUnits, type CancelOrder } from './cancellation';
import { WAITING, type Order, type Placed } from './order-state';
import { openUnits } from './order-units';
import { orderAggregate, type OrderEvent } from './order.aggregate';
import { isOpen, PromiseMovedEarly, questionIdOf, type PromiseAnswer, type PromiseMove } from './promise-question';

/** Inventory says that the date of waiting units moved. A later date is a question to the customer. */
export type MovePromise = Command<'MovePromise', PromiseMove>;
export type AnswerPromiseQuestion = Command<
  'AnswerPromiseQuestion',
  { orderId: string; questionId: string; answer: PromiseAnswer; by: 'customer' | 'staff' }
>;
/** The time for an answer is over. */
export type SettlePromiseQuestion = Command<'SettlePromiseQuestion', { orderId: string; questionId: string }>;

const DAY_MS = 86_400_000;

/** A date that moves during the checkout is kept until it is over. Units that wait no longer have no date. */
export function movePromise(move: PromiseMove, order: Order, placed: Placed, at: string): OrderEvent[] {
  const { orderId, moveId, sku, from, promisedAt, answerDays, unanswered } = move;
  const { questions, early } = order.promises;
  if (order.moveIds.includes(moveId)) return [];
  if (order.status === 'pending') return early.some((one) => one.moveId === moveId) ? [] : [PromiseMovedEarly.of(move)];
  const quantity = waitingUnits(order, sku);
  if (quantity === 0) return [];
  const units = { orderId, ...customerOf(placed), sku, quantity };
  const date = promisedAt === undefined ? {} : { promisedAt };
  const moved = OrderPromiseMoved.of({ ...units, moveId, ...(from !== undefined && { from }), ...date });
  // The customer has not agreed to the date of an open question.
  const asked = questions.find((question) => question.sku === sku && isOpen(question));
  const agreed = asked ? asked.from : (from ?? null);
  if (agreed === null || (promisedAt !== undefined && Date.parse(promisedAt) <= Date.parse(agreed))) return [moved];
  const questionId = questionIdOf(orderId, questions.length + 1);
  const answerBy = new Date(Date.parse(at) + answerDays * DAY_MS).toISOString();
  const question = { ...units, questionId, reason: 'promised-date', from: agreed, ...date } as const;
  return [moved, PromiseQuestionAsked.of({ ...question, answerBy, unanswered })];
}

/** The same answer twice changes nothing. Another one comes too late: the units wait already, or are cancelled. */
export function answerPromiseQuestion(
  { orderId, questionId, answer, by }: AnswerPromiseQuestion['data'],
  order: Order,
  placed: Placed,
): OrderEvent[] | Rejection {
  const question = order.promises.questions.find((one) => one.questionId === questionId);
  if (!question) return notFound('promise-question-unknown', `The order ${orderId} has no question ${questionId}.`);
  const { status, sku } = question;
  if (status === answer) return [];
  if (status === 'wait' || status === 'cancel')
    return conflict('promise-question-answered', `The question was answered already: ${status}.`, { answer: status });
  if (status === 'over' || waitingUnits(order, sku) === 0)
    return conflict('promise-question-over', `Nothing of ${sku} waits for this answer any more. Look at the order.`);
  return answered(questionId, sku, answer, by, order, placed);
}

/** What the shop does without an answer. Questions that are over, or were answered, are left alone. */
export function settlePromiseQuestion(
  { orderId, questionId }: SettlePromiseQuestion['data'],
  order: Order,
  placed: Placed,
): OrderEvent[] {
  const question = order.promises.questions.find((one) => one.questionId === questionId);
  if (question?.status !== 'open') return [];
  const { sku, unanswered } = question;
  const quantity = waitingUnits(order, sku);
  if (quantity === 0) return [];
  if (unanswered !== 'person') return answered(questionId, sku, unanswered, 'deadline', order, placed);
  return [PromiseQuestionUnanswered.of({ orderId, ...customerOf(placed), questionId, sku, quantity })];
}

/** Cancels units of an order. Who cancels all units that a question is about has answered it. */
export function cancelAndAnswer(data: CancelOrder['data'], order: Order, placed: Placed): OrderEvent[] | Rejection {
  const events = cancel(data, order, placed);
  if (!Array.isArray(events)) return events;
  const after = fold(orderAggregate, events, order);
  if (after.status === 'cancelled') return events;
  const gone = order.promises.questions.filter(
    (question) => isOpen(question) && waitingUnits(after, question.sku) === 0,
  );
  const answers = gone.flatMap(({ questionId, sku }) => {
    const quantity = waitingUnits(order, sku);
    if (quantity === 0) return [];
    const question = { orderId: placed.orderId, ...customerOf(placed), questionId, sku, quantity };
    return [PromiseQuestionAnswered.of({ ...question, answer: 'cancel', by: data.by })];
  });
  return [...answers, ...events];
}

function answered(
  questionId: string,
  sku: string,
  answer: PromiseAnswer,
  by: 'customer' | 'staff' | 'deadline',
  order: Order,
  placed: Placed,
): OrderEvent[] {
  const units = waiting(order, sku);
  const { orderId } = placed;
  const quantity = waitingUnits(order, sku);
  const said = PromiseQuestionAnswered.of({ orderId, ...customerOf(placed), questionId, sku, quantity, answer, by });
  if (answer === 'wait') return [said];
  const reason = notPersonal(`${sku} comes later than promised`);
  return [said, ...cancelUnits({ cancellationId: questionId, reason }, units, 'called-off', order, placed)];
}

/** Units of a SKU that still wait for goods. */
function waiting(order: Order, sku: string) {
  if (order.status !== 'confirmed' && order.status !== 'partially_shipped') return [];
  return openUnits(order).filter((units) => units.sku === sku && units.warehouse === WAITING);
}

const waitingUnits = (order: Order, sku: string) =>
  waiting(order, sku).reduce((sum, { quantity }) => sum + quantity, 0);

const customerOf = ({ customerId }: Placed) => (customerId === undefined ? {} : { customerId });
