import { Type } from 'typebox';
import { OneOf } from './fields';
import { setting } from './setting';

/** What happens to waiting units where the customer does not answer: they wait, are cancelled, or a person asks. */
export const BACKORDER_DEFAULTS = ['wait', 'cancel', 'person'] as const;

export const BACKORDER_ANSWER_DAYS = setting('backorder.answer-days', Type.Integer({ minimum: 1, maximum: 90 }), 7, {
  unit: 'days',
  owner: 'ecommerce_sme',
  says: 'So long a customer can answer whether to wait for a later date. A question keeps the time of its day.',
});

export const BACKORDER_UNANSWERED = setting('backorder.unanswered', OneOf(...BACKORDER_DEFAULTS), 'wait', {
  unit: BACKORDER_DEFAULTS.join(', '),
  owner: 'ecommerce_sme',
  says: 'Without an answer to a later date the units wait, are cancelled, or customer service gets a case.',
});

export const BACKORDER_GRACE_HOURS = setting('backorder.grace-hours', Type.Integer({ minimum: 0, maximum: 720 }), 24, {
  unit: 'hours',
  owner: 'inventory_manager',
  says: 'Goods that were promised may come so much later. After that the customer is asked whether to wait. A promise keeps the time of its day.',
});
