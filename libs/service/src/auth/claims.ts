import { CURRENCIES } from '@concord/event-sourcing';
import { isStorable } from '../input';
import { kindOf, type Caller, type Limits, type Scopes } from './caller';
import { isRole } from './permissions';

const TEXT_CHARACTERS_MAX = 200;
const LIST_ITEMS_MAX = 1_000;

/** A claim of the wrong shape. `claim` is a name of ours, never a text from the token. */
export class ClaimProblem extends Error {
  constructor(readonly claim: string) {
    super(`The claim ${claim} has the wrong shape.`);
  }
}

/**
 * The caller of verified claims, which are accepted until `expiresAt`. A limit or a scope of the wrong shape or with an
 * unknown name is refused: an absent one means "no limit", so ignoring it would widen what the caller may do. An unknown
 * role gives nothing.
 */
export function callerOf(claims: Readonly<Record<string, unknown>>, expiresAt: number): Caller {
  const subject = textOf(claims['sub'], 'sub');
  const issuer = textOf(claims['iss'], 'iss');
  // RFC 9068 names the client `client_id`, OpenID Connect `azp`.
  const [clientClaim] = ['client_id', 'azp'].filter((claim) => claims[claim] !== undefined);
  const client = clientClaim === undefined ? undefined : textOf(claims[clientClaim], clientClaim);
  if (!Array.isArray(claims['roles']) || claims['roles'].length > LIST_ITEMS_MAX) throw new ClaimProblem('roles');
  const roles = Object.freeze([...new Set(claims['roles'].filter(isRole))]);
  const customerId = claims['customer_id'] === undefined ? undefined : textOf(claims['customer_id'], 'customer_id');
  // Without it no object is the customer's own.
  if (roles.includes('customer') && customerId === undefined) throw new ClaimProblem('customer_id');
  const scopes = scopesOf(claims['scopes']);
  const limits = limitsOf(claims['limits']);
  const named = { subject, issuer, ...(client !== undefined && { client }) };
  const kind = kindOf(roles);
  return Object.freeze({ ...named, roles, kind, ...(customerId && { customerId }), scopes, limits, expiresAt });
}

function scopesOf(claim: unknown): Scopes {
  const { warehouseIds, channels } = recordOf(claim, 'scopes', ['warehouseIds', 'channels']);
  return Object.freeze({
    ...(warehouseIds !== undefined && { warehouseIds: textsOf(warehouseIds, 'scopes.warehouseIds') }),
    ...(channels !== undefined && { channels: textsOf(channels, 'scopes.channels') }),
  });
}

function limitsOf(claim: unknown): Limits {
  const { refundMinor, refundCurrency } = recordOf(claim, 'limits', ['refundMinor', 'refundCurrency']);
  if (refundMinor === undefined && refundCurrency === undefined) return Object.freeze({});
  if (!Number.isSafeInteger(refundMinor) || Number(refundMinor) < 0) throw new ClaimProblem('limits.refundMinor');
  if (refundCurrency === undefined) return Object.freeze({ refundMinor: Number(refundMinor) });
  const currency = textOf(refundCurrency, 'limits.refundCurrency');
  if (!CURRENCIES.includes(currency)) throw new ClaimProblem('limits.refundCurrency');
  return Object.freeze({ refundMinor: Number(refundMinor), refundCurrency: currency });
}

function recordOf(value: unknown, claim: string, members: readonly string[]): Readonly<Record<string, unknown>> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new ClaimProblem(claim);
  if (Object.keys(value).some((name) => !members.includes(name))) throw new ClaimProblem(claim);
  return value as Record<string, unknown>;
}

function textOf(value: unknown, claim: string): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > TEXT_CHARACTERS_MAX || !isStorable(value))
    throw new ClaimProblem(claim);
  return value;
}

function textsOf(value: unknown, claim: string): readonly string[] {
  if (!Array.isArray(value) || value.length > LIST_ITEMS_MAX) throw new ClaimProblem(claim);
  return Object.freeze(value.map((item) => textOf(item, claim)));
}
