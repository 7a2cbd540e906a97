import { given } from '@concord/event-sourcing';
import { ReturnPlaceNoted } from './return-places.aggregate';
import { placeForReturn, returnPlaces } from './return-places.decider';

const past = given(returnPlaces);
const noted = (warehouse: string, acceptsReturns: boolean, country?: string) =>
  ReturnPlaceNoted.of({ warehouse, acceptsReturns, ...(country && { country }) });
const note = (warehouse: string, acceptsReturns: boolean, country?: string) => ({
  type: 'NoteReturnPlace' as const,
  data: noted(warehouse, acceptsReturns, country).data,
});
const place = (warehouse: string, acceptsReturns: boolean, country: string | null = null) => {
  return { warehouse, acceptsReturns, country };
};

describe('the warehouse for a return', () => {
  it('are recorded when they change', () => {
    past()
      .when(note('A', true, 'GB'))
      .then(noted('A', true, 'GB'));
    past(noted('A', true, 'GB'))
      .when(note('A', true))
      .then();
    past(noted('A', true, 'GB'))
      .when(note('A', false))
      .then(noted('A', false));
  });
});

describe('a return goes', () => {
  const dark = place('DARK', false, 'GB');
  const to = (country: string, ...places: ReturnType<typeof place>[]) => placeForReturn({ places }, 'DARK', country);
  it('is the sender, where it accepts returns or is unknown here', () => {
    expect(to('GB', place('DARK', true), place('A', true))).toBe('DARK');
    expect(to('GB', place('A', true))).toBe('DARK');
  });
  it('is one in the country of the customer, otherwise of the sender, otherwise the first one', () => {
    expect(to('IT', dark, place('A', true, 'GB'), place('B', true, 'IT'))).toBe('B');
    expect(to('FR', dark, place('A', true, 'IT'), place('B', true, 'GB'))).toBe('B');
    expect(to('FR', dark, place('B', true, 'IT'), place('A', true))).toBe('A');
  });
  it('is none, where no warehouse accepts returns', () => expect(to('GB', dark, place('A', false))).toBeUndefined());
});
