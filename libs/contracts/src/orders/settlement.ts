import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, UnitsOrNone } from '../fields';

const event = publishedBy('orders');

/** A day, such as 2026-01-05. */
const Day = Type.String({ minLength: 10, maxLength: 10 });

/** What moves money at the provider. */
export const MONEY_MOVES = ['capture', 'refund', 'refund-returned', 'chargeback', 'chargeback-returned'] as const;

/** The differences that an event names at most; `differenceCount` counts all of them. */
export const DIFFERENCES_NAMED_MAX = 200;

/** A difference between the books of the provider and ours. `orderId` is absent where we do not know the reference. */
export const PaymentDifference = Type.Object({
  orderId: Type.Optional(Id),
  providerRef: ShortText,
  move: OneOf(...MONEY_MOVES),
  currency: Currency,
  oursMinor: Minor,
  theirsMinor: Minor,
  /** The day on which the difference was seen first. */
  since: Day,
});

/**
 * The books of the payment provider were compared with ours up to the end of a day (UTC). A difference is named until
 * the other side has the amount too.
 */
export const PaymentReconciled = event('PaymentReconciled', 1, {
  day: Day,
  lineCount: UnitsOrNone,
  differenceCount: UnitsOrNone,
  differences: Type.Array(PaymentDifference),
});
