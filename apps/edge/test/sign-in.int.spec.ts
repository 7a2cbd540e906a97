import { migrate, readConfig, startService, TRIAL_MASTER_KEY, type RunningService } from '@concord/service';
import { eventually, kafkaBrokers, testDatabase, uniqueName } from '@concord/testing';
import { readDoorConfig } from '../src/config';
import { startDoor, type RunningDoor } from '../src/door';
import { Browser } from './browser';
import { freePort } from './free-port';
import { IdentityProvider, type Person } from './identity-provider';
import { tillsService } from './tills-service';

const TOKEN_SECONDS = 33;
const PERSONS: Record<string, Person> = {
  leaver: { roles: ['inventory_manager'] },
  ines: { roles: ['inventory_manager'] },
  // The provider gives a role that Concord does not know, and none that it does.
  // So many rights that the token does not fit into one cookie.
  heavy: { roles: ['inventory_manager'], groups: 'g'.repeat(5_000) },
  nobody: { roles: ['astronaut'] },
  stranger: {},
};

const database = testDatabase('door');

describe.each([
  ['that gives a new refresh token each time', true],
  ['that keeps its refresh token', false],
])('the door with an identity provider %s', (_, rotates) => {
  let provider: IdentityProvider;
  let tills: RunningService;
  let door: RunningDoor;
  let home: string;
  const doorOf = (port: number, environment: NodeJS.ProcessEnv = {}) =>
    startDoor(
      readDoorConfig({
        PORT: String(port),
        CONCORD_PUBLIC_URL: `http://127.0.0.1:${port}`,
        CONCORD_SERVICES: `tills=${tills.url},away=http://127.0.0.1:9`,
        CONCORD_SESSION_KEY: TRIAL_MASTER_KEY,
        AUTH_JWKS: provider.jwks,
        AUTH_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: 'concord',
        OIDC_CLIENT_SECRET: 'a-secret-of-the-specs',
        LOG_LEVEL: 'silent',
        ...environment,
      }),
    );

  beforeAll(async () => {
    const port = await freePort();
    home = `http://127.0.0.1:${port}`;
    provider = await IdentityProvider.start(PERSONS, home, TOKEN_SECONDS, rotates);
    const config = readConfig({
      DATABASE_URL: database.url,
      VAULT_URL: database.url,
      KAFKA_BROKERS: kafkaBrokers().join(','),
      CONCORD_TOPIC_PREFIX: `${uniqueName('door')}-`,
      CONCORD_MASTER_KEY: TRIAL_MASTER_KEY,
      AUTH_JWKS: provider.jwks,
      AUTH_ISSUER: provider.issuer,
      LOG_LEVEL: 'silent',
    });
    await migrate(tillsService, config);
    tills = await startService(tillsService, config);
    door = await doorOf(port);
  }, 60_000);
  afterAll(async () => {
    await door.stop();
    await tills.stop();
    await provider.stop();
  }, 20_000);

  /** As a person does: name, password, consent. */
  async function signIn(browser: Browser, account: string, returnTo = '/board') {
    const login = await browser.open(`${home}/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
    const consent = await browser.submit(login, { login: account, password: 'any' });
    return browser.submit(consent);
  }
  const own = { 'x-concord-csrf': '1' };
  const add = (browser: Browser, till: string, headers: Record<string, string> = own) =>
    browser.fetch(`${home}/tills/v1/tills/${till}/coins`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': uniqueName('key'), ...headers },
      body: JSON.stringify({ coins: 5 }),
    });
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;

  it('signs a person in, who then reads and writes', async () => {
    const browser = new Browser();
    const { url } = await signIn(browser, 'ines', '/board?state=short');
    expect(url).toBe(`${home}/board?state=short`);
    const session = (await (await browser.fetch(`${home}/auth/session`)).json()) as Record<string, unknown>;
    expect(session).toMatchObject({ subject: 'ines', name: 'ines by name', roles: ['inventory_manager'] });
    expect(session['permissions']).toContain('inventory.adjust');
    const till = uniqueName('till');
    const written = await add(browser, till);
    expect(written.status).toBe(200);
    const token = written.headers.get('consistency-token')!;
    const read = await browser.fetch(`${home}/tills/v1/tills/${till}`, { headers: { 'consistency-token': token } });
    expect(await read.json()).toMatchObject({ till, coins: 5 });
  });

  it('keeps tokens where no script and no other site reaches them', async () => {
    const browser = new Browser();
    const lines: string[] = [];
    const { fetch: original } = browser;
    browser.fetch = async (url, init) => {
      const answer = await original.call(browser, url, init);
      if (url.startsWith(home)) lines.push(...answer.headers.getSetCookie());
      return answer;
    };
    await signIn(browser, 'ines');
    const session = lines.filter((line) => line.startsWith('concord_session='));
    expect(session).toHaveLength(1);
    expect(session[0]).toMatch(/HttpOnly/i);
    expect(session[0]).toMatch(/SameSite=Strict/i);
    // Encrypted: not even the account can be read in it.
    expect(Buffer.from(session[0]!.split('.').at(-2) ?? '', 'base64url').toString('latin1')).not.toContain('ines');
    expect(lines.join()).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });

  it('renews the token of a session once for all requests of a page, and goes on', async () => {
    const browser = new Browser();
    await signIn(browser, 'ines');
    const before = browser.cookies.get('concord_session');
    // The token lives a little longer than the time before its end in which it is renewed.
    await eventually(
      async () => {
        const answers = await Promise.all([1, 2, 3, 4].map(() => browser.fetch(`${home}/auth/session`)));
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
        expect(browser.cookies.get('concord_session')).not.toBe(before);
      },
      { within: 15_000 },
    );
    expect((await add(browser, 'renewed')).status).toBe(200);
  }, 30_000);

  // All else is the same with every provider.
  if (!rotates) return;

  it('refuses a write that a page of another site sent', async () => {
    const browser = new Browser();
    await signIn(browser, 'ines');
    const unproven = await add(browser, 'stolen', {});
    expect([unproven.status, await codeOf(unproven)]).toEqual([403, 'own-page-unproven']);
    const foreign = await add(browser, 'stolen', { ...own, origin: 'https://elsewhere.example' });
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, 'origin-foreign']);
    const out = await browser.fetch(`${home}/auth/sign-out`, { method: 'POST' });
    expect(out.status).toBe(403);
    expect((await browser.fetch(`${home}/tills/v1/tills/stolen`)).status).toBe(404);
  });

  it('ends the session here and at the provider', async () => {
    const browser = new Browser();
    await signIn(browser, 'ines');
    const stolen = new Browser();
    for (const [name, value] of browser.cookies) stolen.cookies.set(name, value);
    const out = await browser.fetch(`${home}/auth/sign-out`, { method: 'POST', headers: own });
    const { url } = (await out.json()) as { url: string };
    expect(url).toContain(`${provider.issuer}/session/end`);
    expect(browser.cookies.has('concord_session')).toBe(false);
    const after = await browser.fetch(`${home}/auth/session`);
    expect([after.status, await codeOf(after)]).toEqual([401, 'session-missing']);
    // A cookie that was copied before lives no longer than its token: the provider renews nothing.
    await eventually(async () => expect((await stolen.fetch(`${home}/auth/session`)).status).toBe(401), {
      within: (TOKEN_SECONDS + 10) * 1_000,
    });
  }, 60_000);

  it.each(['stranger'])('lets nobody in whose token holds no roles: %s', async (account) => {
    const browser = new Browser();
    const { answer } = await signIn(browser, account);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('does not fit Concord');
    expect(browser.cookies.has('concord_session')).toBe(false);
  });

  it('shows a person without a role of Concord what is missing', async () => {
    const browser = new Browser();
    await signIn(browser, 'nobody');
    const refused = await add(browser, 'front');
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'permission-missing']);
  });

  it('takes away what the provider takes away, with the next token', async () => {
    const browser = new Browser();
    await signIn(browser, 'leaver');
    expect((await add(browser, 'leaving')).status).toBe(200);
    PERSONS['leaver'] = { roles: ['business_analyst'] };
    await eventually(async () => expect((await add(browser, 'leaving')).status).toBe(403), { within: 15_000 });
    PERSONS['leaver'] = {};
    await eventually(async () => expect((await browser.fetch(`${home}/auth/session`)).status).toBe(401), {
      within: 15_000,
    });
  }, 40_000);

  it('takes no answer of the provider twice, late or from another browser', async () => {
    const browser = new Browser();
    let callback = '';
    const { fetch: original } = browser;
    browser.fetch = async (url, init) => {
      if (url.startsWith(`${home}/auth/callback`)) callback = url;
      return original.call(browser, url, init);
    };
    await signIn(browser, 'ines');
    for (const other of [browser, new Browser()]) {
      const again = await other.fetch(callback);
      expect(again.status).toBe(400);
    }
    const forged = await new Browser().fetch(`${home}/auth/callback?code=x&state=y`);
    expect(forged.status).toBe(400);
  });

  it('holds a large token in several cookies, and goes on when a smaller one follows', async () => {
    const browser = new Browser();
    await signIn(browser, 'heavy');
    const names = [...browser.cookies.keys()].filter((name) => name.startsWith('concord_session'));
    expect(names.length).toBeGreaterThan(1);
    expect((await add(browser, 'heavy')).status).toBe(200);
    // The provider's page is of another site: a browser sends no strict cookie with what follows from it.
    const next = new Browser();
    await signIn(next, 'ines');
    for (const [name, value] of next.cookies) browser.cookies.set(name, value);
    expect(await (await browser.fetch(`${home}/auth/session`)).json()).toMatchObject({ subject: 'ines' });
  });

  it('ends a live stream with its token, and renews the session for the next one', async () => {
    const browser = new Browser();
    await signIn(browser, 'ines');
    const before = browser.cookies.get('concord_session');
    // A token is good for a minute after its end, for clocks that differ.
    const stream = await browser.fetch(`${home}/tills/v1/tills/live`);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect((await stream.text()).trimEnd()).toMatch(/event: expired\ndata: \{\}$/);
    const leaving = new AbortController();
    const next = await browser.fetch(`${home}/tills/v1/tills/live`, { signal: leaving.signal });
    expect(next.status).toBe(200);
    expect(browser.cookies.get('concord_session')).not.toBe(before);
    leaving.abort();
  }, 120_000);

  it('keeps sessions when the door starts again', async () => {
    const browser = new Browser();
    await signIn(browser, 'ines');
    const again = await doorOf(0);
    expect((await browser.fetch(`${again.url}/auth/session`)).status).toBe(200);
    await again.stop();
  });

  it('ends streams that are open when it stops, within its time', async () => {
    const browser = new Browser();
    await signIn(browser, 'ines');
    const other = await doorOf(0);
    const stream = await browser.fetch(`${other.url}/tills/v1/tills/live`);
    expect(stream.status).toBe(200);
    const read = stream.text().catch(() => 'broken off');
    const at = performance.now();
    await other.stop();
    // A client that is cut off would not have got the end.
    expect(await read).not.toBe('broken off');
    expect(performance.now() - at).toBeLessThan(8_000);
  }, 20_000);

  it('does not fill the cookies of a browser, however often a sign-in begins', async () => {
    const browser = new Browser();
    for (let n = 0; n < 12; n++)
      await browser.fetch(`${home}/auth/sign-in?returnTo=/${encodeURIComponent('é'.repeat(900))}`);
    const pending = [...browser.cookies.keys()].filter((name) => name.startsWith('concord_signing_in'));
    expect(pending.length).toBeLessThanOrEqual(5 * 4);
    expect((await browser.fetch(`${home}/auth/session`)).status).toBe(401);
  });

  it('takes a query that names a parameter twice', async () => {
    const begun = await fetch(`${home}/auth/sign-in?returnTo=/a&returnTo=/b`, { redirect: 'manual' });
    expect(begun.status).toBe(302);
    expect((await fetch(`${home}/auth/callback?state=a&state=b`)).status).toBe(400);
  });

  describe('while the provider is away', () => {
    afterEach(() => void (provider.isAway = false));

    it('starts, shows a page to who signs in, and signs in when the provider is back', async () => {
      provider.isAway = true;
      const other = await doorOf(0);
      const refused = await fetch(`${other.url}/auth/sign-in?returnTo=/board`, { redirect: 'manual' });
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      expect(refused.headers.get('content-type')).toContain('text/html');
      expect(await refused.text()).toContain('/auth/sign-in?returnTo=%2Fboard');
      provider.isAway = false;
      expect((await fetch(`${other.url}/auth/sign-in`, { redirect: 'manual' })).status).toBe(302);
      await other.stop();
    });

    it('says so when a person comes back from it, and does not blame the sign-in', async () => {
      const browser = new Browser();
      const { fetch: original } = browser;
      browser.fetch = async (url, init) => {
        if (url.startsWith(`${home}/auth/callback`)) provider.isAway = true;
        return original.call(browser, url, init);
      };
      const { answer } = await signIn(browser, 'ines');
      expect(answer.status).toBe(503);
      expect(await answer.text()).toContain('cannot be reached');
    });

    it('goes on with a token that is still good, and then says that it cannot renew it', async () => {
      const browser = new Browser();
      await signIn(browser, 'ines');
      provider.isAway = true;
      const read = () => browser.fetch(`${home}/tills/v1/tills/front`);
      const statuses = new Set<number>();
      await eventually(
        async () => {
          const answer = await read();
          statuses.add(answer.status);
          expect([answer.status, await codeOf(answer)]).toEqual([503, 'provider-unavailable']);
        },
        { within: 40_000 },
      );
      // Never "not signed in", and never an error of the door.
      expect([...statuses].filter((status) => ![200, 404, 503].includes(status))).toEqual([]);
      provider.isAway = false;
      await eventually(async () => expect([200, 404]).toContain((await read()).status), { within: 10_000 });
    }, 70_000);
  });

  it('has no development page', async () => {
    expect((await fetch(`${home}/auth/development`)).status).toBe(404);
  });

  it('does not take a session that was changed, or that another key encrypted', async () => {
    const browser = new Browser();
    await signIn(browser, 'ines');
    const cookie = browser.cookies.get('concord_session')!;
    browser.cookies.set('concord_session', `${cookie.slice(0, -4)}AAAA`);
    expect((await browser.fetch(`${home}/auth/session`)).status).toBe(401);
    const other = await doorOf(0, { CONCORD_SESSION_KEY: Buffer.alloc(32, 7).toString('base64') });
    browser.cookies.set('concord_session', cookie);
    expect((await browser.fetch(`${other.url}/auth/session`)).status).toBe(401);
    await other.stop();
    const rotated = await doorOf(0, {
      CONCORD_SESSION_KEY: Buffer.alloc(32, 7).toString('base64'),
      CONCORD_SESSION_KEY_PREVIOUS: TRIAL_MASTER_KEY,
    });
    expect((await browser.fetch(`${rotated.url}/auth/session`)).status).toBe(200);
    await rotated.stop();
  });

  describe('as a proxy', () => {
    it('names a service that is away, and says when to come back', async () => {
      const browser = new Browser();
      await signIn(browser, 'ines');
      const answer = await browser.fetch(`${home}/away/v1/things`);
      expect([answer.status, answer.headers.get('retry-after'), await codeOf(answer)]).toEqual([
        503,
        '1',
        'service-away',
      ]);
    });

    it('refuses without a session or a token, before the service is asked', async () => {
      const answer = await fetch(`${home}/tills/v1/tills/front`);
      expect([answer.status, await codeOf(answer)]).toEqual([401, 'token-missing']);
      const wrong = await fetch(`${home}/away/v1/things`, { headers: { authorization: 'Bearer a.b.c' } });
      expect([wrong.status, await codeOf(wrong)]).toEqual([401, 'token-invalid']);
    });

    it('believes the token of a caller rather than the session', async () => {
      const browser = new Browser();
      await signIn(browser, 'ines');
      const answer = await browser.fetch(`${home}/tills/v1/tills/front`, {
        headers: { authorization: 'Bearer a.b.c' },
      });
      expect(answer.status).toBe(401);
    });

    it('leads to the routes of version 1, and to nothing else of a service', async () => {
      for (const path of [
        'health/ready',
        'metrics',
        'docs',
        'v2/tills',
        'nothing',
        '../metrics',
        'v1/../metrics',
        'v1/%2e%2e/metrics',
      ])
        expect([path, [401, 404].includes((await fetch(`${home}/tills/${path}`)).status)]).toEqual([path, true]);
    });

    it('slows an address that sends no valid token', async () => {
      const answers = await Promise.all(Array.from({ length: 300 }, () => fetch(`${home}/tills/v1/tills/front`)));
      const slowed = answers.filter(({ status }) => status === 429);
      expect(slowed.length).toBeGreaterThan(0);
      expect(await codeOf(slowed[0]!)).toBe('too-many-requests');
      expect(Number(slowed[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });
});
