import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  isRole,
  permissionsOf,
  Problem,
  type CallerLimits,
  type DevelopmentToken,
  type Rate,
  type TokenVerifier,
} from '@concord/service';
import { CookieTooLarge, type SealedCookies } from '../session/sealed-cookies';
import { ownPath, SIGN_IN_MS, type PendingSignIn, type Session, type Tokens } from '../session/session';
import type { Sessions } from '../session/sessions';
import { DevelopmentSignIn } from './development';
import { developmentPage, sentencePage } from './development-page';
import type { Guests } from './guests';
import { demandOwnPage, isOwnHost } from './own-page';
import { Provider } from './provider';
import { SignInRefused, type SignIn } from './sign-in';

/** What the routes of signing in need. */
export interface SignInParts {
  readonly signIn: SignIn;
  /** Undefined where nobody shops without signing in. */
  readonly guests: Guests | undefined;
  readonly sessions: Sessions;
  readonly cookies: SealedCookies;
  readonly verifier: TokenVerifier;
  readonly limits: CallerLimits;
  /** The origin under which browsers reach the door. */
  readonly publicUrl: string;
}

/** Guests of one address: 30 at once, and 30 a minute after that. */
const GUEST_RATE: Rate = { burst: 30, perSecond: 0.5 };
const HTML = 'text/html; charset=utf-8';
/** Sign-ins of one browser that are under way at the same time. */
const PENDING_MAX = 5;

/** Signing in and out, and who is signed in. */
export function signInRoutes(server: FastifyInstance, parts: SignInParts): void {
  const { signIn, sessions, cookies, publicUrl } = parts;

  server.get('/auth/sign-in', async (request: FastifyRequest<{ Querystring: { returnTo?: unknown } }>, reply) => {
    parts.limits.demandStranger(request.ip);
    const returnTo = ownPath(request.query.returnTo);
    try {
      const { url, pending } = await signIn.begin(returnTo);
      cookies.clearMany(reply, pendingCookie(''), PENDING_MAX);
      if (pending) await cookies.write(reply, pendingCookie(pending.state), pending, SIGN_IN_MS);
      return await reply.redirect(url, 302);
    } catch (error) {
      return notSignedInPage(reply, error, returnTo);
    }
  });

  server.get('/auth/session', async (request, reply) => {
    const session = await sessions.of(request, reply);
    if (!session) throw notSignedIn(parts, request);
    return sessionSeen(session, parts);
  });

  server.post('/auth/sign-out', async (request, reply) => {
    demandOwnPage(request, publicUrl);
    const session = await sessions.of(request, reply).catch(() => undefined);
    if (!session) parts.limits.demandStranger(request.ip);
    sessions.end(reply);
    return { url: session && session.guest === undefined ? await signIn.end(session) : '/' };
  });

  if (parts.guests) guestRoutes(server, parts, parts.guests);

  if (signIn instanceof Provider) providerRoutes(server, parts, signIn);
  if (signIn instanceof DevelopmentSignIn) developmentRoutes(server, parts, signIn);
}

/** Who is signed in, as screens are told. */
async function sessionSeen(session: Session, { verifier, signIn }: SignInParts) {
  const { subject, kind, roles, customerId, scopes, limits } = await verifier.verify(`Bearer ${session.accessToken}`);
  return {
    subject,
    name: session.name ?? subject,
    kind,
    roles,
    customerId,
    scopes,
    limits,
    permissions: [...permissionsOf(roles)],
    guest: session.guest !== undefined,
    signedInBy: signIn.kind,
    endsAt: new Date(session.endsAt).toISOString(),
  };
}

function guestRoutes(server: FastifyInstance, parts: SignInParts, guests: Guests): void {
  server.post('/auth/guest', async (request, reply) => {
    demandOwnPage(request, parts.publicUrl);
    const { sessions, limits } = parts;
    // Whoever has a session already keeps it.
    const known = await sessions.of(request, reply);
    // Each guest has the limits of a customer: an address must not have as many of them as it likes.
    if (!known) limits.demandStranger(request.ip, 'guest', GUEST_RATE);
    return sessionSeen(known ?? (await guests.begin(sessions, reply)), parts);
  });
  const { jwks } = guests;
  if (jwks !== undefined)
    server.get('/auth/guest-keys', async (request, reply) => {
      parts.limits.demandStranger(request.ip);
      return reply.type('application/jwk-set+json').send(jwks);
    });
}

