import { Type } from 'typebox';
import { BACKORDER_ANSWER_DAYS, BACKORDER_GRACE_HOURS, BACKORDER_UNANSWERED } from './backorder-settings';
import { CART_ABANDONED_MINUTES, CART_DAYS } from './cart-settings';
import {
  VOUCHER_GOODWILL_LIMIT,
  VOUCHER_DAY_FACTOR,
  VOUCHER_LIFE_DAYS,
  VOUCHER_REFUND_DAYS,
  POINTS_EARN,
  POINTS_VALUE,
  POINTS_BURN_MIN,
  POINTS_PENDING_DAYS,
  POINTS_LIFE_DAYS,
  POINTS_RESTORE_DAYS,
  POINTS_ADJUST_LIMIT,
  POINTS_DAY_FACTOR,
} from './credit-settings';
import { DOCUMENT_NUMBERING, DOCUMENT_SELLER, INVOICE_DUE_DAYS, RETURN_ADDRESSES } from './document-settings';
import { GradePercents, OneOf } from './fields';
import { setting, whole, type DeclaredSetting } from './setting';

/** Returns are possible until this many days after the last arrival; the law of many countries asks for 14. */
export const RETURN_WINDOW_DAYS = setting('return.window-days', whole(14, 365), 30, {
  unit: 'days',
  owner: 'ecommerce_sme',
  says: 'Units may come back until so long after the last parcel arrived. An order keeps the window of its day.',
});

export const RETURN_SHIPPING = setting('return.shipping', OneOf('last-units', 'never'), 'last-units', {
  unit: 'last-units, never',
  owner: 'ecommerce_sme',
  says: 'Whether the price of shipping goes back with the last goods of an order. Goods that are kept, exchanged or were added keep it due.',
});

export const RETURN_PARCEL_DAYS = setting('return.parcel-days', whole(1, 90), 14, {
  unit: 'days',
  owner: 'ecommerce_sme',
  says: 'An authorised return expires when its parcel has not come within this time.',
});

export const RETURN_GRADE_PERCENTS = setting(
  'return.grade-percents',
  GradePercents,
  { A: 100, B: 80, C: 50 },
  {
    unit: 'percent of the price paid',
    owner: 'ecommerce_sme',
    says: 'The refund for a returned unit by its grade: A as new, B opened, C damaged. A worse grade never gives more. An order keeps the percentages of its day.',
    check: ({ A, B, C }) => (A >= B && B >= C ? [] : ['must not rise from A to B to C']),
  },
);

export const EXCHANGE_DAYS = setting('exchange.return-days', whole(1, 90), 21, {
  unit: 'days',
  owner: 'ecommerce_sme',
  says: 'Exchanged goods must be back within this time. An exchange keeps the time of its day.',
});

export const PRICE_APPROVAL_PERCENT = setting('price.approval-percent', whole(0, 100), 15, {
  unit: 'percent',
  owner: 'ecommerce_sme',
  says: 'A price that changes by more than this needs the approval of a second person.',
});

export const PRICE_MARGIN_FLOOR_PERCENT = setting('price.margin-floor-percent', whole(0, 99), 5, {
  unit: 'percent of the price',
  owner: 'ecommerce_sme',
  says: 'A price that leaves less than this above the last known cost needs the approval of a second person.',
});

/** An amount with its currency: amounts of two currencies are never compared. */
const money = Type.Object({ amountMinor: whole(0, 100_000_000), currency: Type.String({ pattern: '^[A-Z]{3}$' }) });

const REFUND_LIMIT = 'may refund by hand for one order, where the token of the person names no limit.';

export const REFUND_AGENT_LIMIT = setting(
  'refund.agent-limit',
  money,
  { amountMinor: 10_000, currency: 'GBP' },
  { unit: 'minor units', owner: 'ecommerce_sme', says: `What an agent ${REFUND_LIMIT}` },
);

