import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, ListCode, Minor, Sku, Time, Units } from '../fields';

const event = publishedBy('catalog');

/** Lower prices of a unit from so many units on, counted over all lines of an order; the smallest number first. */
export const PriceTiers = Type.Array(Type.Object({ fromUnits: Units, amountMinor: Minor }));

/** A price takes effect in a price list. Orders prices with it; placed orders keep their prices. */
export const PriceActivated = event(
  'PriceActivated',
  2,
  {
    sku: Sku,
    list: ListCode,
    /** The price of one unit. */
    amountMinor: Minor,
    currency: Currency,
    previousMinor: Type.Optional(Minor),
    /** The product that the SKU belongs to. */
    productId: Type.Optional(Id),
    tiers: Type.Optional(PriceTiers),
    /** When the price ends, where that is planned: `PriceActivated` of the price before follows, or `PriceExpired`. */
    until: Type.Optional(Time),
  },
  { 1: (data: object) => data },
);
