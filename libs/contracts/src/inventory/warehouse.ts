import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { ShortText, WarehouseCode } from '../fields';

const event = publishedBy('inventory');

/** A warehouse may hold stock from now on. */
export const WarehouseOpened = event('WarehouseOpened', 1, {
  warehouse: WarehouseCode,
  name: ShortText,
  country: Type.Optional(Type.String({ maxLength: 60 })),
  sells: Type.Boolean(),
  ships: Type.Boolean(),
  acceptsReturns: Type.Boolean(),
});

/** The name or the flags of a warehouse changed to these. */
export const WarehouseConfigured = event('WarehouseConfigured', 1, {
  warehouse: WarehouseCode,
  name: ShortText,
  sells: Type.Boolean(),
  ships: Type.Boolean(),
  acceptsReturns: Type.Boolean(),
});
