/** The one spelling of a promotion code: upper case, without outer blanks. */
export const normalPromotionCode = (typed: string): string => typed.trim().toUpperCase();

/** Why an order may not use a promotion. */
export const CLAIM_REFUSALS = ['limit', 'customer-limit', 'not-active', 'unknown'] as const;
export type ClaimRefusal = (typeof CLAIM_REFUSALS)[number];

const WHY: Readonly<Record<ClaimRefusal, string>> = {
  limit: 'it has been used as often as it may be',
  'customer-limit': 'this customer has used it as often as one customer may, or is not known',
  'not-active': 'it is not active any more',
  unknown: 'there is no such promotion',
};

/** Why an order may not use a promotion, for its customer: the code, the reason, and what to do. */
export const claimRefused = (code: string | undefined, reason: ClaimRefusal): string =>
  `The promotion${code ? ` code ${code}` : ''} was refused: ${WHY[reason]}. Order without it.`;
