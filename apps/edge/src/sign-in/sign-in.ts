import type { PendingSignIn, Session, Tokens } from '../session/session';

/** Where people sign in: an OpenID Connect provider, or the development page. */
export interface SignIn {
  readonly kind: 'provider' | 'development';
  /** Where the browser goes to sign in; `pending` is remembered until it comes back. */
  begin(returnTo: string): Promise<{ readonly url: string; readonly pending?: PendingSignIn }>;
  /** New tokens for a session; undefined where it is over. Throws `Problem` 503 where the provider cannot be asked. */
  renew(session: Session): Promise<Tokens | undefined>;
  /** Ends the session at the provider too; where the browser goes then. */
  end(session: Session): Promise<string>;
}

/** A sign-in that did not work. The message is a sentence for the person. */
export class SignInRefused extends Error {
  constructor(
    message: string,
    readonly status = 403,
  ) {
    super(message);
  }
}
