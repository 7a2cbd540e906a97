import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CookieTooLarge, SealedCookies, type CookieKind } from './sealed-cookies';
import { SESSION_MS, type Session, type Tokens } from './session';

const COOKIE: CookieKind = { name: 'concord_session', sameSite: 'strict' };
/** A token that ends within this time is renewed first: the request that carries it takes a while. */
const RENEW_BEFORE_MS = 30_000;
/** Requests that were sent with the cookie from before a renewal get the same new tokens for so long. */
const RENEWED_MS = 60_000;
/** A provider that is away is asked again after so long: until then requests go on with a token that is still good. */
const RETRY_MS = 5_000;
const RENEWALS_MAX = 5_000;

/** Gives a session new tokens; undefined where the provider says that it is over. */
export type Renew = (session: Session) => Promise<Tokens | undefined>;

/** Reads, renews and ends the session of a request. */
export class Sessions {
  private readonly renewals = new LRUCache<string, Promise<Tokens | undefined>>({ max: RENEWALS_MAX, ttl: RENEWED_MS });

  constructor(
    private readonly cookies: SealedCookies,
    private readonly renew: Renew,
    private readonly now: () => number = Date.now,
  ) {}

  /** Throws `CookieTooLarge`. */
  async begin(
    reply: FastifyReply,
    tokens: Tokens,
    about: Pick<Session, 'name' | 'person' | 'guest'>,
    lifeMs = SESSION_MS,
  ): Promise<Session> {
    const session: Session = { ...tokens, ...about, endsAt: this.now() + lifeMs };
    await this.cookies.write(reply, COOKIE, session, lifeMs);
    return session;
  }

  /**
   * The session of a request, with a token that lives a while longer. Undefined where nobody is signed in, or where the
   * session is over; its cookie is cleared then. Throws `Problem` 503 where the provider cannot be asked and the token
   * has ended.
   */
  async of(request: FastifyRequest, reply: FastifyReply): Promise<Session | undefined> {
    const session = await this.cookies.read<Session>(request, COOKIE);
    if (!session) return undefined;
    const now = this.now();
    if (now >= session.endsAt) return this.over(reply);
    if (now < session.accessEndsAt - RENEW_BEFORE_MS) return session;
    const tokens = await this.renewed(session).catch((error: unknown) => {
      if (now < session.accessEndsAt) return session;
      throw error;
    });
    if (!tokens) return this.over(reply);
    const renewed = { ...session, ...tokens };
    if (tokens === session) return session;
    try {
      await this.cookies.write(reply, COOKIE, renewed, session.endsAt - now);
      return renewed;
    } catch (error) {
      if (!(error instanceof CookieTooLarge)) throw error;
      // The person signs in again, and is told there what is too large.
      return this.over(reply);
    }
  }

  end(reply: FastifyReply): void {
    this.cookies.clear(reply, COOKIE);
  }

  private over(reply: FastifyReply): undefined {
    this.end(reply);
    return undefined;
  }

  /** A page sends several requests at once, and a provider may accept a refresh token only once. */
  private renewed(session: Session): Promise<Tokens | undefined> {
    const key = createHash('sha256').update(session.accessToken).digest('base64url');
    const known = this.renewals.get(key);
    if (known) return known;
    const renewal = this.renew(session);
    this.renewals.set(key, renewal);
    renewal.catch(() => this.renewals.set(key, renewal, { ttl: RETRY_MS }));
    return renewal;
  }
}
