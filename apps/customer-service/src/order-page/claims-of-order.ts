import type { CLAIM_RESOLUTIONS } from '@concord/contracts';

/** A claim as the page of its order shows it: open, or how it was settled. */
export interface ClaimOfOrder {
  readonly claimId: string;
  readonly status: 'open' | (typeof CLAIM_RESOLUTIONS)[number];
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** The claims with news of one of them. */
export function withClaim(
  claims: readonly ClaimOfOrder[],
  claimId: string,
  status: ClaimOfOrder['status'],
  lines?: ClaimOfOrder['lines'],
): ClaimOfOrder[] {
  const before = claims.find((known) => known.claimId === claimId) ?? { claimId, status, lines: [] };
  const after = { ...before, status, ...(lines && { lines }) };
  const others = claims.filter((known) => known.claimId !== claimId);
  return [...others, after].sort((a, b) => (a.claimId < b.claimId ? -1 : 1));
}
