import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, ListCode, OneOf, ShortText, Sku, Time } from '../fields';

const event = publishedBy('catalog');

/** The list whose prices hold where no other list fits. It always exists, and its prices include tax. */
export const STANDARD_LIST = 'standard';

/**
 * A price list exists, or its terms changed to these: in which channels, for which customer groups or customers, and
 * from when to when its prices count. An empty array means everybody; where groups and customers are named, either is
 * enough. Orders prices each line with the most specific list that fits.
 */
export const PriceListDefined = event('PriceListDefined', 1, {
  list: ListCode,
  name: ShortText,
  currency: Currency,
  taxIncluded: Type.Boolean(),
  channels: Type.Array(OneOf('b2c', 'b2b', 'd2c')),
  groups: Type.Array(Type.String({ maxLength: 40 })),
  /** The customers and companies with whom the prices were agreed. */
  customerIds: Type.Array(Id),
  from: Type.Optional(Time),
  to: Type.Optional(Time),
});

/**
 * The price of a SKU in a list ended, at its planned moment or because somebody ended it, and no other price of the list
 * holds: other lists count from now on. Where the price before comes back, `PriceActivated` says so instead.
 */
export const PriceExpired = event('PriceExpired', 1, {
  sku: Sku,
  list: ListCode,
  /** The product that the SKU belongs to. */
  productId: Type.Optional(Id),
});
