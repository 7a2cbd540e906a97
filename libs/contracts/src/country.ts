/** Languages in which people name countries here. */
const LANGUAGES = ['en', 'it', 'fr', 'de', 'es', 'nl', 'pt', 'pl', 'sv', 'da'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Names that are no official ones. */
const ALSO: Readonly<Record<string, string>> = {
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  eire: 'IE',
  'republic of ireland': 'IE',
  holland: 'NL',
  usa: 'US',
  'united states of america': 'US',
  uae: 'AE',
  rsa: 'ZA',
  'czech republic': 'CZ',
  turkey: 'TR',
  'hong kong': 'HK',
  macao: 'MO',
  burma: 'MM',
  'ivory coast': 'CI',
  oesterreich: 'AT',
  inghilterra: 'GB',
};

let codes: ReadonlyMap<string, string> | undefined;

/**
 * What two spellings of a country have in common: its code (ISO 3166-1 alpha-2), for a code or a name in one of ten
 * languages, whatever the capitals, accents, blanks and dots. What is no country is its own key.
 */
export function countryKey(country: string): string {
  const name = plain(country);
  codes ??= countryCodes();
  return codes.get(name) ?? name;
}

const plain = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /, '')
    .replace(/\b(\p{L}) (?=\p{L}\b)/gu, '$1');

/** The names come from the runtime (Unicode CLDR). A code that means another one, as UK means GB, leads to that. */
function countryCodes(): ReadonlyMap<string, string> {
  const found = new Map(Object.entries(ALSO));
  const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  const meantBy = new Map(all.map((code) => [code, new Intl.Locale(`und-${code}`).region ?? code]));
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const code of all) {
      const name = names.of(code);
      if (name === undefined) continue;
      const meant = meantBy.get(code)!;
      found.set(plain(code), meant);
      if (!found.has(plain(name))) found.set(plain(name), meant);
    }
  }
  return found;
}
