import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, Sku } from '../fields';

const event = publishedBy('catalog');

/** A price takes effect in a price list. Orders price with it; placed orders keep their prices. */
export const PriceActivated = event('PriceActivated', 1, {
  sku: Sku,
  list: Type.String({ maxLength: 40 }),
  amountMinor: Minor,
  currency: Currency,
  previousMinor: Type.Optional(Minor),
  /** The product that the SKU belongs to. */
  productId: Type.Optional(Id),
});
