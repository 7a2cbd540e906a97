import { numberOf, shortId } from './short-id';

const ID = '019b76db-603f-7640-8ccb-7da419ac6d1b';

describe('what people see of an id', () => {
  it('is its end', () => expect(shortId(ID)).toBe('7da419ac6d1b'));
  it('tells a replacement or a parcel from its order', () =>
    expect([shortId(`${ID}.replacement`), shortId(`${ID}.MAIN`)]).toEqual([
      '7da419ac6d1b.replacement',
      '7da419ac6d1b.MAIN',
    ]));
  it('is the whole of an id that somebody chose', () => expect(shortId('A-17')).toBe('A-17'));
});

describe('the number by which something is found', () => {
  it.each([ID, ID.toUpperCase(), '7da419ac6d1b', '7DA419AC6D1B'])('is the same for %s', (written) =>
    expect(numberOf(written)).toBe('7da419ac6d1b'),
  );
});
