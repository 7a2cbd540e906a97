import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/** What a person of the provider may do in the shop. */
export type Person = Readonly<Record<string, unknown>>;

/** A real OpenID Connect provider on this machine: whoever names an account of `persons` is let in. */
export class IdentityProvider {
  /** Cuts every connection while it is true. */
  isAway = false;

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(
    persons: Readonly<Record<string, Person>>,
    publicUrl: string,
    tokenSeconds: number,
    rotates = true,
  ) {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const configuration: Configuration = {
      clients: [
        {
          client_id: 'concord',
          client_secret: 'a-secret-of-the-specs',
          redirect_uris: [`${publicUrl}/auth/callback`],
          post_logout_redirect_uris: [`${publicUrl}/`],
          grant_types: ['authorization_code', 'refresh_token'],
        },
      ],
      claims: { openid: ['sub'], profile: ['name'] },
      scopes: ['openid', 'profile', 'offline_access'],
      pkce: { required: () => true },
      cookies: { keys: ['a-key-of-the-specs'] },
      issueRefreshToken: async () => true,
      rotateRefreshToken: rotates,
      ttl: {
        AccessToken: tokenSeconds,
        IdToken: 60,
        RefreshToken: 3_600,
        Session: 3_600,
        Grant: 3_600,
        Interaction: 600,
      },
      findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, name: `${id} by name` }) }),
      extraTokenClaims: (_context, token) => ('accountId' in token ? persons[String(token.accountId)] : undefined),
      features: {
        revocation: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => 'urn:concord',
          useGrantedResource: () => true,
          getResourceServerInfo: () => ({
            scope: '',
            audience: 'concord',
            accessTokenFormat: 'jwt',
            accessTokenTTL: tokenSeconds,
            jwt: { sign: { alg: 'RS256' } },
          }),
        },
      },
    };
    const provider = new Provider(issuer, configuration);
    const answer = provider.callback();
    const running = new IdentityProvider(server, issuer);
    server.on('request', (request, response) => {
      if (running.isAway) request.socket.destroy();
      else void answer(request, response);
    });
    return running;
  }

  get jwks(): string {
    return `${this.issuer}/jwks`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
