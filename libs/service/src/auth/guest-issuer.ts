import { createPrivateKey, createPublicKey } from 'node:crypto';
import { guestIdOf, isGuestId } from '@concord/contracts';
import { calculateJwkThumbprint, SignJWT, type JWK } from 'jose';
import type { Caller } from './caller';

/** The issuer that tokens of guests name: the door, which signs them with a key of its own. */
export const GUEST_ISSUER = 'concord-guests';

/** What stands before the 32 bytes of an Ed25519 key in PKCS 8 (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Mints tokens of guests; `jwks` is what services get as AUTH_GUEST_JWKS. */
export interface GuestIssuer {
  readonly jwks: string;
  /** A token for the guest of this UUID, for so long. */
  mint(uuid: string, ttlSeconds: number): Promise<string>;
}

/** The issuer of guests with its key: 32 random bytes as base64. Equal bytes make equal keys, in every instance. */
export async function guestIssuer(secret: string, audience: string): Promise<GuestIssuer> {
  const der = Buffer.concat([PKCS8_ED25519, Buffer.from(secret, 'base64')]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const jwk = createPublicKey(key).export({ format: 'jwk' }) as JWK;
  const kid = `${GUEST_ISSUER}-${await calculateJwkThumbprint(jwk)}`;
  return {
    jwks: JSON.stringify({ keys: [{ ...jwk, kid, alg: 'EdDSA', use: 'sig' }] }),
    mint(uuid, ttlSeconds) {
      const guestId = guestIdOf(uuid);
      const iat = Math.floor(Date.now() / 1_000);
      const claims = { sub: guestId, customer_id: guestId, roles: ['customer'], client_id: 'concord-shop' };
      return new SignJWT({ ...claims, iss: GUEST_ISSUER, aud: audience, iat, exp: iat + ttlSeconds })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'JWT' })
        .sign(key);
    },
  };
}

/** Whoever has the key of the guests must not be anybody else: a guest is one customer, and nothing more. */
export const speaksForGuest = ({ subject, customerId, roles }: Caller): boolean =>
  subject === customerId && isGuestId(customerId) && roles.length === 1 && roles[0] === 'customer';
