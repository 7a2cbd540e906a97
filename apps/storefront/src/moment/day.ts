/** The language with the region of the browser, where it has one: dates differ between regions. */
const regional = (language: string) =>
  navigator.languages.find((each) => each.startsWith(`${language}-`) && isLanguageTag(each)) ?? language;

/** Some systems tell browsers languages that are none, such as `en-US@posix`. */
function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}

/** A day, such as "Thu 5 Mar". */
export const day = (at: string, language: string): string =>
  new Intl.DateTimeFormat(regional(language), { weekday: 'short', day: 'numeric', month: 'short' }).format(
    new Date(at),
  );

/** A day with its year. */
export const fullDay = (at: string, language: string): string =>
  new Intl.DateTimeFormat(regional(language), { dateStyle: 'long' }).format(new Date(at));

/** The first and the last promised day, or the one day. */
export function days(from: string, to: string, language: string): string {
  const [first, last] = [day(from, language), day(to, language)];
  return first === last ? first : `${first} – ${last}`;
}
