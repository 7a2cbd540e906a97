import { decodeJwt, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { Problem } from '../problem';
import type { Caller } from './caller';
import { callerOf, ClaimProblem } from './claims';
import { DEVELOPMENT_ISSUER } from './development-issuer';
import { GUEST_ISSUER, speaksForGuest } from './guest-issuer';
import { keySet } from './key-set';

const ALGORITHMS = ['EdDSA', 'ES256', 'RS256'];
const SKEW_S = 60;
const TOKEN_CHARACTERS_MAX = 8_192;
/** Three parts in base64url, which has no padding. */
const TOKEN_SHAPE = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** A token of a longer life is a mistake: it could not be taken back. */
const LIFE_S_MAX = 400 * 86_400;
const REMEMBERED_TOKENS_MAX = 10_000;
const REMEMBERED_CHARACTERS_MAX = 16 * 1024 * 1024;
const CHALLENGE = 'Bearer realm="concord"';

/** What a verifier needs to know; `jwks` is a file, an http(s) address or the text of a JSON Web Key Set. */
export interface VerifierOptions {
  readonly jwks: string;
  readonly issuer: string;
  readonly audience?: string;
  /** The keys of the door for guests, who sign in nowhere; without them no token of a guest is accepted. */
  readonly guestJwks?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly environment?: NodeJS.ProcessEnv;
}

/** The verifier of one service. Throws an Error of one sentence where the configuration cannot work or must not. */
export function verifierFor(options: VerifierOptions): TokenVerifier {
  const { jwks, issuer, audience = 'concord', guestJwks, now = Date.now, environment = process.env } = options;
  if (!issuer || !audience)
    throw new Error('Set AUTH_ISSUER and AUTH_AUDIENCE: tokens must name this issuer and this audience.');
  if (environment['NODE_ENV'] === 'production' && issuer === DEVELOPMENT_ISSUER)
    throw new Error(`AUTH_ISSUER is ${DEVELOPMENT_ISSUER}, whose tokens anybody can mint: name a real issuer.`);
  if (issuer === GUEST_ISSUER) throw new Error(`AUTH_ISSUER is ${GUEST_ISSUER}, which speaks for guests alone.`);
  const guestKeys = guestJwks === undefined ? undefined : keySet(guestJwks, environment, now, 'AUTH_GUEST_JWKS');
  return new TokenVerifier(keySet(jwks, environment, now), issuer, audience, now, guestKeys);
}

/**
 * Turns the Authorization header into the caller. A token that was verified is remembered, so that a hot client costs
 * microseconds; it can be used until it expires even if its key is withdrawn before, which is why tokens live minutes.
 */
export class TokenVerifier {
  private readonly remembered = new LRUCache<string, Caller>({
    max: REMEMBERED_TOKENS_MAX,
    maxSize: REMEMBERED_CHARACTERS_MAX,
    sizeCalculation: (_, token) => token.length,
  });

  constructor(
    private readonly keys: JWTVerifyGetKey,
    private readonly issuer: string,
    private readonly audience: string,
    private readonly now: () => number,
    private readonly guestKeys?: JWTVerifyGetKey,
  ) {}

  /** Throws `Problem` 401 `token-missing`, `token-invalid`, `token-expired`, or 503 `keys-unavailable`. */
  async verify(authorization: string | undefined): Promise<Caller> {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) throw refused('token-missing', 'Send a token: Authorization: Bearer <token>.', CHALLENGE);
    const known = this.remembered.get(token);
    if (known && this.now() < known.expiresAt) return known;
    if (known) {
      this.remembered.delete(token);
      throw expired();
    }
    return this.verifyNew(token);
  }

  private async verifyNew(token: string): Promise<Caller> {
    if (token.length > TOKEN_CHARACTERS_MAX) throw invalid(`it is longer than ${TOKEN_CHARACTERS_MAX} characters`);
    if (!TOKEN_SHAPE.test(token) || !token.split('.').every(isCanonical)) throw invalid('it is not well formed');
    try {
      // The key of the other issuer never fits, whatever a token claims.
      const ofGuest = this.guestKeys && decodeJwt(token).iss === GUEST_ISSUER ? this.guestKeys : undefined;
      const { payload } = await jwtVerify(token, ofGuest ?? this.keys, {
        algorithms: ALGORITHMS,
        issuer: ofGuest ? GUEST_ISSUER : this.issuer,
        audience: this.audience,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: SKEW_S,
        currentDate: new Date(this.now()),
      });
      const nowS = this.now() / 1_000;
      if (Number(payload.exp) > nowS + LIFE_S_MAX) throw invalid('it lives longer than 400 days');
      if (Number(payload.iat ?? 0) > nowS + SKEW_S) throw invalid('it was issued in the future');
      const expiresAt = (Number(payload.exp) + SKEW_S) * 1_000;
      const caller = callerOf(payload, expiresAt);
      if (ofGuest && !speaksForGuest(caller)) throw invalid('its issuer speaks for guests alone');
      this.remembered.set(token, caller);
      return caller;
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/** The last character of base64url may hold bits that mean nothing: with other ones it would be another text of one token. */
const isCanonical = (part: string) => Buffer.from(part, 'base64url').toString('base64url') === part;

/** Says why in our own words: the messages of parsers quote the token. */
function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof errors.JWTExpired) return expired();
  if (error instanceof errors.JWTClaimValidationFailed) return invalid(`its claim ${error.claim} is missing or wrong`);
  if (error instanceof ClaimProblem) return invalid(`its claim ${error.claim} is missing or wrong`);
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return invalid('it names no key of its issuer');
  if (error instanceof errors.JWSSignatureVerificationFailed) return invalid('its signature does not fit');
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return invalid(`it must be signed with ${ALGORITHMS.join(', ')}`);
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid) return invalid('it is not well formed');
  // The token may be good: that the keys cannot be fetched is not its fault.
  const detail = 'The keys that verify tokens cannot be fetched now. Try again in a few seconds.';
  return new Problem(503, 'keys-unavailable', detail, {}, { 'retry-after': '5' });
}

const invalid = (why: string) =>
  refused('token-invalid', `The token is not accepted: ${why}.`, `${CHALLENGE}, error="invalid_token"`);
const expired = () =>
  refused('token-expired', 'The token has expired: get a new one.', `${CHALLENGE}, error="invalid_token"`);
const refused = (code: string, detail: string, challenge: string) =>
  new Problem(401, code, detail, {}, { 'www-authenticate': challenge });
