import { v4 as uuid4 } from 'uuid';
import { guestIdOf } from '@concord/contracts';
import type { GuestIssuer } from '@concord/service';
import type { FastifyReply } from 'fastify';
import { GUEST_MS, type Session, type Tokens } from '../session/session';
import type { Sessions } from '../session/sessions';
import type { DevelopmentSignIn } from './development';

/** Short: whoever steals a token has it for minutes. The door mints another one whenever it is needed. */
const TOKEN_SECONDS = 900;

/** Who shops without signing in: each browser is a customer of its own, whose number nobody can guess. */
export class Guests {
  private constructor(
    private readonly mint: (uuid: string) => Promise<string>,
    /** The keys that services need for tokens of guests; undefined where the development issuer signs them. */
    readonly jwks: string | undefined,
  ) {}

  static ofDoor({ mint, jwks }: GuestIssuer): Guests {
    return new Guests((uuid) => mint(uuid, TOKEN_SECONDS), jwks);
  }

  static ofDevelopment(development: DevelopmentSignIn): Guests {
    const personOf = (uuid: string) => ({ subject: guestIdOf(uuid), roles: ['customer'] as const });
    return new Guests(async (uuid) => (await development.tokensOf(personOf(uuid))).accessToken, undefined);
  }

  /** Begins the session of another guest. */
  async begin(sessions: Sessions, reply: FastifyReply): Promise<Session> {
    const guest = uuid4();
    return sessions.begin(reply, await this.tokensOf(guest), { guest }, GUEST_MS);
  }

  async tokensOf(uuid: string): Promise<Tokens> {
    return { accessToken: await this.mint(uuid), accessEndsAt: Date.now() + TOKEN_SECONDS * 1_000 };
  }
}