export const REFUND_LEAD_LIMIT = setting(
  'refund.lead-limit',
  money,
  { amountMinor: 100_000, currency: 'GBP' },
  { unit: 'minor units', owner: 'ecommerce_sme', says: `What a lead ${REFUND_LIMIT}` },
);

export const REFUND_DAY_FACTOR = setting('refund.day-factor', whole(1, 1_000), 10, {
  unit: 'times',
  owner: 'ecommerce_sme',
  says: 'A person may refund this many times the limit of an order in a day, over all orders.',
});

export const REFUND_PAYOUT_DAYS = setting('refund.payout-days', whole(1, 90), 3, {
  unit: 'days',
  owner: 'head_of_digital',
  says: 'A refund that no card gets back is paid out by a person. A case opens when nobody has done so for so long.',
});

export const PAYMENT_RETRY_MINUTES = setting(
  'payment.retry-minutes',
  Type.Array(whole(1, 1_440), { minItems: 1, maxItems: 10 }),
  [1, 10, 60],
  {
    unit: 'minutes',
    owner: 'head_of_digital',
    says: 'A refused refund or capture is retried after each of these waits. After the last one a person must look.',
  },
);

export const PAYMENT_REMINDER_DAYS = setting(
  'payment.reminder-days',
  Type.Array(whole(1, 90), { maxItems: 10 }),
  [1, 3, 7],
  {
    unit: 'days',
    owner: 'head_of_digital',
    says: 'After the retries in minutes the customer is reminded of a refused capture, which is retried after each of these waits. After the last one a person must look.',
  },
);

export const PAYMENT_AUTHORISATION_DAYS = setting('payment.authorisation-days', whole(1, 365), 7, {
  unit: 'days',
  owner: 'head_of_digital',
  says: 'An authorisation counts for so long. What is captured later is authorised anew first.',
});

export const PAYMENT_ACTION_MINUTES = setting('payment.action-minutes', whole(1, 1_440), 30, {
  unit: 'minutes',
  owner: 'head_of_digital',
  says: 'An order is rejected when its customer has not confirmed the payment at the bank for so long.',
});

export const CHECKOUT_STUCK_MINUTES = setting('checkout.stuck-minutes', whole(1, 1_440), 5, {
  unit: 'minutes',
  owner: 'head_of_digital',
  says: 'A checkout that stays in one step for so long is announced as stuck.',
});

export const PAYMENT_UNKNOWN_MINUTES = setting('payment.unknown-minutes', whole(1, 1_440), 15, {
  unit: 'minutes',
  owner: 'head_of_digital',
  says: 'An order is rejected, and its payment voided, when the provider has not answered for so long.',
});

export const QUOTE_MINUTES = setting('quote.minutes', whole(1, 1_440), 15, {
  unit: 'minutes',
  owner: 'ecommerce_sme',
  says: 'The prices of a quote hold for so long.',
});

export const CASE_REOPEN_DAYS = setting('case.reopen-days', whole(0, 365), 14, {
  unit: 'days',
  owner: 'ecommerce_sme',
  says: 'A resolved case may be reopened for so long. A case keeps the time of the day on which it was resolved.',
});

export const RECEIPT_OVER_PERCENT = setting('receipt.over-percent', whole(0, 100), 10, {
  unit: 'percent',
  owner: 'inventory_manager',
  says: 'The last delivery of a purchase order may bring this much more than was ordered.',
});

export const STOCK_LOW_UNITS = setting('stock.low-units', whole(0, 1_000_000), 5, {
  unit: 'units',
  owner: 'inventory_manager',
  says: 'Stock is low at so many sellable units or fewer, where a SKU has no threshold of its own. It counts from the next movement of a SKU on.',
});

export const STOCK_NOTICE_MINUTES = setting('stock.notice-minutes', whole(1, 1_440), 30, {
  unit: 'minutes',
  owner: 'inventory_manager',
  says: 'After an alarm and its recovery, at most one crossing of the threshold is announced in this time.',
});

