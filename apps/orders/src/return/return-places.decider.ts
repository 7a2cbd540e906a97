import { countryKey } from '@concord/contracts';
import type { Command, Decider } from '@concord/event-sourcing';
import { RETURN_PLACES, ReturnPlaceNoted, returnPlacesAggregate, type ReturnPlaces } from './return-places.aggregate';

/** Records whether a warehouse accepts returns. Without a country the known one stays. */
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
 * Where a return goes: back to the warehouse that sent the goods, where it accepts returns. Otherwise to a warehouse in
 * the customer's country, then in the sender's country, then to the first by code. None where no warehouse accepts
 * returns. An unknown warehouse counts as one that accepts them.
 */
export function placeForReturn({ places }: ReturnPlaces, sender: string, country: string): string | undefined {
  const from = places.find(({ warehouse }) => warehouse === sender);
  if (!from || from.acceptsReturns) return sender;
  const open = places
    .filter(({ acceptsReturns }) => acceptsReturns)
    .sort((one, other) => (one.warehouse < other.warehouse ? -1 : 1));
  const inCountry = (wanted: string | null) =>
    wanted === null
      ? undefined
      : open.find((place) => place.country !== null && countryKey(place.country) === countryKey(wanted));
  return (inCountry(country) ?? inCountry(from.country) ?? open[0])?.warehouse;
}
