/** Settings that are given apart from the address of a database. */
export interface DatabaseAccess {
  /** Where the address holds none. */
  readonly password?: string | undefined;
  /** A PEM file with the authority of the server's certificate. Turns TLS on. */
  readonly caFile?: string | undefined;
}

/** An address that cannot be used, or contradicts the separate settings. The message says what to do. */
export class DatabaseUrlProblem extends Error {}

const VERIFIED = ['prefer', 'require', 'verify-ca', 'verify-full'];

/**
 * The address with all that a client needs, so that every client connects in the same way. Where TLS is on, by an
 * `sslmode` or by `caFile`, the server must show a certificate for its host name: only `sslmode=no-verify` accepts any.
 * Throws `DatabaseUrlProblem`.
 */
export function completeDatabaseUrl(address: string, { password, caFile }: DatabaseAccess = {}): string {
  const url = parsed(address);
  const mode = url.searchParams.get('sslmode');
  if (mode !== null && ![...VERIFIED, 'disable', 'no-verify'].includes(mode))
    throw new DatabaseUrlProblem(`has the unknown sslmode ${mode}: use disable, verify-full or no-verify`);
  if (password !== undefined) {
    if (url.password !== '') throw new DatabaseUrlProblem('holds a password already: leave one out');
    // The setter leaves a percent sign as it is, and a reader takes it for an encoded letter.
    url.password = encodeURIComponent(password);
  }
  if (caFile !== undefined) {
    if (mode === 'disable' || mode === 'no-verify')
      throw new DatabaseUrlProblem(`says sslmode=${mode}, where an authority is given to verify the server by`);
    if (url.searchParams.has('sslrootcert'))
      throw new DatabaseUrlProblem('names another authority in sslrootcert: leave one out');
    url.searchParams.set('sslrootcert', caFile);
  }
  // Drivers differ on the weaker modes: here all of them mean the strict mode.
  if (caFile !== undefined || (mode !== null && VERIFIED.includes(mode)))
    url.searchParams.set('sslmode', 'verify-full');
  return url.href;
}

function parsed(address: string): URL {
  try {
    return new URL(address);
  } catch {
    throw new DatabaseUrlProblem('is no address: write it as postgres://user:password@host:port/database');
  }
}
