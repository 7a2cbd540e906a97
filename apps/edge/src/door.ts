import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import {
  CallerLimits,
  developmentIssuer,
  guard,
  guestIssuer,
  newLog,
  ProblemCounts,
  ProblemFilter,
  serverOptions,
  verifierFor,
} from '@concord/service';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { v7 as uuid7 } from 'uuid';
import { serveApiReference } from './api-reference/api-reference';
import { serviceAddresses, type DoorConfig } from './config';
import { measured, serveMetrics } from './door-metrics';
import { proxy } from './proxy/proxy';
import { serveScreens } from './screen-files';
import { SealedCookies } from './session/sealed-cookies';
import { Sessions } from './session/sessions';
import { DevelopmentSignIn } from './sign-in/development';
import { Guests } from './sign-in/guests';
import { Provider } from './sign-in/provider';
import type { SignIn } from './sign-in/sign-in';
import { signInRoutes } from './sign-in/sign-in-routes';

type Log = ReturnType<typeof newLog>;

/** Cookies of a session and a long address together. */
const HEADER_BYTES_MAX = 32_768;
const CLOSE_MS = 5_000;
const BACKLOG = 4_096;

/** Our own pages load nothing from elsewhere, and no other site may show them in a frame. */
const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
  upgradeInsecureRequests: null,
};

/** A door that runs. */
export interface RunningDoor {
  readonly server: FastifyInstance;
  /** `http://host:port`. */
  readonly url: string;
  /** Ends live streams, finishes requests under way, closes. */
  stop(): Promise<void>;
}

/** Starts the door with a configuration. Throws where it cannot start. */
export async function startDoor(config: DoorConfig): Promise<RunningDoor> {
  const counts = new ProblemCounts();
  const log = newLog('edge', config.LOG_LEVEL);
  const filter = new ProblemFilter(log, counts);
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply) => filter.answer(error, request, reply);
  const server = fastify({
    ...serverOptions(HEADER_BYTES_MAX),
    genReqId: () => uuid7(),
    frameworkErrors: answer,
    forceCloseConnections: 'idle',
    trustProxy: config.CONCORD_TRUSTED_PROXIES?.split(',') ?? false,
  }) as unknown as FastifyInstance;
  server.setErrorHandler(answer);
  guard(server, answer);
  const registry = measured(server, counts);
  await server.register(helmet, {
    contentSecurityPolicy: { directives: POLICY },
    // Without a referrer browsers would send our own forms with the origin "null".
    referrerPolicy: { policy: 'same-origin' },
    // For browsers that do not know frame-ancestors.
    frameguard: { action: 'deny' },
  });
  await server.register(cookie);
  const isForm = /^application\/x-www-form-urlencoded(?:;|$)/;
  server.addContentTypeParser(isForm, { parseAs: 'string' }, (_request, body, done) => done(null, body));

  const publicUrl = (config.CONCORD_PUBLIC_URL ?? `http://localhost:${config.PORT}`).replace(/\/$/, '');
  const keys = [config.CONCORD_SESSION_KEY, config.CONCORD_SESSION_KEY_PREVIOUS].filter((key) => key !== undefined);
  const cookies = new SealedCookies(keys, publicUrl.startsWith('https://'));
  const signIn = await signInOf(config, publicUrl, log);
  const guests = await guestsOf(config, signIn);
  const sessions = new Sessions(cookies, async (session) =>
    session.guest === undefined ? signIn.renew(session) : guests?.tokensOf(session.guest),
  );
  const { AUTH_JWKS: jwks, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = config;
  const verifier = verifierFor({ jwks, issuer, audience, guestJwks: guests?.jwks });
  const services = serviceAddresses(config);
  server.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/auth/')) void reply.header('cache-control', 'no-store');
  });
  const limits = new CallerLimits();
  signInRoutes(server, { signIn, guests, sessions, cookies, verifier, limits, publicUrl });
  await proxy(server, { services, sessions, verifier, limits, publicUrl });
  await serveApiReference(server, limits, services);
  await serveScreens(server, limits, [
    { at: '/shop/', folder: config.CONCORD_STOREFRONT },
    { at: '/', folder: config.CONCORD_CONSOLE },
  ]);
  const url = await server.listen({ port: config.PORT, host: config.HOST, backlog: BACKLOG });
  const { METRICS_PORT: metricsPort } = config;
  const metrics = metricsPort === undefined ? undefined : await serveMetrics(registry, config.HOST, metricsPort);
  const stop = async () => {
    const end = setTimeout(() => server.server.closeAllConnections(), CLOSE_MS);
    await Promise.all([server.close(), metrics?.close()]);
    clearTimeout(end);
  };
  return { server, url, stop };
}

/** Guests have tokens of the door's own key, or of the development issuer. */
async function guestsOf(config: DoorConfig, signIn: SignIn): Promise<Guests | undefined> {
  const { CONCORD_GUEST_KEY: key, AUTH_AUDIENCE: audience } = config;
  if (key !== undefined) return Guests.ofDoor(await guestIssuer(key, audience));
  return signIn instanceof DevelopmentSignIn ? Guests.ofDevelopment(signIn) : undefined;
}

async function signInOf(config: DoorConfig, publicUrl: string, log: Log): Promise<SignIn> {
  if (config.OIDC_CLIENT_ID === undefined) return new DevelopmentSignIn(await developmentIssuer(config.CONCORD_KEYS!));
  return new Provider({
    issuer: config.AUTH_ISSUER,
    clientId: config.OIDC_CLIENT_ID,
    clientSecret: config.OIDC_CLIENT_SECRET,
    scope: config.OIDC_SCOPE,
    parameters: config.OIDC_PARAMETERS,
    publicUrl,
    // Its answers may hold tokens: the log gets what happened, and no more.
    onAway: ({ message, code }: Error & { code?: string }) =>
      log.warn({ issuer: config.AUTH_ISSUER, code }, `The identity provider cannot be asked: ${message}`),
  });
}
