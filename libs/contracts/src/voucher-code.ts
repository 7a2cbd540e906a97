/** What voucher codes are made of: no two of these look alike, in print or by hand. */
export const VOUCHER_ALPHABET = '23479ACDEFGHJKLMNPRTVWXY';
/** Characters by chance: 87 bits. */
export const VOUCHER_RANDOM_CHARACTERS = 19;
const GROUP = 5;

/** A code in the one form that is compared: capitals, without the signs and blanks that people type in between. */
export const normalVoucherCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

/**
 * The character that shows a typing mistake: ISO 7064, the hybrid system for any even alphabet. It finds every wrong
 * character, and most swaps of neighbours.
 */
export function voucherCheckCharacter(random: string): string {
  const size = VOUCHER_ALPHABET.length;
  let product = size;
  for (const character of random) {
    const sum = (product + VOUCHER_ALPHABET.indexOf(character)) % size || size;
    product = (2 * sum) % (size + 1);
  }
  return VOUCHER_ALPHABET[(size + 1 - product) % size]!;
}

/** Whether a code in its normal form can be one: its length, its characters and its check character are right. */
export function isVoucherCode(normal: string): boolean {
  const random = normal.slice(0, -1);
  return (
    random.length === VOUCHER_RANDOM_CHARACTERS &&
    [...normal].every((character) => VOUCHER_ALPHABET.includes(character)) &&
    voucherCheckCharacter(random) === normal.at(-1)
  );
}

/** A code as people read it: in groups of five. */
export const spelledVoucherCode = (normal: string): string =>
  normal.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? '';
