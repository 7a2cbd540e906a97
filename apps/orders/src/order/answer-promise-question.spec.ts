import {
  notPersonal,
  OrderBackorderFilled,
  OrderCancelled,
  OrderConfirmed,
  OrderLineCancelled,
  OrderPlaced,
  OrderPromiseMoved,
  PromiseQuestionAnswered,
  PromiseQuestionAsked,
  PromiseQuestionUnanswered,
} from '@concord/contracts';
import { SPEC_TIME } from '@concord/event-sourcing';
import type { AnswerPromiseQuestion, MovePromise, SettlePromiseQuestion } from './answer-promise-question';
import type { CancelOrder } from './cancellation';
import { PromiseMovedEarly } from './promise-question';
import { givenOrder } from './order-in-specs';

const past = givenOrder('o-1');
const orderId = 'o-1';
const sku = 'TEE';
const MARCH = '2026-03-01T00:00:00.000Z';
const APRIL = '2026-04-01T00:00:00.000Z';
const MAY = '2026-05-01T00:00:00.000Z';
const shipTo = { country: 'GB' };
const line = {
  lineId: '1',
  sku,
  title: 'Tee',
  quantity: 5,
  unitMinor: 100,
  discounts: [],
  totalMinor: 500,
  stocked: true,
};
const common = { orderId, currency: 'GBP', lines: [line], totalMinor: 500, shipTo, orderedAt: SPEC_TIME };
const placed = OrderPlaced.of({ ...common, channel: 'b2c', goodsMinor: 500, discountMinor: 0, mayWait: true });
const at = (quantity: number) => ({ sku, warehouse: 'MAIN', quantity });
const waiting = (quantity: number) => [{ sku, quantity, promisedAt: MARCH }];
const confirmed = OrderConfirmed.of({ ...common, allocations: [at(2)], waiting: waiting(3) });
const terms = { answerDays: 7, unanswered: 'wait' as 'wait' | 'cancel' | 'person' };
const dates = (from?: string, promisedAt?: string) => ({ ...(from && { from }), ...(promisedAt && { promisedAt }) });
const move = (moveId: string, from?: string, to?: string, more: Partial<typeof terms> = {}): MovePromise => {
  return { type: 'MovePromise', data: { orderId, moveId, sku, ...dates(from, to), ...terms, ...more } };
};
const moved = (moveId: string, from?: string, to?: string, quantity = 3) =>
  OrderPromiseMoved.of({ orderId, moveId, sku, quantity, ...dates(from, to) });
const answerBy = new Date(Date.parse(SPEC_TIME) + 7 * 86_400_000).toISOString();
const question = (number = 1, quantity = 3) => ({ orderId, questionId: `o-1.${number}`, sku, quantity });
const asked = (number: number, from: string, to?: string, unanswered = terms.unanswered) =>
  PromiseQuestionAsked.of({
    ...question(number),
    reason: 'promised-date',
    ...dates(from, to),
    answerBy,
    unanswered,
  });
const say = (answer: 'wait' | 'cancel', questionId = 'o-1.1'): AnswerPromiseQuestion => {
  return { type: 'AnswerPromiseQuestion', data: { orderId, questionId, answer, by: 'customer' } };
};
const said = (answer: 'wait' | 'cancel', by: 'customer' | 'staff' | 'deadline' = 'customer', quantity = 3) =>
  PromiseQuestionAnswered.of({ ...question(1, quantity), answer, by });
const settle: SettlePromiseQuestion = { type: 'SettlePromiseQuestion', data: { orderId, questionId: 'o-1.1' } };
const reason = notPersonal('TEE comes later than promised');
const gone = (quantity: number, cancellationId = 'o-1.1') =>
  OrderLineCancelled.of({
    orderId,
    cancellationId,
    lineId: '1',
    sku,
    quantity,
    allocations: [],
    amountMinor: quantity * 100,
    discounts: [],
    currency: 'GBP',
    cause: 'called-off',
    reason,
  });
const came = (quantity: number) =>
  OrderBackorderFilled.of({
    orderId,
    fillId: 'f',
    sku,
    allocations: [at(quantity)],
    refused: [],
    waiting: 3 - quantity,
    shipTo,
  });
const slipped = [placed, confirmed, moved('m1', MARCH, APRIL), asked(1, MARCH, APRIL)] as const;