/** A hold can last no longer than this, whatever the shop allows. */
const HOLD_MINUTES_LIMIT = 1_440;

export const HOLD_MINUTES = setting('hold.minutes', whole(1, HOLD_MINUTES_LIMIT), 15, {
  unit: 'minutes',
  owner: 'ecommerce_sme',
  says: 'The units of a basket are held so long where nobody says how long.',
});

export const HOLD_MINUTES_MIN = setting('hold.minutes-min', whole(1, HOLD_MINUTES_LIMIT), 5, {
  unit: 'minutes',
  owner: 'ecommerce_sme',
  says: 'A hold lasts at least so long.',
});

export const HOLD_MINUTES_MAX = setting('hold.minutes-max', whole(1, HOLD_MINUTES_LIMIT), 60, {
  unit: 'minutes',
  owner: 'ecommerce_sme',
  says: 'A hold lasts at most so long, without its extensions.',
});

export const HOLD_EXTENSION_MINUTES = setting('hold.extension-minutes', whole(1, HOLD_MINUTES_LIMIT), 10, {
  unit: 'minutes',
  owner: 'ecommerce_sme',
  says: 'An extension makes a hold last so much longer.',
});

export const HOLD_EXTENSIONS_MAX = setting('hold.extensions-max', whole(0, 10), 2, {
  unit: 'times',
  owner: 'ecommerce_sme',
  says: 'A hold can be extended so often. Changing the basket renews it.',
});

export const HOLD_RENEWAL_MINUTES = setting('hold.renewal-minutes', whole(0, HOLD_MINUTES_LIMIT), 60, {
  unit: 'minutes',
  owner: 'ecommerce_sme',
  says: 'Changes of the basket and extensions renew a hold up to so long after its first end: others want the units too.',
});

export const PARCEL_TOLERANCE_PERCENT = setting('parcel.tolerance-percent', whole(0, 100), 3, {
  unit: 'percent',
  owner: 'logistics_manager',
  says: 'A parcel may weigh this much more or less than its contents. The tolerance includes the packaging.',
});

export const PARCEL_TOLERANCE_G = setting('parcel.tolerance-g', whole(0, 10_000), 20, {
  unit: 'grams',
  owner: 'logistics_manager',
  says: 'The tolerance of a parcel is at least this.',
});

/** The lowest coverage, in thousandths, for each verdict. */
export const CAMPAIGN_COVERAGE = setting(
  'campaign.coverage-milli',
  Type.Object({ risk: whole(1, 100_000), clear: whole(1, 100_000), resume: whole(1, 100_000) }),
  { risk: 1_000, clear: 1_200, resume: 1_300 },
  {
    unit: 'thousandths',
    owner: 'marketing_manager',
    says: 'Supply divided by demand: a campaign is HELD below risk and CLEAR from clear on; a paused one goes on from resume on.',
    check: ({ risk, clear, resume }) =>
      risk <= clear && clear <= resume ? [] : ['must not fall from risk to clear to resume'],
  },
);

export const CAMPAIGN_RESUME_MINUTES = setting('campaign.resume-after-minutes', whole(0, 10_080), 30, {
  unit: 'minutes',
  owner: 'marketing_manager',
  says: 'A paused campaign goes on when stock has sufficed for so long.',
});

export const CAMPAIGN_LAG_SECONDS = setting('campaign.lag-seconds', whole(1, 3_600), 60, {
  unit: 'seconds',
  owner: 'marketing_manager',
  says: 'A decision to send rests on stock facts that are at most this old.',
});

export const CAMPAIGN_BATCH_PEOPLE = setting('campaign.batch-people', whole(1, 1_000_000), 500, {
  unit: 'people',
  owner: 'marketing_manager',
  says: 'A campaign tells at most so many people for one look at the stock, or the share of its audience where that is more.',
});

export const CAMPAIGN_BATCH_PERCENT = setting('campaign.batch-percent', whole(0, 100), 1, {
  unit: 'percent',
  owner: 'marketing_manager',
  says: 'The share of the audience that a campaign may tell for one look at the stock.',
});

