import { addressText } from './address';

describe('an address', () => {
  it('is one line in the order in which people write it, without parts that are not known', () =>
    expect(addressText({ country: 'Italy', city: 'Turin', name: 'Ada', street: 'Via Po 1', postcode: null })).toBe(
      'Ada, Via Po 1, Turin, Italy',
    ));
});
