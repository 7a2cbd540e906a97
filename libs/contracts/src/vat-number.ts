/** How a state writes VAT numbers, after its prefix, and how addresses name the state. */
interface VatState {
  readonly names: readonly string[];
  readonly pattern: RegExp;
}

/** The European Union, and states whose numbers look alike. Source: the formats of VIES, and the states themselves. */
const STATES: Readonly<Record<string, VatState>> = {
  AT: { names: ['Austria'], pattern: /^U\d{8}$/ },
  BE: { names: ['Belgium'], pattern: /^[01]\d{9}$/ },
  BG: { names: ['Bulgaria'], pattern: /^\d{9,10}$/ },
  CY: { names: ['Cyprus'], pattern: /^\d{8}[A-Z]$/ },
  CZ: { names: ['Czechia', 'Czech Republic'], pattern: /^\d{8,10}$/ },
  DE: { names: ['Germany'], pattern: /^\d{9}$/ },
  DK: { names: ['Denmark'], pattern: /^\d{8}$/ },
  EE: { names: ['Estonia'], pattern: /^\d{9}$/ },
  EL: { names: ['GR', 'Greece'], pattern: /^\d{9}$/ },
  ES: { names: ['Spain'], pattern: /^(?:[A-Z]\d{7}[A-Z0-9]|\d{8}[A-Z])$/ },
  FI: { names: ['Finland'], pattern: /^\d{8}$/ },
  FR: { names: ['France'], pattern: /^[A-HJ-NP-Z0-9]{2}\d{9}$/ },
  HR: { names: ['Croatia'], pattern: /^\d{11}$/ },
  HU: { names: ['Hungary'], pattern: /^\d{8}$/ },
  IE: { names: ['Ireland', 'EIRE'], pattern: /^(?:\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/ },
  IT: { names: ['Italy'], pattern: /^\d{11}$/ },
  LT: { names: ['Lithuania'], pattern: /^(?:\d{9}|\d{12})$/ },
  LU: { names: ['Luxembourg'], pattern: /^\d{8}$/ },
  LV: { names: ['Latvia'], pattern: /^\d{11}$/ },
  MT: { names: ['Malta'], pattern: /^\d{8}$/ },
  NL: { names: ['Netherlands'], pattern: /^[A-Z0-9+*]{9}B[A-Z0-9+*]{2}$/ },
  PL: { names: ['Poland'], pattern: /^\d{10}$/ },
  PT: { names: ['Portugal'], pattern: /^\d{9}$/ },
  RO: { names: ['Romania'], pattern: /^\d{2,10}$/ },
  SE: { names: ['Sweden'], pattern: /^\d{12}$/ },
  SI: { names: ['Slovenia'], pattern: /^\d{8}$/ },
  SK: { names: ['Slovakia'], pattern: /^\d{10}$/ },
  GB: { names: ['UK', 'United Kingdom'], pattern: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/ },
  XI: { names: ['Northern Ireland'], pattern: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/ },
  CHE: { names: ['CH', 'Switzerland'], pattern: /^\d{9}(?:MWST|TVA|IVA)?$/ },
  NO: { names: ['Norway'], pattern: /^\d{9}(?:MVA)?$/ },
};
/** Of states that are not listed only the length is known. */
const ANYWHERE = /^[A-Z0-9]{4,20}$/;

/** The number as events carry it: capitals, and no blanks, dots or dashes. */
export const normalVatNumber = (text: string) => text.toUpperCase().replace(/[\s.-]/g, '');

/** Whether a country gives out numbers of this form. Whether the number exists, only its register knows. */
export function isVatNumberOf(country: string, vatNumber: string): boolean {
  const number = normalVatNumber(vatNumber);
  const wanted = country.trim().toLowerCase();
  const state = Object.entries(STATES).find(([prefix, { names }]) =>
    [prefix, ...names].some((name) => name.toLowerCase() === wanted),
  );
  if (!state) return ANYWHERE.test(number);
  const [prefix, { pattern }] = state;
  return number.startsWith(prefix) && pattern.test(number.slice(prefix.length));
}
