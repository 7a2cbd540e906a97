const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const LANGUAGES = ['en', 'it'];

/** The codes of countries by the names that people write, in the languages of papers. */
const CODES: ReadonlyMap<string, string> = codes();

/** The code of a country (ISO 3166) as addresses name it: by its code, or by its name in English or Italian. */
export function countryCode(country: string): string {
  const text = country.trim();
  if (/^uk$/i.test(text)) return 'GB';
  return /^[A-Za-z]{2}$/.test(text) ? text.toUpperCase() : (CODES.get(text.toLowerCase()) ?? text);
}

function codes(): Map<string, string> {
  const found = new Map<string, string>();
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
      const name = names.of(code)?.toLowerCase();
      // The first one counts: UK is another code of the United Kingdom.
      if (name !== undefined && !found.has(name)) found.set(name, code);
    }
  }
  return found;
}
