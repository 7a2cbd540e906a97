import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { BACKORDER_DEFAULTS } from '../backorder-settings';
import { Id, OneOf, Sku, Time, Units } from '../fields';

const event = publishedBy('orders');

/** What a customer can say to a later date: wait for it, or cancel the units that wait. */
export const PROMISE_ANSWERS = ['wait', 'cancel'] as const;

/** Waiting units of an order, and the question about them. */
const question = { orderId: Id, customerId: Type.Optional(Id), questionId: Id, sku: Sku, quantity: Units };

/** The date that was promised before, and the new one. Without a date nobody knows when goods come. */
const dates = { from: Type.Optional(Time), promisedAt: Type.Optional(Time) };

/**
 * The promised date of waiting units moved. An open question about them is over; where the new date is later than the one
 * that the customer agreed to, `PromiseQuestionAsked` follows at once. The customer's order page shows the new date.
 */
export const OrderPromiseMoved = event('OrderPromiseMoved', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  moveId: Id,
  sku: Sku,
  quantity: Units,
  ...dates,
});

/**
 * The promised date of waiting units slipped, so the customer is asked: wait, or cancel them. Whoever writes to customers
 * tells them. Without an answer until `answerBy` the order does what `unanswered` says. What is in stock is sent meanwhile.
 */
export const PromiseQuestionAsked = event('PromiseQuestionAsked', 1, {
  ...question,
  reason: OneOf('promised-date'),
  ...dates,
  answerBy: Time,
  unanswered: OneOf(...BACKORDER_DEFAULTS),
});

/**
 * The customer, or a person of the shop for them, answered; or the time was over and the shop's rule answered (`deadline`).
 * `cancel` is followed by the cancellation of the units.
 */
export const PromiseQuestionAnswered = event('PromiseQuestionAnswered', 1, {
  ...question,
  answer: OneOf(...PROMISE_ANSWERS),
  by: OneOf('customer', 'staff', 'deadline'),
});

/** The customer did not answer in time, and the shop wants a person to ask: customer-service opens a case. */
export const PromiseQuestionUnanswered = event('PromiseQuestionUnanswered', 1, question);
