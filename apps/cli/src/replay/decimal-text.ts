/** The exact value of a number as it was written: digits × 10^exponent. Prices never pass through a float. */
export interface Decimal {
  readonly negative: boolean;
  /** Without leading or trailing zeros; empty for zero. */
  readonly digits: string;
  readonly exponent: number;
}

const NUMBER = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;
/** Fifteen digits always fit a number exactly; what is longer is no quantity or price of a shop. */
const DIGITS_MAX = 15;

/**
 * Plain and exponent notation. A thousands separator, a currency sign or a decimal comma is not a number:
 * `1,234` may be a thousand or one and a bit, and a guess would falsify money.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  if (whole + fraction === '') return undefined;
  const significant = (whole + fraction).replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  return {
    // Negative zero is zero: nobody owes anybody anything.
    negative: sign === '-' && digits !== '',
    digits,
    exponent: Number(exponent) - fraction.length + (significant.length - digits.length),
  };
}

/** `undefined` when there is a fraction left or the number is too long to be exact; `6.0` and `1e3` are whole. */
export function wholeNumber({ negative, digits, exponent }: Decimal): number | undefined {
  if (digits === '') return 0;
  if (exponent < 0 || digits.length + exponent > DIGITS_MAX) return undefined;
  const magnitude = Number(digits + '0'.repeat(exponent));
  return negative ? -magnitude : magnitude;
}

/** Pounds to pence; half a penny rounds up, away from zero. `undefined` when too long to be exact. */
export function pence({ negative, digits, exponent }: Decimal): number | undefined {
  if (digits === '') return 0;
  const wholeDigits = digits.length + exponent + 2;
  if (wholeDigits > DIGITS_MAX) return undefined;
  if (wholeDigits < 0) return 0;
  const magnitude =
    Number(digits.slice(0, wholeDigits).padEnd(wholeDigits, '0')) + (digits.charAt(wholeDigits) >= '5' ? 1 : 0);
  return negative && magnitude > 0 ? -magnitude : magnitude;
}
