const CODE = /^[A-Z]{2}$/;

/** A country for people: addresses name it by its code or in words, as the shop does. */
export function countryName(country: string, language: string): string {
  if (!CODE.test(country)) return country;
  return new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }).of(country) ?? country;
}
