import { fields, PriceActivated, PriceExpired, PriceTiers } from '@concord/contracts';
import { event, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** The price of a SKU in a list, with what it costs from so many units on. */
const offer = {
  sku: fields.Sku,
  list: fields.ListCode,
  amountMinor: fields.Minor,
  currency: fields.Currency,
  tiers: Type.Optional(PriceTiers),
};
const window = { from: Type.Optional(fields.Time), until: Type.Optional(fields.Time) };
const proposal = { proposalId: fields.Id, sku: fields.Sku };

/** A price waits for a second person. */
export const PriceProposed = event(
  'PriceProposed',
  2,
  {
    proposalId: fields.Id,
    ...offer,
    ...window,
    /** The price in force; absent for a first price. */
    previousMinor: Type.Optional(fields.Minor),
    /** What the lowest of its amounts leaves above the last known cost, in percent of it. */
    marginPercent: Type.Optional(Type.Integer()),
    reason: Type.Optional(fields.ShortText),
    proposedBy: fields.ShortText,
  },
  { upcasts: { 1: (data: object) => data } },
);
/** A second person approved. `PriceActivated` follows, or `PriceScheduled` or `PriceQueued` where its time comes later. */
export const PriceApproved = event('PriceApproved', 1, { ...proposal, approvedBy: fields.ShortText });
/** The system that masters prices imported the price: it has its own approval. `PriceActivated` or `PriceQueued` follows. */
export const PriceMastered = event('PriceMastered', 1, {
  sku: fields.Sku,
  list: Type.String({ maxLength: 40 }),
  amountMinor: fields.Minor,
});
/** A second person rejected the proposal: the price stays. */
export const PriceRejected = event('PriceRejected', 1, {
  ...proposal,
  rejectedBy: fields.ShortText,
  reason: fields.ShortText,
});
/** The price takes effect at a moment in the future, unless it is withdrawn before. */
export const PriceScheduled = event('PriceScheduled', 1, {
  proposalId: fields.Id,
  ...offer,
  from: fields.Time,
  until: Type.Optional(fields.Time),
  scheduledBy: fields.ShortText,
});
/** A proposed or scheduled price will not take effect. */
export const PriceWithdrawn = event('PriceWithdrawn', 1, {
  ...proposal,
  withdrawnBy: fields.ShortText,
  reason: fields.ShortText,
});
/** The moment of a scheduled price came. `PriceActivated` or `PriceQueued` follows. */
export const PriceStarted = event('PriceStarted', 1, proposal);
/** The price holds as soon as the temporary price of its list ends. */
export const PriceQueued = event('PriceQueued', 1, offer);
/** The temporary price of a list ended. `PriceActivated` of the price before follows, or `PriceExpired`. */
export const PriceEnded = event('PriceEnded', 1, {
  sku: fields.Sku,
  list: fields.ListCode,
  /** Who ended it before its time, and why; absent where its time was up. */
  endedBy: Type.Optional(fields.ShortText),
  reason: Type.Optional(fields.ShortText),
});
/** A person took a price back. `PriceActivated` of the price before follows. */
export const PriceReverted = event('PriceReverted', 1, {
  sku: fields.Sku,
  list: fields.ListCode,
  revertedBy: fields.ShortText,
  reason: fields.ShortText,
});

export const priceEvents = {
  PriceProposed,
  PriceApproved,
  PriceRejected,
  PriceMastered,
  PriceScheduled,
  PriceWithdrawn,
  PriceStarted,
  PriceQueued,
  PriceEnded,
  PriceReverted,
  PriceActivated,
  PriceExpired,
};
export type PriceEvent = EventFrom<(typeof priceEvents)[keyof typeof priceEvents]>;
