import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { DEVELOPMENT_ISSUER } from './development-issuer';

const REREAD_PAUSE_MS = 30_000;

/**
 * The keys that `AUTH_JWKS`, or the variable `name`, names: the text of a JSON Web Key Set, its http(s) address, or a file. Throws an Error of one
 * sentence when it cannot work. Keys at an address are fetched at first use, cached and fetched again for an unknown key.
 */
export function keySet(
  source: string,
  environment: NodeJS.ProcessEnv,
  now: () => number,
  name = 'AUTH_JWKS',
): JWTVerifyGetKey {
  const text = source.trim();
  if (text.startsWith('{')) return localKeys(text, `${name} (the text given)`, environment);
  if (/^https?:\/\//i.test(text)) return createRemoteJWKSet(addressOf(text, environment, name));
  return fileKeys(text.startsWith('file:') ? fileURLToPath(text) : text, environment, now, name);
}

/** A rotated file is read again when a token names a missing key, though not more often than the pause. */
function fileKeys(file: string, environment: NodeJS.ProcessEnv, now: () => number, name: string): JWTVerifyGetKey {
  const read = () => localKeys(textOf(file, name), `${name} (${file})`, environment);
  let keys = read();
  let readAt = now();
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      // A clock that was set back must not prolong the pause.
      const hasJustRead = Math.abs(now() - readAt) < REREAD_PAUSE_MS;
      if (!(error instanceof errors.JWKSNoMatchingKey) || hasJustRead) throw error;
      readAt = now();
      keys = read();
      return keys(header, token);
    }
  };
}

function localKeys(text: string, from: string, environment: NodeJS.ProcessEnv): JWTVerifyGetKey {
  try {
    const set = JSON.parse(text) as JSONWebKeySet;
    const keys = createLocalJWKSet(set);
    if (
      environment['NODE_ENV'] === 'production' &&
      set.keys.some(({ kid }) => String(kid).startsWith(DEVELOPMENT_ISSUER))
    )
      throw new Error(`${from} holds the key of the development issuer, which is refused in production.`);
    return keys;
  } catch (error) {
    // The parser quotes what it read, which may be a secret put there by mistake.
    if (!(error instanceof SyntaxError || error instanceof errors.JOSEError)) throw error;
    throw new Error(`${from} is not a JSON Web Key Set.`);
  }
}

function textOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Error(`${name} names the file ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function addressOf(text: string, environment: NodeJS.ProcessEnv, name: string): URL {
  if (!URL.canParse(text)) throw new Error(`${name} begins like an address but is not one.`);
  const address = new URL(text);
  if (environment['NODE_ENV'] === 'production' && address.protocol !== 'https:')
    throw new Error(`${name} is an http address, where the keys can be replaced on the way: name an https address.`);
  return address;
}
