import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf, Sku, Time, Units, UnitsOrNone } from '../fields';

const event = publishedBy('inventory');

/**
 * Units are held for a basket until `expiresAt`, all of its lines: nobody else can order them. The hold of a basket
 * replaces the one before. The order of the basket takes it over. `holdId` is the id of the basket.
 */
export const HoldPlaced = event('HoldPlaced', 1, {
  holdId: Id,
  lines: Type.Array(Type.Object({ sku: Sku, quantity: Units })),
  expiresAt: Time,
});

/** Too few units are left for a basket: nothing of its new lines is held, an earlier hold stays. */
export const HoldRefused = event('HoldRefused', 1, {
  holdId: Id,
  short: Type.Array(Type.Object({ sku: Sku, wanted: Units, sellable: UnitsOrNone })),
});

/** The hold of a basket lasts longer. `extension` counts from 1. */
export const HoldExtended = event('HoldExtended', 1, { holdId: Id, expiresAt: Time, extension: Units });

/**
 * The units of a hold are for sale again, reserved for the order of the basket, or held for the basket that it was merged
 * into.
 */
export const HoldReleased = event('HoldReleased', 1, {
  holdId: Id,
  cause: OneOf('emptied', 'ordered', 'merged', 'abandoned', 'by-hand'),
  orderId: Type.Optional(Id),
});

/** The time of a hold is over: its units are for sale again. */
export const HoldExpired = event('HoldExpired', 1, { holdId: Id });
