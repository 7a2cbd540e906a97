import { fields } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** Inventory opened a warehouse, or changed whether it accepts returns. */
export const ReturnPlaceNoted = event('ReturnPlaceNoted', 1, {
  warehouse: fields.WarehouseCode,
  country: Type.Optional(Type.String({ maxLength: 60 })),
  acceptsReturns: Type.Boolean(),
});

const events = { ReturnPlaceNoted };
type ReturnPlacesEvent = EventFrom<(typeof events)[keyof typeof events]>;

interface ReturnPlace {
  readonly warehouse: string;
  readonly country: string | null;
  readonly acceptsReturns: boolean;
}

/** All warehouses in one stream: a return is decided with all of them at hand. */
export interface ReturnPlaces {
  readonly places: readonly ReturnPlace[];
}

/** The id of the one stream. */
export const RETURN_PLACES = 'all';

export const returnPlacesAggregate: Aggregate<ReturnPlacesEvent, ReturnPlaces> = {
  kind: 'return-places',
  events,
  initial: { places: [] },

  evolve({ places }, { data: { warehouse, country, acceptsReturns } }) {
    const known = places.find((place) => place.warehouse === warehouse);
    const place = { warehouse, country: country ?? known?.country ?? null, acceptsReturns };
    return { places: [...places.filter((one) => one !== known), place] };
  },
};
