import { canShip, shippingPriceOf } from './ship-option-terms';

const terms = {
  countries: ['Italy', 'France'],
  currency: 'EUR',
  priceMinor: 490,
  freeFromMinor: 5_000,
  weightGMax: 2_000,
};

describe('a ship option', () => {
  it.each([
    [{}, true],
    [{ country: ' italy' }, true],
    [{ country: 'Spain' }, false],
    [{ currency: 'GBP' }, false],
    [{ country: 'France', currency: 'EUR', weightG: 2_000 }, true],
    [{ weightG: 2_001 }, false],
  ])('serves %j: %j', (order, expected) => expect(canShip(terms, order)).toBe(expected));
  it('serves every country and weight where it names none', () =>
    expect(canShip({ ...terms, countries: [], weightGMax: null }, { country: 'Spain', weightG: 9_999_999 })).toBe(
      true,
    ));
  it('costs nothing from a value of the goods on', () => {
    expect(shippingPriceOf(terms, 4_999)).toBe(490);
    expect(shippingPriceOf(terms, 5_000)).toBe(0);
    expect(shippingPriceOf({ ...terms, freeFromMinor: null }, 9_999)).toBe(490);
  });
});
