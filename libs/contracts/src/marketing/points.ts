import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf, ShortText, Time, Units, UnitsOrNone } from '../fields';

const event = publishedBy('marketing');

/**
 * What an account holds after the event: points that can be spent, that wait for the end of a return period, and that
 * the customer owes because they were spent before their purchase came back.
 */
const account = { customerId: Id, available: UnitsOrNone, pending: UnitsOrNone, owed: UnitsOrNone };

/** Delivered units earned points: a lot that can be spent once the return period is over. */
export const PointsEarned = event('PointsEarned', 1, {
  ...account,
  lotId: Id,
  points: Units,
  orderId: Type.Optional(Id),
  availableAt: Time,
  expiresAt: Time,
});

/** The return period of a purchase is over: its points can be spent. Points that are owed were taken off first. */
export const PointsReleased = event('PointsReleased', 1, {
  ...account,
  lotId: Id,
  points: Units,
  settled: UnitsOrNone,
});

/** Points wait for the order that wants to spend them. */
export const PointsBurnHeld = event('PointsBurnHeld', 1, { ...account, orderId: Id, points: Units });

/** The account does not have the points that an order asks for: the checkout ends. */
export const PointsBurnRejected = event('PointsBurnRejected', 1, {
  customerId: Id,
  orderId: Id,
  reason: OneOf('balance', 'minimum', 'not-enrolled'),
});

/** The order is confirmed: its points are spent. */
export const PointsBurned = event('PointsBurned', 1, { ...account, orderId: Id, points: Units });

/** Points came back: the order ended before it was confirmed, or goods came back that were paid with points. */
export const PointsRestored = event('PointsRestored', 1, {
  ...account,
  orderId: Id,
  points: Units,
  /** Absent where the order ended before it was confirmed. */
  refundId: Type.Optional(Id),
});

/** A purchase came back, so its points go: first those that waited, then available ones, and the rest is owed. */
export const PointsReversed = event('PointsReversed', 1, {
  ...account,
  orderId: Id,
  returnId: Id,
  fromPending: UnitsOrNone,
  fromAvailable: UnitsOrNone,
  newlyOwed: UnitsOrNone,
});

/** Points were not spent in time. */
export const PointsExpired = event('PointsExpired', 1, { ...account, lotId: Id, points: Units });

/** A person gave or took points. */
export const PointsAdjusted = event('PointsAdjusted', 1, {
  ...account,
  adjustmentId: Id,
  points: Type.Integer(),
  reason: ShortText,
});