function providerRoutes(server: FastifyInstance, parts: SignInParts, provider: Provider): void {
  server.get('/auth/callback', async (request: FastifyRequest<{ Querystring: { state?: unknown } }>, reply) => {
    parts.limits.demandStranger(request.ip);
    const { state } = request.query;
    const cookie = pendingCookie(typeof state === 'string' ? state : '');
    const pending = await parts.cookies.read<PendingSignIn>(request, cookie);
    parts.cookies.clear(reply, cookie);
    if (!pending) {
      const sentence = 'This sign-in took too long, was finished already, or began in another browser.';
      return notSignedInPage(reply, new SignInRefused(sentence, 400), '/');
    }
    try {
      const { name, ...tokens } = await provider.finish(new URL(request.url, parts.publicUrl).search, pending);
      await begin(parts, reply, tokens, { name });
      return await reply.redirect(pending.returnTo, 303);
    } catch (error) {
      return notSignedInPage(reply, error, pending.returnTo);
    }
  });
}

/** A person looks at a sign-in: a refusal is a page, with a way to sign in again. */
function notSignedInPage(reply: FastifyReply, error: unknown, returnTo: string): FastifyReply {
  if (!(error instanceof SignInRefused || error instanceof Problem)) throw error;
  const headers = error instanceof Problem ? error.headers : {};
  const again = { to: `/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`, says: 'Sign in again' };
  return reply
    .status(error.status)
    .headers(headers)
    .type(HTML)
    .send(sentencePage('Not signed in', error.message, again));
}

function developmentRoutes(server: FastifyInstance, parts: SignInParts, development: DevelopmentSignIn): void {
  server.get('/auth/development', async (request: FastifyRequest<{ Querystring: { returnTo?: unknown } }>, reply) => {
    demandThisMachine(request, parts.publicUrl);
    return reply.type(HTML).send(developmentPage(ownPath(request.query.returnTo)));
  });

  server.post('/auth/development', async (request: FastifyRequest<{ Body: unknown }>, reply) => {
    demandThisMachine(request, parts.publicUrl);
    parts.limits.demandStranger(request.ip);
    const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '');
    const person = personOf(form);
    const tokens = await development.tokensOf(person);
    await begin(parts, reply, tokens, { name: form.get('name') ?? form.get('subject') ?? undefined, person });
    return reply.redirect(ownPath(form.get('returnTo') ?? undefined), 303);
  });
}

/** A session begins only with a token that the services accept. */
async function begin(
  { sessions, verifier }: SignInParts,
  reply: FastifyReply,
  tokens: Tokens,
  about: Pick<Session, 'name' | 'person'>,
): Promise<void> {
  await verifier.verify(`Bearer ${tokens.accessToken}`).catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    throw new SignInRefused(
      `You are known to the identity provider, but its token does not fit Concord. ${error.detail} Tell whoever runs Concord: docs/identity.md says what a token must hold.`,
    );
  });
  await sessions.begin(reply, tokens, about).catch((error: unknown) => {
    if (!(error instanceof CookieTooLarge)) throw error;
    throw new SignInRefused(`The tokens of the identity provider are too large for a session: ${error.message}.`);
  });
}

function personOf(form: URLSearchParams): DevelopmentToken {
  const roles = form.getAll('roles').filter(isRole);
  const subject = form.get('subject')?.trim().slice(0, 100);
  if (!subject || roles.length === 0) throw new Problem(400, 'person-incomplete', 'Give a name and at least one role.');
  const listed = (name: string) => {
    const texts = (form.get(name) ?? '').split(',').map((text) => text.trim());
    const given = texts.filter((text) => text !== '');
    return given.length > 0 ? given : undefined;
  };
  const [channels, warehouseIds] = [listed('channels'), listed('warehouses')];
  const scopes = { ...(channels && { channels }), ...(warehouseIds && { warehouseIds }) };
  return { subject, roles, ...((channels ?? warehouseIds) && { scopes }) };
}

/** A page of another name that resolves to this machine must not sign in here. */
function demandThisMachine(request: FastifyRequest, publicUrl: string): void {
  const { origin } = request.headers;
  if (isOwnHost(request.headers.host, publicUrl) && (origin === undefined || isOwnHost(hostOf(origin), publicUrl)))
    return;
  throw new Problem(
    403,
    'host-foreign',
    `The development page answers under ${publicUrl} and under names of this machine alone.`,
  );
}

const hostOf = (origin: string) => (URL.canParse(origin) ? new URL(origin).host : origin);

/** One for each sign-in that is under way: a person may have begun one in two tabs. */
const pendingCookie = (state: string) =>
  ({ name: `concord_signing_in_${state.replace(/[^\w-]/g, '').slice(0, 16)}`, sameSite: 'lax' }) as const;

function notSignedIn({ limits }: SignInParts, { ip }: FastifyRequest): Problem {
  limits.demandStranger(ip);
  return new Problem(401, 'session-missing', 'Nobody is signed in: go to /auth/sign-in, or send a token.');
}
