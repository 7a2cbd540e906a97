import { countryKey } from './country';

describe('a country', () => {
  it.each([
    ['NZ', ['nz', ' New Zealand ', 'ＮＺ', 'Nuova Zelanda', 'NOUVELLE-ZÉLANDE']],
    ['GB', ['UK', 'U.K.', 'gb', 'the United Kingdom', 'United Kingdom', 'Regno Unito', 'Great Britain', 'England']],
    ['IT', ['Italy', 'Italia', 'Italien', 'it']],
    ['FR', ['France', 'Francia', 'Frankreich', 'FRANCE']],
    ['IE', ['EIRE', 'Ireland', 'Republic of Ireland']],
    ['US', ['USA', 'U.S.A.', 'the United States', 'Stati Uniti']],
  ])('is %s, however people write it', (code, spellings) =>
    expect(spellings.map(countryKey)).toEqual(spellings.map(() => code)),
  );
  it('that nobody knows is like itself, whatever its capitals', () => {
    expect(countryKey('Channel Islands')).toBe(countryKey(' channel islands'));
    expect(countryKey('Atlantis')).not.toBe(countryKey('Unspecified'));
  });
});
