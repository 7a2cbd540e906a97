import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { TaxClass } from '../catalog/tax-class';
import { Currency, Minor, ShortText, UnitsOrNone } from '../fields';

const event = publishedBy('logistics');

/** The code of a way to ship, such as `standard`. */
export const ShipOptionCode = Type.String({ minLength: 1, maxLength: 40 });

/**
 * Customers can choose this way to ship, or its terms changed to these. Orders offers it in quotes, with its price and
 * the promised date; an order keeps the terms of its quote.
 */
export const ShipOptionOffered = event('ShipOptionOffered', 1, {
  option: ShipOptionCode,
  name: ShortText,
  /** Where it ships to; empty means everywhere. */
  countries: Type.Array(Type.String({ maxLength: 60 })),
  currency: Currency,
  priceMinor: Minor,
  /** The goods of an order from which on it costs nothing. */
  freeFromMinor: Type.Optional(Minor),
  weightGMax: Type.Optional(Type.Integer({ minimum: 1 })),
  taxClass: TaxClass,
  /** Working days from the day of dispatch to the day of delivery. */
  daysMin: UnitsOrNone,
  daysMax: UnitsOrNone,
  /** Orders until this minute of the day (UTC) leave on the same working day. */
  cutOffMinute: Type.Integer({ minimum: 0, maximum: 1_439 }),
});

/** Customers can no longer choose this way to ship. */
export const ShipOptionWithdrawn = event('ShipOptionWithdrawn', 1, { option: ShipOptionCode });