describe('a promised date that moves', () => {
  it('is a question where it moves later', () =>
    past(placed, confirmed)
      .when(move('m1', MARCH, APRIL))
      .then(moved('m1', MARCH, APRIL), asked(1, MARCH, APRIL)));
  it('is a question where nobody knows a date any more', () =>
    past(placed, confirmed).when(move('m1', MARCH)).then(moved('m1', MARCH), asked(1, MARCH)));
  it('is good news where it moves earlier, or where there was none', () => {
    past(placed, confirmed)
      .when(move('m1', APRIL, MARCH))
      .then(moved('m1', APRIL, MARCH));
    past(placed, confirmed)
      .when(move('m1', undefined, MAY))
      .then(moved('m1', undefined, MAY));
  });
  it('moves once, however often it is heard', () =>
    past(...slipped)
      .when(move('m1', MARCH, APRIL))
      .then());
  it('is asked anew where it moves again, against the date that the customer agreed to', () => {
    past(...slipped)
      .when(move('m2', APRIL, MAY))
      .then(moved('m2', APRIL, MAY), asked(2, MARCH, MAY));
    past(...slipped, said('wait'))
      .when(move('m2', APRIL, MAY))
      .then(moved('m2', APRIL, MAY), asked(2, APRIL, MAY));
  });
  it('ends its question where the first date is kept after all', () => {
    past(...slipped)
      .when(move('m2', APRIL, MARCH))
      .then(moved('m2', APRIL, MARCH));
    past(...slipped, moved('m2', APRIL, MARCH))
      .when(say('wait'))
      .thenRejected('promise-question-over');
  });
  it('is nothing for an order that waits no longer', () =>
    past(placed, confirmed, came(3))
      .when(move('m1', MARCH, APRIL))
      .then());
  it('is asked about after the checkout', () => {
    const { type: _, data } = move('m1', MARCH, APRIL);
    past(placed)
      .when(move('m1', MARCH, APRIL))
      .then(PromiseMovedEarly.of(data));
    past(placed, PromiseMovedEarly.of(data))
      .when(move('m1', MARCH, APRIL))
      .then();
    past(placed, PromiseMovedEarly.of(data))
      .when({ type: 'ConfirmOrder', data: { orderId, allocations: [at(2)], waiting: waiting(3) } })
      .then(confirmed, moved('m1', MARCH, APRIL), asked(1, MARCH, APRIL));
  });
});

describe('the answer to a later date', () => {
  it('can be to wait', () =>
    past(...slipped)
      .when(say('wait'))
      .then(said('wait')));
  it('can be to cancel the units that wait; the others are sent', () =>
    past(...slipped)
      .when(say('cancel'))
      .then(said('cancel'), gone(3)));
  it('cancels the order where all of it waits', () =>
    past(
      placed,
      OrderConfirmed.of({ ...common, allocations: [], waiting: waiting(5) }),
      moved('m1', MARCH, APRIL, 5),
      asked(1, MARCH, APRIL),
    )
      .when(say('cancel'))
      .then(said('cancel', 'customer', 5), OrderCancelled.of({ orderId, reason, stage: 'confirmed' })));
  it('cancels only what still waits', () =>
    past(...slipped, came(1))
      .when(say('cancel'))
      .then(said('cancel', 'customer', 2), gone(2)));
  it('counts once, and cannot be changed', () => {
    past(...slipped, said('wait'))
      .when(say('wait'))
      .then();
    past(...slipped, said('wait'))
      .when(say('cancel'))
      .thenRejected('promise-question-answered');
  });
  it('needs a question that is open', () => {
    past(placed, confirmed).when(say('wait')).thenRejected('promise-question-unknown');
    past(...slipped, came(3))
      .when(say('cancel'))
      .thenRejected('promise-question-over');
    past(...slipped, moved('m2', APRIL, MAY), asked(2, MARCH, MAY))
      .when(say('wait'))
      .thenRejected('promise-question-over');
  });
});

describe('cancelling the units that a question is about', () => {
  const cancel = (quantity: number): CancelOrder => {
    const data = { orderId, cancellationId: 'x-1', reason, by: 'staff', lines: [{ sku, quantity }] } as const;
    return { type: 'CancelOrder', data };
  };
  it('answers it, where none of them waits any more', () =>
    past(...slipped)
      .when(cancel(3))
      .then(said('cancel', 'staff'), gone(3, 'x-1')));
  it('leaves it open for those that still wait', () =>
    past(...slipped)
      .when(cancel(1))
      .then(gone(1, 'x-1')));
  it('answers it where it went to a person, and not twice', () => {
    past(...slipped, PromiseQuestionUnanswered.of(question()))
      .when(cancel(3))
      .then(said('cancel', 'staff'), gone(3, 'x-1'));
    past(...slipped, said('wait'))
      .when(cancel(3))
      .then(gone(3, 'x-1'));
  });
});

describe('a question without an answer', () => {
  const open = (unanswered: typeof terms.unanswered) =>
    past(placed, confirmed, moved('m1', MARCH, APRIL), asked(1, MARCH, APRIL, unanswered));
  it('keeps the units waiting', () => open('wait').when(settle).then(said('wait', 'deadline')));
  it('or cancels them', () => open('cancel').when(settle).then(said('cancel', 'deadline'), gone(3)));
  it('or goes to a person, and can still be answered', () => {
    open('person').when(settle).then(PromiseQuestionUnanswered.of(question()));
    past(...slipped, PromiseQuestionUnanswered.of(question()))
      .when(say('cancel'))
      .then(said('cancel'), gone(3));
  });
  it('is left alone where it was answered, or is over', () => {
    past(...slipped, said('wait'))
      .when(settle)
      .then();
    past(...slipped, came(3))
      .when(settle)
      .then();
    past(...slipped, PromiseQuestionUnanswered.of(question()))
      .when(settle)
      .then();
  });
});
