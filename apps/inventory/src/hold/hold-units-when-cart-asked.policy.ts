import {
  HOLD_EXTENSIONS_MAX,
  HOLD_MINUTES_MAX,
  HOLD_MINUTES_MIN,
  HOLD_RENEWAL_MINUTES,
  orderEvents,
  STOCK_LOW_UNITS,
} from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ExtendHold, PlaceHold, ReleaseHold } from './hold-stock.decider';

/** Holds what a basket asks for, extends the hold, and releases it with the end of the basket. */
export const holdUnitsWhenCartAsked = policy('inventory.hold-units-when-cart-asked', orderEvents, {
  CartHoldRequested: ({ data: { cartId: holdId, request, lines, minutes, mergedCartId } }, settings): PlaceHold[] => {
    // A basket cannot be told of a wrong time: it gets the nearest one that the shop allows.
    const held = Math.max(settings.of(HOLD_MINUTES_MIN), Math.min(minutes, settings.of(HOLD_MINUTES_MAX)));
    const merged = mergedCartId === undefined ? {} : { mergedHoldId: mergedCartId };
    const lowUnits = settings.of(STOCK_LOW_UNITS);
    const renewalMinutes = settings.of(HOLD_RENEWAL_MINUTES);
    const asked = { holdId, request, lines, minutes: held, renewalMinutes, ...merged };
    return [{ type: 'PlaceHold', data: { ...asked, by: 'basket', lowUnits } }];
  },
  CartHoldExtensionRequested: ({ data: { cartId: holdId, minutes } }, settings): ExtendHold[] => [
    {
      type: 'ExtendHold',
      data: {
        holdId,
        minutes: Math.min(minutes, settings.of(HOLD_MINUTES_MAX)),
        extensionsMax: settings.of(HOLD_EXTENSIONS_MAX),
        renewalMinutes: settings.of(HOLD_RENEWAL_MINUTES),
        by: 'basket',
      },
    },
  ],
  CartEnded: ({ data: { cartId: holdId, cause } }, settings): ReleaseHold[] => {
    const lowUnits = settings.of(STOCK_LOW_UNITS);
    const why = cause === 'merged' ? 'merged' : 'abandoned';
    return [{ type: 'ReleaseHold', data: { holdId, cause: why, by: 'basket', lowUnits } }];
  },
});
