import { countryKey } from './country';

/** How a state writes VAT numbers, after its prefix. */
interface VatState {
  readonly pattern: RegExp;
  /** The state, where its prefix is not its code. */
  readonly country?: string;
}

/** The European Union, and states whose numbers look alike. Source: the formats of VIES, and the states themselves. */
const STATES: Readonly<Record<string, VatState>> = {
  AT: { pattern: /^U\d{8}$/ },
  BE: { pattern: /^[01]\d{9}$/ },
  BG: { pattern: /^\d{9,10}$/ },
  CY: { pattern: /^\d{8}[A-Z]$/ },
  CZ: { pattern: /^\d{8,10}$/ },
  DE: { pattern: /^\d{9}$/ },
  DK: { pattern: /^\d{8}$/ },
  EE: { pattern: /^\d{9}$/ },
  EL: { pattern: /^\d{9}$/, country: 'GR' },
  ES: { pattern: /^(?:[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/ },
  FI: { pattern: /^\d{8}$/ },
  FR: { pattern: /^[A-HJ-NP-Z0-9]{2}\d{9}$/ },
  HR: { pattern: /^\d{11}$/ },
  HU: { pattern: /^\d{8}$/ },
  IE: { pattern: /^(?:\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/ },
  IT: { pattern: /^\d{11}$/ },
  LT: { pattern: /^(?:\d{9}|\d{12})$/ },
  LU: { pattern: /^\d{8}$/ },
  LV: { pattern: /^\d{11}$/ },
  MT: { pattern: /^\d{8}$/ },
  NL: { pattern: /^[A-Z0-9+*]{9}B[A-Z0-9+*]{2}$/ },
  PL: { pattern: /^\d{10}$/ },
  PT: { pattern: /^\d{9}$/ },
  RO: { pattern: /^\d{2,10}$/ },
  SE: { pattern: /^\d{12}$/ },
  SI: { pattern: /^\d{8}$/ },
  SK: { pattern: /^\d{10}$/ },
  GB: { pattern: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/ },
  XI: { pattern: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, country: 'Northern Ireland' },
  CHE: { pattern: /^\d{9}(?:MWST|TVA|IVA)?$/, country: 'CH' },
  NO: { pattern: /^\d{9}(?:MVA)?$/ },
};
/** Of states that are not listed only the length is known. */
const ANYWHERE = /^[A-Z0-9]{4,20}$/;

/** The number as events carry it: capitals, and no blanks, dots or dashes. */
export const normalVatNumber = (text: string) => text.toUpperCase().replace(/[\s.-]/g, '');

/** Whether a country gives out numbers of this form. Whether the number exists, only its register knows. */
export function isVatNumberOf(country: string, vatNumber: string): boolean {
  const number = normalVatNumber(vatNumber);
  const wanted = countryKey(country);
  const state = Object.entries(STATES).find(([prefix, { country: state = prefix }]) =>
    [prefix, state].some((name) => countryKey(name) === wanted),
  );
  if (!state) return ANYWHERE.test(number);
  const [prefix, { pattern }] = state;
  return number.startsWith(prefix) && pattern.test(number.slice(prefix.length));
}
