import { createHash } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Browsers keep 4,096 bytes of a cookie with its name and attributes. */
const PART_CHARACTERS_MAX = 3_800;
/** Together they stay below the size of all headers that the door reads. */
const PARTS_MAX = 4;
const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;

/**
 * The first part says how many there are. A browser that comes from another site does not send strict cookies, so the
 * door cannot clear the parts of a longer content that stood there before.
 */
const COUNTED = new RegExp(`^([1-${PARTS_MAX}])\\.(.+)$`);

/** How a cookie is set. */
export interface CookieKind {
  readonly name: string;
  /** `strict` keeps it from every request that another site begins; a sign-in comes back from another site. */
  readonly sameSite: 'strict' | 'lax';
}

/** A content that does not fit into cookies. */
export class CookieTooLarge extends Error {}

/**
 * Cookies whose content only the door can read: encrypted with the session key (JWE, A256GCM) and split where it is
 * larger than browsers keep. The name is part of what is encrypted, so that one cookie cannot stand for another.
 */
export class SealedCookies {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;

  /** Each key is 32 bytes as base64; the first one encrypts, all decrypt. */
  constructor(
    keys: readonly string[],
    private readonly isSecure: boolean,
  ) {
    const bytes = keys.map((key) => Buffer.from(key, 'base64'));
    this.keys = new Map(bytes.map((key) => [fingerprint(key), key]));
    this.current = fingerprint(bytes[0]!);
  }

  /** The content of a cookie; undefined where there is none, or none that the door has set. */
  async read<T>(request: FastifyRequest, { name }: CookieKind): Promise<T | undefined> {
    const [, count, first] = COUNTED.exec(request.cookies[this.nameOf(name, 0)] ?? '') ?? [];
    if (first === undefined) return undefined;
    const rest = Array.from({ length: Number(count) - 1 }, (_, n) => request.cookies[this.nameOf(name, n + 1)]);
    const text = [first, ...rest].join('');
    try {
      const { plaintext } = await compactDecrypt(text, ({ kid = '' }) => {
        const key = this.keys.get(kid);
        if (!key) throw new Error('The key of the cookie is not configured.');
        return key;
      });
      const sealed = JSON.parse(Buffer.from(plaintext).toString('utf8')) as { name: string; content: T };
      return sealed.name === name ? sealed.content : undefined;
    } catch {
      // Changed, cut off or of another key: as if there were none.
      return undefined;
    }
  }

  /** Sets a cookie for so long. Throws `CookieTooLarge`. */
  async write(reply: FastifyReply, { name, sameSite }: CookieKind, content: unknown, lifeMs: number): Promise<void> {
    const text = await new CompactEncrypt(Buffer.from(JSON.stringify({ name, content })))
      .setProtectedHeader({ ...HEADER, kid: this.current })
      .encrypt(this.keys.get(this.current)!);
    const parts = text.match(new RegExp(`.{1,${PART_CHARACTERS_MAX}}`, 'g')) ?? [];
    if (parts.length > PARTS_MAX)
      throw new CookieTooLarge(`${text.length} characters, and cookies hold ${PART_CHARACTERS_MAX * PARTS_MAX}`);
    const maxAge = Math.floor(lifeMs / 1_000);
    for (let n = 0; n < PARTS_MAX; n++) {
      const part = parts[n];
      const options = { path: '/', httpOnly: true, secure: this.isSecure, sameSite };
      const counted = n === 0 ? `${parts.length}.${part}` : part;
      if (counted !== undefined && part !== undefined)
        void reply.setCookie(this.nameOf(name, n), counted, { ...options, maxAge });
      // A longer content may have stood there before.
      else if (reply.request.cookies[this.nameOf(name, n)] !== undefined)
        void reply.clearCookie(this.nameOf(name, n), options);
    }
  }

  clear(reply: FastifyReply, { name, sameSite }: CookieKind): void {
    for (let n = 0; n < PARTS_MAX; n++) {
      const part = this.nameOf(name, n);
      const options = { path: '/', httpOnly: true, secure: this.isSecure, sameSite };
      if (reply.request.cookies[part] !== undefined) void reply.clearCookie(part, options);
    }
  }

  /** Clears all cookies whose names begin so where there are too many: together they would be more than the door reads. */
  clearMany(reply: FastifyReply, { name, sameSite }: CookieKind, most: number): void {
    const start = this.nameOf(name, 0);
    const found = Object.keys(reply.request.cookies).filter((cookie) => cookie.startsWith(start));
    if (found.length < most) return;
    const options = { path: '/', httpOnly: true, secure: this.isSecure, sameSite };
    for (const cookie of found) void reply.clearCookie(cookie, options);
  }

  /** The prefix makes browsers refuse such a cookie from any other host. */
  private nameOf(name: string, part: number): string {
    return `${this.isSecure ? '__Host-' : ''}${name}${part === 0 ? '' : `.${part}`}`;
  }
}

const fingerprint = (key: Buffer) => createHash('sha256').update(key).digest('base64url').slice(0, 12);
