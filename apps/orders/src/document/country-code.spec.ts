import { countryCode } from './country-code';

describe('the code of a country', () => {
  it.each([
    ['GB', 'GB'],
    ['uk', 'GB'],
    [' it ', 'IT'],
    ['Italy', 'IT'],
    ['Italia', 'IT'],
    ['Stati Uniti', 'US'],
    ['united kingdom', 'GB'],
    ['Atlantis', 'Atlantis'],
  ])('of %s is %s', (country, code) => expect(countryCode(country)).toBe(code));
});