/** An override cannot be asked for longer than this, whatever the shop allows. */
export const OVERRIDE_HOURS_MAX = 8_760;

export const CAMPAIGN_OVERRIDE_HOURS = setting('campaign.override-hours', whole(1, OVERRIDE_HOURS_MAX), 48, {
  unit: 'hours',
  owner: 'marketing_manager',
  says: 'An override lasts so long where nobody says how long.',
});

export const CAMPAIGN_OVERRIDE_HOURS_MAX = setting('campaign.override-hours-max', whole(1, OVERRIDE_HOURS_MAX), 168, {
  unit: 'hours',
  owner: 'marketing_manager',
  says: 'An override lasts at most so long.',
});

/** Every setting, by key. The service oversight owns their versions. */
export const SETTINGS: Readonly<Record<string, DeclaredSetting>> = Object.fromEntries(
  [
    RETURN_WINDOW_DAYS,
    RETURN_SHIPPING,
    RETURN_PARCEL_DAYS,
    RETURN_GRADE_PERCENTS,
    EXCHANGE_DAYS,
    BACKORDER_ANSWER_DAYS,
    BACKORDER_UNANSWERED,
    BACKORDER_GRACE_HOURS,
    PRICE_APPROVAL_PERCENT,
    PRICE_MARGIN_FLOOR_PERCENT,
    REFUND_AGENT_LIMIT,
    REFUND_LEAD_LIMIT,
    REFUND_DAY_FACTOR,
    REFUND_PAYOUT_DAYS,
    PAYMENT_RETRY_MINUTES,
    PAYMENT_REMINDER_DAYS,
    PAYMENT_AUTHORISATION_DAYS,
    PAYMENT_ACTION_MINUTES,
    CHECKOUT_STUCK_MINUTES,
    PAYMENT_UNKNOWN_MINUTES,
    QUOTE_MINUTES,
    CART_DAYS,
    CART_ABANDONED_MINUTES,
    CASE_REOPEN_DAYS,
    RECEIPT_OVER_PERCENT,
    STOCK_LOW_UNITS,
    STOCK_NOTICE_MINUTES,
    HOLD_MINUTES,
    HOLD_MINUTES_MIN,
    HOLD_MINUTES_MAX,
    HOLD_EXTENSION_MINUTES,
    HOLD_EXTENSIONS_MAX,
    HOLD_RENEWAL_MINUTES,
    PARCEL_TOLERANCE_PERCENT,
    PARCEL_TOLERANCE_G,
    CAMPAIGN_COVERAGE,
    CAMPAIGN_RESUME_MINUTES,
    CAMPAIGN_LAG_SECONDS,
    CAMPAIGN_BATCH_PEOPLE,
    CAMPAIGN_BATCH_PERCENT,
    CAMPAIGN_OVERRIDE_HOURS,
    CAMPAIGN_OVERRIDE_HOURS_MAX,
    VOUCHER_GOODWILL_LIMIT,
    VOUCHER_DAY_FACTOR,
    VOUCHER_LIFE_DAYS,
    VOUCHER_REFUND_DAYS,
    POINTS_EARN,
    POINTS_VALUE,
    POINTS_BURN_MIN,
    POINTS_PENDING_DAYS,
    POINTS_LIFE_DAYS,
    POINTS_RESTORE_DAYS,
    POINTS_ADJUST_LIMIT,
    POINTS_DAY_FACTOR,
    DOCUMENT_SELLER,
    DOCUMENT_NUMBERING,
    INVOICE_DUE_DAYS,
    RETURN_ADDRESSES,
  ].map((each) => [each.key, each as DeclaredSetting]),
);

/**
 * An approved version takes effect this long after its approval at the earliest: by then every instance of every service
 * knows it, and all of them begin to use it at the same moment.
 */
export const SETTING_LEAD_S = 30;
