import { Problem } from '@concord/service';
import * as oidc from 'openid-client';
import type { PendingSignIn, Session, Tokens } from '../session/session';
import { SignInRefused, type SignIn } from './sign-in';

/** What the door is to a provider. */
export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly scope: string;
  /** Further parameters of the sign-in, as a query. */
  readonly parameters?: string | undefined;
  /** The origin under which browsers reach the door. */
  readonly publicUrl: string;
  /** Hears why the provider could not be asked. */
  readonly onAway: (error: Error) => void;
}

const TIMEOUT_SECONDS = 10;
/** Where a provider does not say how long a token lives. */
const TOKEN_MS = 300_000;
/** The codes with which a provider says that a refresh token is no longer good. */
const OVER: readonly unknown[] = ['invalid_grant', 'invalid_token', 'interaction_required', 'login_required'];

/** What is said of a provider that does not answer, or not as OAuth demands: all else is said of one sign-in. */
const AWAY: readonly unknown[] = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
];
/** Codes of a provider that does not know the door, or is out of order: no person can do anything about them. */
const NOT_OF_A_PERSON: readonly unknown[] = ['invalid_client', 'unauthorized_client', 'server_error'];

/** Sign-in by OpenID Connect: authorisation code with PKCE, state and nonce. */
export class Provider implements SignIn {
  readonly kind = 'provider';
  private discovered: Promise<oidc.Configuration> | undefined;

  constructor(private readonly options: ProviderOptions) {}

  async begin(returnTo: string) {
    const config = await this.configuration();
    const pending: PendingSignIn = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo,
    };
    const parameters = new URLSearchParams(this.options.parameters);
    for (const [name, value] of Object.entries({
      redirect_uri: this.redirectUri,
      scope: this.options.scope,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
    }))
      parameters.set(name, value);
    return { url: oidc.buildAuthorizationUrl(config, parameters).href, pending };
  }

  /** The tokens for what the browser brought back. Throws `SignInRefused`. */
  async finish(query: string, pending: PendingSignIn): Promise<Tokens & { readonly name?: string | undefined }> {
    const config = await this.configuration();
    const url = new URL(this.redirectUri);
    url.search = query;
    try {
      const answer = await oidc.authorizationCodeGrant(config, url, {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      });
      const claims = answer.claims();
      const shown = [claims?.['name'], claims?.['preferred_username']].find((text) => typeof text === 'string');
      return { ...tokensOf(answer), name: shown };
    } catch (error) {
      throw isAway(error) ? this.away(error) : refusalOf(error);
    }
  }

  async renew({ refreshToken }: Session): Promise<Tokens | undefined> {
    if (refreshToken === undefined) return undefined;
    const config = await this.configuration();
    try {
      const answer = await oidc.refreshTokenGrant(config, refreshToken, new URLSearchParams(this.options.parameters));
      // A provider that does not rotate refresh tokens answers without one.
      return { refreshToken, ...tokensOf(answer) };
    } catch (error) {
      if (error instanceof oidc.ResponseBodyError && OVER.includes(error.error)) return undefined;
      throw this.away(error);
    }
  }

  async end({ refreshToken }: Session): Promise<string> {
    const home = `${this.options.publicUrl}/`;
    const config = await this.configuration().catch(() => undefined);
    if (!config) return home;
    const { revocation_endpoint: revocation, end_session_endpoint: endSession } = config.serverMetadata();
    // The session of the door ends in any case.
    if (refreshToken !== undefined && revocation !== undefined)
      await oidc.tokenRevocation(config, refreshToken).catch(() => undefined);
    if (endSession === undefined) return home;
    return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: home, client_id: this.options.clientId }).href;
  }

  private get redirectUri(): string {
    return `${this.options.publicUrl}/auth/callback`;
  }

  /** Asked for at the first sign-in, so that the door starts without the provider. */
  private configuration(): Promise<oidc.Configuration> {
    if (!this.discovered) {
      this.discovered = this.discover().catch((error: unknown) => {
        throw this.away(error);
      });
      this.discovered.catch(() => (this.discovered = undefined));
    }
    return this.discovered;
  }

  private away(error: unknown): Problem {
    this.options.onAway(error as Error);
    const detail = 'The identity provider cannot be reached now. Try again in a few seconds.';
    return new Problem(503, 'provider-unavailable', detail, {}, { 'retry-after': '5' });
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.options;
    const isPlain = issuer.startsWith('http://');
    return oidc.discovery(
      new URL(issuer),
      clientId,
      { ...(clientSecret !== undefined && { client_secret: clientSecret }) },
      clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret),
      { timeout: TIMEOUT_SECONDS, execute: isPlain ? [oidc.allowInsecureRequests] : [] },
    );
  }
}

function isAway(error: unknown): boolean {
  if (error instanceof oidc.AuthorizationResponseError) return error.error === 'temporarily_unavailable';
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500 || NOT_OF_A_PERSON.includes(error.error);
  const { code, message, cause } = error as Error & { code?: unknown };
  // `fetch` has neither a class nor a code for a connection that failed.
  return AWAY.includes(code) || [message, (cause as Error | undefined)?.message].includes('fetch failed');
}

function tokensOf(answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers): Tokens {
  const seconds = answer.expiresIn();
  const accessEndsAt = Date.now() + (seconds === undefined ? TOKEN_MS : seconds * 1_000);
  const { access_token: accessToken, refresh_token: refreshToken } = answer;
  return { accessToken, accessEndsAt, ...(refreshToken !== undefined && { refreshToken }) };
}

/** In words for the person; the provider's own description may be shown, since the person was there. */
function refusalOf(error: unknown): SignInRefused {
  if (error instanceof oidc.AuthorizationResponseError)
    return new SignInRefused(`The identity provider refused: ${error.error_description ?? error.error}.`);
  if (error instanceof oidc.ResponseBodyError)
    return new SignInRefused(`The identity provider gave no token: ${error.error_description ?? error.error}.`);
  return new SignInRefused('The answer of the identity provider does not fit this sign-in. Sign in again.');
}
