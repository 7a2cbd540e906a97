import { Type } from 'typebox';
import { setting, whole } from './setting';

/** A whole number for each currency: amounts of two currencies are never compared. */
const byCurrency = (minimum: number, maximum: number) =>
  Type.Record(Type.String({ pattern: '^[A-Z]{3}$' }), whole(minimum, maximum), { additionalProperties: false });
const isForSome = (amounts: Readonly<Record<string, number>>) =>
  Object.keys(amounts).length > 0 ? [] : ['must name a currency'];

const AMOUNT_MINOR_MAX = 100_000_000;
/** Ten years: what is kept for customers has an end, so that nobody owes it for ever. */
const KEPT_DAYS_MAX = 3_650;

export const VOUCHER_GOODWILL_LIMIT = setting(
  'voucher.goodwill-limit',
  byCurrency(0, AMOUNT_MINOR_MAX),
  { GBP: 5_000, EUR: 5_000, USD: 5_000 },
  {
    unit: 'minor units',
    owner: 'ecommerce_sme',
    says: 'A person may issue a goodwill voucher of at most this amount. A currency that is not named has no goodwill.',
    check: isForSome,
  },
);

export const VOUCHER_DAY_FACTOR = setting('voucher.day-factor', whole(1, 1_000), 10, {
  unit: 'times',
  owner: 'ecommerce_sme',
  says: 'A person may issue goodwill of this many times the limit of a voucher in a day.',
});

export const VOUCHER_LIFE_DAYS = setting('voucher.life-days', whole(30, KEPT_DAYS_MAX), 1_095, {
  unit: 'days',
  owner: 'marketing_manager',
  says: 'A voucher can be spent for so long after it was issued. A voucher keeps the end that it was issued with.',
});

export const VOUCHER_REFUND_DAYS = setting('voucher.refund-days', whole(0, KEPT_DAYS_MAX), 365, {
  unit: 'days',
  owner: 'marketing_manager',
  says: 'A refund to a voucher that is over makes a new voucher for so long. With 0 a refund to an expired voucher expires too.',
});

export const POINTS_EARN = setting(
  'points.earn-minor',
  byCurrency(1, AMOUNT_MINOR_MAX),
  { GBP: 100, EUR: 100, USD: 100 },
  {
    unit: 'minor units',
    owner: 'marketing_manager',
    says: 'Each time so much was paid for delivered units, they earn a point. An order keeps the rate of its day; a currency that is not named earns none.',
    check: isForSome,
  },
);

export const POINTS_VALUE = setting(
  'points.value-minor',
  byCurrency(1, AMOUNT_MINOR_MAX),
  { GBP: 1, EUR: 1, USD: 1 },
  {
    unit: 'minor units',
    owner: 'marketing_manager',
    says: 'A point pays so much of an order. Orders in a currency that is not named take no points.',
    check: isForSome,
  },
);

export const POINTS_BURN_MIN = setting('points.burn-minimum', whole(1, 1_000_000), 100, {
  unit: 'points',
  owner: 'marketing_manager',
  says: 'An order can be paid with so many points or more.',
});

export const POINTS_PENDING_DAYS = setting('points.pending-days', whole(0, 365), 30, {
  unit: 'days',
  owner: 'marketing_manager',
  says: 'Points wait for so long after the delivery of their units, because the units may come back.',
});

export const POINTS_LIFE_DAYS = setting('points.life-days', whole(30, KEPT_DAYS_MAX), 365, {
  unit: 'days',
  owner: 'marketing_manager',
  says: 'Points can be spent for so long from the moment at which they are available.',
});

export const POINTS_RESTORE_DAYS = setting('points.restore-days', whole(0, KEPT_DAYS_MAX), 90, {
  unit: 'days',
  owner: 'marketing_manager',
  says: 'Points that come back after they would have expired can be spent for so long. With 0 they expire at once.',
});

export const POINTS_ADJUST_LIMIT = setting('points.adjust-limit', whole(0, 10_000_000), 5_000, {
  unit: 'points',
  owner: 'ecommerce_sme',
  says: 'A person may give or take so many points of a customer at a time.',
});

export const POINTS_DAY_FACTOR = setting('points.day-factor', whole(1, 1_000), 10, {
  unit: 'times',
  owner: 'ecommerce_sme',
  says: 'A person may give this many times the limit of an adjustment in a day, over all customers.',
});
