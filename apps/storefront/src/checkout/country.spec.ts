import { countryName } from './country';

it.each([
  ['GB', 'en', 'United Kingdom'],
  ['IT', 'it', 'Italia'],
  ['United Kingdom', 'it', 'United Kingdom'],
])('names the country %s in %s', (country, language, name) => expect(countryName(country, language)).toBe(name));
