import cookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { SealedCookies } from '../src/session/sealed-cookies';
import { SESSION_MS, type Tokens } from '../src/session/session';
import { Sessions } from '../src/session/sessions';

const MINUTE = 60_000;
const KEY = Buffer.alloc(32, 7).toString('base64');

describe('a session', () => {
  let now = 0;
  let renewals = 0;
  let renew: () => Promise<Tokens | undefined>;
  let server: FastifyInstance;
  /** What a browser holds. */
  let held: Map<string, string>;

  const tokens = (letter: string, { access = 100, refresh = 100, minutes = 5 } = {}): Tokens => ({
    accessToken: letter.repeat(access),
    refreshToken: letter.repeat(refresh),
    accessEndsAt: now + minutes * MINUTE,
  });

  beforeEach(async () => {
    now = 1_000_000;
    renewals = 0;
    held = new Map();
    renew = async () => tokens('n');
    server = fastify();
    await server.register(cookie);
    const sessions = new Sessions(
      new SealedCookies([KEY], true),
      () => {
        renewals += 1;
        return renew();
      },
      () => now,
    );
    server.post('/', async (request, reply) => {
      await sessions.begin(reply, request.body as Tokens, {});
      return {};
    });
    server.get('/', async (request, reply) => (await sessions.of(request, reply)) ?? {});
    server.delete('/', async (_request, reply) => {
      sessions.end(reply);
      return {};
    });
  });
  afterEach(() => server.close());

  async function send(method: 'GET' | 'POST' | 'DELETE', body?: Tokens, cookies = Object.fromEntries(held)) {
    const answer = await server.inject({ method, url: '/', cookies, ...(body && { payload: body }) });
    for (const { name, value, maxAge, expires } of answer.cookies) {
      if (maxAge === 0 || (expires && expires.getTime() === 0)) held.delete(name);
      else held.set(name, value);
    }
    return answer;
  }
  const session = async () => (await send('GET')).json<Partial<Tokens>>();

  it('lasts twelve hours, however often its token is renewed', async () => {
    await send('POST', tokens('a'));
    for (now += MINUTE; now < 1_000_000 + SESSION_MS; now += 4 * MINUTE)
      expect((await session()).accessToken).toBeDefined();
    now = 1_000_000 + SESSION_MS;
    expect(await session()).toEqual({});
    expect(held.size).toBe(0);
  });

  it('lies in cookies that are secure, of this host alone, and not for scripts', async () => {
    const answer = await send('POST', tokens('a'));
    expect(answer.headers['set-cookie']).toMatch(/^__Host-concord_session=/);
    expect(answer.cookies[0]).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' });
    expect(answer.cookies[0]).not.toHaveProperty('domain');
  });

  it('holds an access token of 7,000 and a refresh token of 3,000 characters', async () => {
    const large = tokens('a', { access: 7_000, refresh: 3_000 });
    await send('POST', large);
    expect(await session()).toMatchObject(large);
    for (const value of held.values()) expect(value.length).toBeLessThan(4_000);
  });

  it('is read where parts of a larger one are left over', async () => {
    await send('POST', tokens('a', { access: 7_000 }));
    const before = held.size;
    await send('POST', tokens('b', { access: 200 }), {});
    expect(held.size).toBe(before);
    expect((await session()).accessToken).toBe('b'.repeat(200));
  });

  it('is none where a part is missing', async () => {
    await send('POST', tokens('a', { access: 7_000 }));
    held.delete('__Host-concord_session.1');
    expect(await session()).toEqual({});
  });

  it('is over where renewed tokens are too large for cookies', async () => {
    await send('POST', tokens('a', { minutes: 0 }));
    renew = async () => tokens('n', { access: 20_000 });
    expect(await session()).toEqual({});
    expect(held.size).toBe(0);
  });

  it('is renewed once for requests that come together', async () => {
    await send('POST', tokens('a', { minutes: 0 }));
    const cookies = Object.fromEntries(held);
    const answers = await Promise.all([1, 2, 3].map(() => send('GET', undefined, cookies)));
    expect(answers.map((answer) => answer.json<Tokens>().accessToken[0])).toEqual(['n', 'n', 'n']);
    expect(renewals).toBe(1);
  });

  it('is over where the provider says so', async () => {
    await send('POST', tokens('a', { minutes: 0 }));
    renew = async () => undefined;
    expect(await session()).toEqual({});
    expect(held.size).toBe(0);
  });

  describe('while the provider is away', () => {
    beforeEach(async () => {
      await send('POST', tokens('a', { minutes: 1 }));
      renew = () => Promise.reject(new Error('The provider is away.'));
    });

    it('goes on with a token that is still good, and does not ask with every request', async () => {
      now += 45_000;
      for (let n = 0; n < 3; n++) expect((await session()).accessToken).toBe('a'.repeat(100));
      expect(renewals).toBe(1);
    });

    it('fails with the error of the provider when the token has ended, and keeps its cookie', async () => {
      now += 2 * MINUTE;
      expect((await send('GET')).statusCode).toBe(500);
      expect(held.size).toBe(1);
    });
  });
});
