import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, ListCode, Minor, Sku, Time, Units } from '../fields';

const event = publishedBy('catalog');

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
    /** Lower prices of a unit from so many units on, counted over all lines of an order; the smallest number first. */
    tiers: Type.Optional(Type.Array(Type.Object({ fromUnits: Units, amountMinor: Minor }))),
    /** When the price ends, where that is planned: `PriceExpired` follows. */
    until: Type.Optional(Time),
  },
  { 1: (data: object) => data },
);
