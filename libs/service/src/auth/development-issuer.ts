import { generateKeyPairSync } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { calculateJwkThumbprint, importJWK, SignJWT, type JWK } from 'jose';
import type { Limits, Scopes } from './caller';
import { unlessCode, writeOnce, writeWhole } from './key-file';
import { isRole, ROLES, type Role } from './permissions';

/** The issuer that development tokens name; in production no verifier accepts it. */
export const DEVELOPMENT_ISSUER = 'concord-development';

const PRIVATE_KEY_FILE = 'development-key.private.json';
const PUBLIC_KEYS_FILE = 'jwks.json';
const TOKEN_LIFE_S = 3_600;

/** What a development token says. A customer without `customerId` is the customer named by `subject`. */
export interface DevelopmentToken {
  readonly roles: Role | readonly Role[];
  /** By default `dev-` and the first role. */
  readonly subject?: string;
  readonly customerId?: string;
  /** The program that asks for the subject. */
  readonly client?: string;
  readonly limits?: Limits;
  readonly scopes?: Scopes;
  /** One hour by default. */
  readonly ttlSeconds?: number;
  /** `concord` by default. */
  readonly audience?: string;
}

/** Mints tokens for development. `jwksFile` is what services get as AUTH_JWKS, `issuer` as AUTH_ISSUER. */
export interface DevelopmentIssuer {
  readonly issuer: string;
  readonly jwksFile: string;
  mint(token: DevelopmentToken): Promise<string>;
}

/**
 * The development issuer with its keys in `folder`; the first process creates them. Throws an Error with
 * NODE_ENV=production, and where the folder cannot be used.
 */
export async function developmentIssuer(folder: string, environment = process.env): Promise<DevelopmentIssuer> {
  if (environment['NODE_ENV'] === 'production')
    throw new Error(
      'The development issuer does not run with NODE_ENV=production: get tokens from your identity provider.',
    );
  const jwk = await privateKey(folder);
  const { d: _, ...publicJwk } = jwk;
  const jwksFile = path.resolve(folder, PUBLIC_KEYS_FILE);
  // Every process writes the same text, so it does not matter whose rename comes last.
  await writeWhole(jwksFile, `${JSON.stringify({ keys: [publicJwk] }, null, 2)}\n`);
  const key = await importJWK(jwk, 'EdDSA');
  const header = { alg: 'EdDSA', kid: jwk.kid, typ: 'JWT' };
  const mint = (token: DevelopmentToken) => new SignJWT(claimsOf(token)).setProtectedHeader(header).sign(key);
  return { issuer: DEVELOPMENT_ISSUER, jwksFile, mint: async (token) => mint(token) };
}

function claimsOf(token: DevelopmentToken) {
  const { roles: given, subject, customerId, client, limits, scopes, ttlSeconds, audience } = token;
  const roles = typeof given === 'string' ? [given] : [...given];
  // A command line passes what was typed, whatever the type says.
  const unknown = (roles as readonly string[]).find((role) => !isRole(role));
  if (unknown !== undefined) throw new Error(`There is no role ${unknown}. The roles are: ${ROLES.join(', ')}.`);
  const sub = subject ?? customerId ?? `dev-${roles[0] ?? 'nobody'}`;
  const owner = customerId ?? (roles.includes('customer') ? sub : undefined);
  const iat = Math.floor(Date.now() / 1_000);
  const times = { iat, nbf: iat, exp: iat + (ttlSeconds ?? TOKEN_LIFE_S) };
  return {
    iss: DEVELOPMENT_ISSUER,
    aud: audience ?? 'concord',
    sub,
    roles,
    customer_id: owner,
    client_id: client,
    scopes,
    limits,
    ...times,
  };
}

/** Of several processes that start at once one wins the link, and all read what it wrote: never half a key. */
async function privateKey(folder: string): Promise<JWK> {
  const file = path.resolve(folder, PRIVATE_KEY_FILE);
  await mkdir(folder, { recursive: true });
  const existing = await readKey(file);
  if (existing) return existing;
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }) as JWK;
  const kid = `${DEVELOPMENT_ISSUER}-${await calculateJwkThumbprint(jwk)}`;
  await writeOnce(file, `${JSON.stringify({ ...jwk, kid, alg: 'EdDSA', use: 'sig' }, null, 2)}\n`);
  const won = await readKey(file);
  if (!won) throw new Error(`The development key ${file} vanished while it was made: start again.`);
  return won;
}

async function readKey(file: string): Promise<JWK | undefined> {
  const text = await readFile(file, 'utf8').catch(unlessCode('ENOENT'));
  if (text === undefined) return undefined;
  try {
    const jwk = JSON.parse(text) as JWK;
    if (jwk.kty === 'OKP' && jwk.d && jwk.kid?.startsWith(DEVELOPMENT_ISSUER)) return jwk;
  } catch {
    // Same remedy as for a key of another kind.
  }
  throw new Error(`The development key ${file} is damaged: remove it, and the next start makes a new one.`);
}
