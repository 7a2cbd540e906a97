/** By what a customer is sought. */
export interface Sought {
  /** The id that stands in the address of the page. */
  readonly shown?: string;
  /** What may be personal, and stays out of the address of the page, which people send around. */
  readonly hidden: { readonly email?: string; readonly phone?: string; readonly customer?: string };
}

const DIGITS = /^[\d\s()+-]+$/;
/** An id of digits alone begins with neither a plus nor a nought. */
const NUMBERED = /^[1-9]\d*$/;

/**
 * Whether an e-mail address, a phone number or an id was typed. A mistyped address or a number without its country is
 * personal as well: the service says what is wrong with it.
 */
export function soughtBy(text: string): Sought {
  if (text === '') return { hidden: {} };
  if (text.includes('@')) return { hidden: { email: text } };
  if (!DIGITS.test(text)) return { shown: text, hidden: {} };
  return { hidden: NUMBERED.test(text) ? { customer: text } : { phone: text } };
}
