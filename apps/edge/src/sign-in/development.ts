import type { DevelopmentIssuer, DevelopmentToken } from '@concord/service';
import type { Session, Tokens } from '../session/session';
import type { SignIn } from './sign-in';

/** Short, so that whoever develops sees renewals work. */
const TOKEN_SECONDS = 900;

/** Sign-in without a provider: a person picks whom to be. It refuses to run with NODE_ENV=production, as its issuer does. */
export class DevelopmentSignIn implements SignIn {
  readonly kind = 'development';

  constructor(private readonly issuer: DevelopmentIssuer) {}

  async begin(returnTo: string) {
    return { url: `/auth/development?returnTo=${encodeURIComponent(returnTo)}` };
  }

  async tokensOf(person: DevelopmentToken): Promise<Tokens> {
    const accessToken = await this.issuer.mint({ ...person, client: 'concord-console', ttlSeconds: TOKEN_SECONDS });
    return { accessToken, accessEndsAt: Date.now() + TOKEN_SECONDS * 1_000 };
  }

  async renew({ person }: Session): Promise<Tokens | undefined> {
    return person && this.tokensOf(person);
  }

  async end(): Promise<string> {
    return '/';
  }
}
