import type { CLAIM_RESOLUTIONS } from '@concord/contracts';

/** A claim as the page of its order shows it: open, or how it was settled. */
export interface ClaimOfOrder {
  readonly claimId: string;
  readonly status: 'open' | (typeof CLAIM_RESOLUTIONS)[number];
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** Units of a claim that have a claim of their own from now on are in it no longer. */
export const withoutPart = (
  claims: readonly ClaimOfOrder[],
  claimId: string | undefined,
  part: ClaimOfOrder['lines'],
) =>
  claims.map((claim) => {
    if (claim.claimId !== claimId) return claim;
    const lines = claim.lines.map(({ lineId, quantity }) => {
      return { lineId, quantity: quantity - (part.find((line) => line.lineId === lineId)?.quantity ?? 0) };
    });
    return { ...claim, lines: lines.filter(({ quantity }) => quantity > 0) };
  });

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
