/** The codes of countries by the names that people write, in the languages of papers. */
const CODES = new Map<string, string>(
  ['en', 'it'].flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    return letters.flatMap((first) =>
      letters.flatMap((second): [string, string][] => {
        const name = names.of(first + second);
        return name === undefined ? [] : [[name.toLowerCase(), first + second]];
      }),
    );
  }),
);

/** The code of a country (ISO 3166) as addresses name it: by its code, or by its name in English or Italian. */
export function countryCode(country: string): string {
  const text = country.trim();
  if (/^uk$/i.test(text)) return 'GB';
  return /^[A-Za-z]{2}$/.test(text) ? text.toUpperCase() : (CODES.get(text.toLowerCase()) ?? text);
}
