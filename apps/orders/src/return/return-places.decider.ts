import type { Command, Decider } from '@concord/event-sourcing';
import { RETURN_PLACES, ReturnPlaceNoted, returnPlacesAggregate, type ReturnPlaces } from './return-places.aggregate';

/** Notes a warehouse and whether it takes returns. A country that is left out stays as it was. */
export type NoteReturnPlace = Command<
  'NoteReturnPlace',
  { warehouse: string; country?: string; acceptsReturns: boolean }
>;

export const returnPlaces: Decider<NoteReturnPlace, ReturnType<typeof ReturnPlaceNoted.of>, ReturnPlaces> = {
  ...returnPlacesAggregate,
  commands: ['NoteReturnPlace'],
  id: () => RETURN_PLACES,

  decide({ data }, { places }) {
    const known = places.find(({ warehouse }) => warehouse === data.warehouse);
    const isSame =
      known?.acceptsReturns === data.acceptsReturns && (data.country === undefined || data.country === known.country);
    return isSame ? [] : [ReturnPlaceNoted.of(data)];
  },
};

/**
 * Where a return goes: back to the warehouse that sent it, where that one takes returns; else to one in the customer's
 * country, else to one in the country of the sender, else to the first by code. None where no warehouse takes returns.
 * A warehouse of which nothing is known here counts as one that takes them.
 */
export function placeForReturn({ places }: ReturnPlaces, sender: string, country: string): string | undefined {
  const from = places.find(({ warehouse }) => warehouse === sender);
  if (!from || from.acceptsReturns) return sender;
  const open = places
    .filter(({ acceptsReturns }) => acceptsReturns)
    .sort((one, other) => (one.warehouse < other.warehouse ? -1 : 1));
  const inCountry = (wanted: string | null) => open.find((place) => place.country !== null && place.country === wanted);
  return (inCountry(country) ?? inCountry(from.country) ?? open[0])?.warehouse;
}
