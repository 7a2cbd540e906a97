import type { DevelopmentToken } from '@concord/service';

/** What a sign-in gives, and what a renewal gives again. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string | undefined;
  /** Milliseconds since 1970. */
  readonly accessEndsAt: number;
}

/** Who is signed in: the content of the session cookie, which no script can read. */
export interface Session extends Tokens {
  /** The name of the person, as the provider tells it. */
  readonly name?: string | undefined;
  /** The session is over then, however active the person is: milliseconds since 1970. */
  readonly endsAt: number;
  /** The person of the development page, whose tokens the door mints itself. */
  readonly person?: DevelopmentToken | undefined;
  /** The UUID of a guest, whose tokens the door mints itself. */
  readonly guest?: string | undefined;
}

/** What the door remembers while a person is at the provider. */
export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The path of the door that the person asked for. */
  readonly returnTo: string;
}

/** A working day: whoever comes back the next morning signs in again. */
export const SESSION_MS = 12 * 3_600_000;

/** The basket of a guest waits on the shelf for so long: nobody else can reach it. */
export const GUEST_MS = 30 * 24 * 3_600_000;

/** How long a person may take at the provider. */
export const SIGN_IN_MS = 15 * 60_000;

const PATH_CHARACTERS_MAX = 1_000;

/** The path to which a person returns: one of our own, whatever was asked for. */
export function ownPath(asked: unknown): string {
  const base = 'http://door.invalid';
  // A query may name it twice, which makes it a list; a very long one would fill the cookies of its sign-in.
  if (typeof asked !== 'string' || asked.length > PATH_CHARACTERS_MAX) return '/';
  if (!asked.startsWith('/') || !URL.canParse(asked, base)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, base);
  // "//host" and "/\host" leave the origin; a path that begins with two slashes would do so at the next step.
  return origin === base && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
