import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf, Time, Units, UnitsOrNone } from '../fields';
import { Personal } from '../personal';

const event = publishedBy('marketing');

/**
 * What an account holds after the event: points that can be spent, that wait for the end of a return period, that wait
 * for an order, and that the customer owes because they were spent before their purchase came back. Nobody who owes
 * points has any to spend.
 */
const account = {
  customerId: Id,
  available: UnitsOrNone,
  pending: UnitsOrNone,
  held: UnitsOrNone,
  owed: UnitsOrNone,
};

/** Points of one lot. */
const LotPart = Type.Object({ lotId: Id, points: Units });

/** Delivered units earned points: a lot that can be spent once the return period is over. */
export const PointsEarned = event('PointsEarned', 1, {
  ...account,
  lotId: Id,
  points: Units,
  orderId: Type.Optional(Id),
  availableAt: Time,
  expiresAt: Time,
});

/** The return period of a purchase is over: its points can be spent. `settled` points of them pay what was owed. */
export const PointsReleased = event('PointsReleased', 1, {
  ...account,
  lotId: Id,
  points: Units,
  settled: UnitsOrNone,
});

/** Points wait for the order that wants to spend them: those that expire first. */
export const PointsBurnHeld = event('PointsBurnHeld', 1, {
  ...account,
  orderId: Id,
  points: Units,
  lots: Type.Array(LotPart),
});

/** The account does not have the points that an order asks for: the checkout ends. */
export const PointsBurnRejected = event('PointsBurnRejected', 1, {
  customerId: Id,
  orderId: Id,
  reason: OneOf('balance', 'minimum', 'not-enrolled'),
});

/** The order is confirmed: its points are spent. */
export const PointsBurned = event('PointsBurned', 1, { ...account, orderId: Id, points: Units });

/**
 * Points came back: the order ended before it was confirmed, or goods came back that were paid with points. They go to
 * the lots that they came from, or to a new lot where the old one expired; `settled` points pay what was owed.
 */
export const PointsRestored = event('PointsRestored', 1, {
  ...account,
  orderId: Id,
  points: Units,
  settled: UnitsOrNone,
  /** Where the points are now: all but the settled ones. */
  lots: Type.Array(Type.Object({ lotId: Id, points: Units, expiresAt: Time })),
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
  lots: Type.Array(LotPart),
});

/** Points were not spent in time. */
export const PointsExpired = event('PointsExpired', 1, { ...account, lotId: Id, points: Units });

/** A person gave or took points. Given points are a lot with the id of the adjustment. */
export const PointsAdjusted = event('PointsAdjusted', 1, {
  ...account,
  adjustmentId: Id,
  points: Type.Integer(),
  settled: UnitsOrNone,
  reason: Personal('note'),
  /** The lots that points were taken from. */
  lots: Type.Array(LotPart),
  /** When given points expire. */
  expiresAt: Type.Optional(Time),
});
