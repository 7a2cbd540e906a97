import { mkdtempSync, rmSync } from 'node:fs';

import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { TRIAL_MASTER_KEY } from '@concord/service';
import { eventually } from '@concord/testing';
import { readDoorConfig } from '../src/config';
import { startDoor, type RunningDoor } from '../src/door';
import { PlainService, type Heard } from './plain-service';
import { raw } from './raw-request';

const MIB = 1_048_576;
const OWN = { 'x-concord-csrf': '1' };

describe('the door before a service', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'door-keys-'));
  let service: PlainService;
  let door: RunningDoor;
  let cookie: string;

  const doorWith = (environment: NodeJS.ProcessEnv = {}) =>
    startDoor(
      readDoorConfig({
        PORT: '0',
        CONCORD_SERVICES: `plain=${service.url},orders=${service.url},away=http://127.0.0.1:9`,
        CONCORD_SESSION_KEY: TRIAL_MASTER_KEY,
        CONCORD_KEYS: folder,
        AUTH_JWKS: path.join(folder, 'jwks.json'),
        AUTH_ISSUER: 'concord-development',
        LOG_LEVEL: 'silent',
        ...environment,
      }),
    );

  beforeAll(async () => {
    service = await PlainService.start({
      '/v1/created': (response) =>
        response
          .writeHead(201, {
            location: '/v1/things/1',
            etag: '"3"',
            'consistency-token': 't.1',
            'projection-lag-ms': '3',
            'retry-after': '7',
            'idempotency-replayed': 'true',
            connection: 'keep-alive, x-hop',
            'x-hop': '1',
            'set-cookie': 'concord_session=of-a-service',
          })
          .end('{}'),
      '/v1/breaks': (response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"half":');
        setImmediate(() => response.destroy());
      },
      '/v1/resets': (response) => void response.destroy(),
      '/v1/live': (response) =>
        void response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n'),
    });
    door = await doorWith();
    const signedIn = await fetch(`${door.url}/auth/development`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ subject: 'ines', roles: 'inventory_manager' }),
    });
    cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.replace(/;.*/, ''))
      .join('; ');
  }, 30_000);
  afterAll(async () => {
    await door.stop();
    await service.stop();
    rmSync(folder, { recursive: true });
  }, 20_000);

  const ask = (target: string, init: RequestInit = {}) =>
    fetch(`${door.url}/plain/v1/${target}`, { ...init, headers: { cookie, ...(init.headers as object) } });
  const heard = async (answer: Response) => (await answer.json()) as Heard;
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const lines = (...headers: readonly string[]) =>
    ['', 'Host: door', `Cookie: ${cookie}`, 'x-concord-csrf: 1', ...headers, '', ''].join('\r\n');

  describe('of headers', () => {
    it('gives those of the caller to the service, with the token of the session instead of its cookie', async () => {
      const sent = {
        'idempotency-key': 'k-1',
        'if-match': '"3"',
        'consistency-token': 't.1',
        prefer: 'wait=5',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        'last-event-id': '7',
      };
      const { headers } = await heard(await ask('x?a=1', { headers: sent }));
      expect(headers).toMatchObject(sent);
      expect(headers['authorization']).toMatch(/^Bearer /);
      expect(Object.keys(headers)).not.toContain('cookie');
    });

    it('gives those of the service to the caller, and leads through the door', async () => {
      const answer = await ask('created', { method: 'POST', headers: OWN });
      expect(answer.status).toBe(201);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        location: '/plain/v1/things/1',
        etag: '"3"',
        'consistency-token': 't.1',
        'projection-lag-ms': '3',
        'retry-after': '7',
        'idempotency-replayed': 'true',
      });
      expect(answer.headers.has('x-hop')).toBe(false);
      expect(answer.headers.getSetCookie()).toEqual([]);
    });

    it('gives on no claim of who asks or for what', async () => {
      const claims = { 'x-forwarded-for': '1.2.3.4', forwarded: 'for=1.2.3.4', 'x-http-method-override': 'DELETE' };
      const { method, headers } = await heard(await ask('x', { headers: claims }));
      expect(method).toBe('GET');
      expect(Object.keys(headers).filter((name) => name in claims)).toEqual([]);
    });

    it('answers a request that speaks of its connection', async () => {
      const head = lines('Connection: close, Authorization', 'TE: trailers', 'Keep-Alive: timeout=9', 'Upgrade: h2c');
      const { status, body } = await raw(door.url, `GET /plain/v1/x HTTP/1.1${head}`);
      expect(status).toBe(200);
      expect((JSON.parse(body) as Heard).headers['authorization']).toMatch(/^Bearer /);
    });

    it('takes a body that waits for a word first, as curl does with a large one', async () => {
      const head = lines(
        'Content-Type: application/json',
        'Content-Length: 2',
        'Expect: 100-continue',
        'Connection: close',
      );
      const { head: first, body } = await raw(door.url, `POST /plain/v1/x HTTP/1.1${head}{}`);
      expect(first).toBe('HTTP/1.1 100 Continue');
      expect(body).toMatch(/^HTTP\/1\.1 200 /);
    });

    it('closes the connection of HTTP/1.0, whatever the service says of its own', async () => {
      const { status, body } = await raw(door.url, `GET /plain/v1/x HTTP/1.0${lines()}`);
      expect([status, (JSON.parse(body) as Heard).url]).toEqual([200, '/v1/x']);
    });
  });

  describe('of requests that two servers would read differently', () => {
    it.each([
      ['two lengths', 'Content-Length: 5\r\nContent-Length: 6'],
      ['a length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked'],
      ['an unknown encoding', 'Transfer-Encoding: xchunked'],
      ['chunks that are not last', 'Transfer-Encoding: chunked, identity'],
      ['a space before a colon', 'Content-Length : 5'],
    ])('refuses %s', async (_, header) => {
      const { status } = await raw(door.url, `POST /plain/v1/x HTTP/1.1${lines(header)}0\r\n\r\n`);
      expect(status).toBe(400);
    });

    it.each([
      '/plain/v1/../../metrics',
      '/plain/v1/%2e%2e/%2e%2e/metrics',
      '/plain/v1/..;/..;/metrics',
      '/plain/v1/..%2f..%2fmetrics',
      '/plain/v1/..%5c..%5cmetrics',
      '/plain/v1/x/..',
    ])('refuses a path that climbs: %s', async (target) => {
      const { status } = await raw(door.url, `GET ${target} HTTP/1.1${lines('Connection: close')}`);
      expect(status).toBe(400);
    });

    it.each(['//plain/v1/x', '/plain%2fv1/x', '/PLAIN/v1/x', '/plain/v11/x', '/__proto__/v1/x'])(
      'has no route for %s',
      async (target) => {
        const { status } = await raw(door.url, `GET ${target} HTTP/1.1${lines('Connection: close')}`);
        expect([403, 404]).toContain(status);
      },
    );

    it.each([
      ['an expectation', ['Host: door', 'Expect: x', 'Content-Length: 2', '', '{}'], 417, 'expectation-failed'],
      ['no Host', ['Connection: close', '', ''], 400, 'request-invalid'],
      ['long headers', ['Host: door', `X: ${'a'.repeat(40_000)}`, '', ''], 431, 'headers-too-large'],
    ])('answers as the services do: %s', async (_, head, status, code) => {
      const answer = await raw(door.url, ['POST /plain/v1/x HTTP/1.1', ...head].join('\r\n'));
      expect([answer.status, answer.head]).toEqual([status, expect.stringContaining('application/problem+json')]);
      expect(JSON.parse(answer.body)).toMatchObject({ status, code, detail: expect.not.stringContaining('16384') });
    });

    it('says as a problem that a path cannot be read', async () => {
      const { status, head, body } = await raw(door.url, `GET /plain/v1/%zz HTTP/1.1${lines('Connection: close')}`);
      expect([status, head.includes('application/problem+json')]).toEqual([400, true]);
      expect(JSON.parse(body)).toMatchObject({ code: 'request-invalid' });
    });
  });

  describe('of bodies', () => {
    const post = (body: string | ReadableStream) =>
      ask('x', {
        method: 'POST',
        headers: { ...OWN, 'content-type': 'application/json' },
        body,
        duplex: 'half',
      } as RequestInit);

    it('gives on a body of 1 MiB', async () =>
      expect(await heard(await post('a'.repeat(MIB)))).toMatchObject({ method: 'POST', bytes: MIB }));

    it.each([MIB + 1, 1_200_000, 20 * MIB])('refuses one of %i bytes as a service does', async (bytes) => {
      const answer = await new Promise<number | undefined>((resolve, reject) => {
        const headers = { cookie, ...OWN, 'content-type': 'application/json', 'content-length': bytes };
        const sent = request(`${door.url}/plain/v1/x`, { method: 'POST', headers }, ({ statusCode }) =>
          resolve(statusCode),
        );
        sent.on('error', reject).write('a');
      });
      expect(answer).toBe(413);
    });

    it('refuses too many chunks, whose length nobody said', async () => {
      const chunk = new Uint8Array(65_536);
      let left = 20;
      const body = new ReadableStream({
        pull: (control) => (left-- > 0 ? control.enqueue(chunk) : control.close()),
      });
      const answer = await post(body);
      expect([answer.status, await codeOf(answer)]).toEqual([413, 'body-too-large']);
    });

    it('refuses who may not ask before the body arrives', async () => {
      const head = ['', 'Host: door', 'Content-Length: 1000', 'Connection: close', '', ''].join('\r\n');
      const { status } = await raw(door.url, `POST /plain/v1/x HTTP/1.1${head}`);
      expect(status).toBe(401);
    });
  });

  describe('of services that fail', () => {
    it.each(['resets', '../../away/v1/x'])('says that the service is away: %s', async (target) => {
      const answer = await ask(target);
      expect([answer.status, answer.headers.get('retry-after'), await codeOf(answer)]).toEqual([
        503,
        '1',
        'service-away',
      ]);
    });

    it('breaks off an answer that the service broke off, and does not end it as if it were whole', async () => {
      const answer = await ask('breaks');
      await expect(answer.text()).rejects.toThrow(/terminated/);
    });

    it('lets the service know at once that a caller is gone', async () => {
      const before = service.abandoned;
      const leaving = new AbortController();
      const stream = await ask('live', { signal: leaving.signal });
      expect(stream.status).toBe(200);
      leaving.abort();
      await eventually(() => expect(service.abandoned).toBe(before + 1), { within: 2_000 });
    });
  });

  describe('of pages of other sites', () => {
    const UNSAFE = ['POST', 'PUT', 'PATCH', 'DELETE'];
    it.each(UNSAFE)('takes no %s with the cookie alone', async (method) => {
      const answer = await ask('x', { method });
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'own-page-unproven']);
    });

    it.each(['https://elsewhere.example', 'null', 'http://localhost.elsewhere.example', ''])(
      'takes nothing from the origin "%s"',
      async (origin) => {
        const head = lines(`Origin: ${origin}`, 'Content-Length: 0', 'Connection: close');
        const { status, body } = await raw(door.url, `POST /plain/v1/x HTTP/1.1${head}`);
        expect([status, (JSON.parse(body) as { code: string }).code]).toEqual([403, 'origin-foreign']);
      },
    );

    it('signs nobody in for them', async () => {
      for (const origin of ['https://elsewhere.example', 'null']) {
        const body = new URLSearchParams({ subject: 'eve', roles: 'it_operator' });
        const answer = await fetch(`${door.url}/auth/development`, { method: 'POST', headers: { origin }, body });
        expect([answer.status, await codeOf(answer), answer.headers.getSetCookie()]).toEqual([403, 'host-foreign', []]);
      }
    });

    it('grants them nothing and lets none of them show a page', async () => {
      const asked = await fetch(`${door.url}/plain/v1/x`, {
        method: 'OPTIONS',
        headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
      });
      expect(asked.headers.has('access-control-allow-origin')).toBe(false);
      const { headers } = await fetch(`${door.url}/auth/development`);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    });
  });

  describe('of notices that a partner signs', () => {
    const post = (target: string) =>
      fetch(`${door.url}${target}`, { method: 'POST', body: '{"a": 1}', headers: { 'stripe-signature': 't=1,v1=x' } });

    it('lets them through without a token, byte by byte', async () => {
      const heard = (await (await post('/orders/v1/payments/webhooks/stripe')).json()) as Heard;
      expect(heard).toMatchObject({ url: '/v1/payments/webhooks/stripe', bytes: 8 });
      expect(heard.headers).toMatchObject({ 'stripe-signature': 't=1,v1=x' });
    });
    it.each([
      '/orders/v1/payments/webhooks',
      '/orders/v1/payments/webhooks/stripe/more',
      '/orders/v1/payments/webhooks/../notices',
      '/orders/v1/payments/webhooks/stripe?x=1',
      '/plain/v1/payments/webhooks/stripe',
      '/orders/v1/orders',
    ])('lets nothing else through: %s', async (target) => expect((await post(target)).status).toBe(401));
  });

  describe('of callers without a token', () => {
    /** How many of 260 requests are slowed, each of which names another address as its own. */
    async function slowed(target: string, environment: NodeJS.ProcessEnv = {}, requests = 260): Promise<number> {
      const other = await doorWith(environment);
      const answers = await Promise.all(
        Array.from({ length: requests }, (_, n) =>
          fetch(`${other.url}${target}`, { headers: { 'x-forwarded-for': `192.0.2.${n % 250}` }, redirect: 'manual' }),
        ),
      );
      await other.stop();
      return answers.filter(({ status }) => status === 429).length;
    }

    it.each(['/plain/v1/x', '/auth/sign-in', '/auth/session', '/nowhere'])(
      'slows an address, whatever it claims to be: %s',
      async (target) => expect(await slowed(target)).toBeGreaterThan(0),
    );

    it.each(['/orders/v1/payments/webhooks/x', '/plain/openapi.json', '/openapi.json'])(
      'takes a burst and slows what goes on: %s',
      async (target) => {
        expect(await slowed(target)).toBe(0);
        expect(await slowed(target, {}, 800)).toBeGreaterThan(0);
      },
      20_000,
    );

    it('slows each address behind a balancer that is trusted for itself', async () =>
      expect(await slowed('/plain/v1/x', { CONCORD_TRUSTED_PROXIES: '127.0.0.0/8' })).toBe(0));
  });

  describe('of its API reference', () => {
    it('sends its script compressed, and not again to who has it', async () => {
      const script = `${door.url}/docs/js/scalar.js`;
      const plain = await fetch(script, { headers: { 'accept-encoding': 'identity' } });
      const whole = await plain.text();
      const length = async (encoding: string) => {
        const answer = await fetch(script, { headers: { 'accept-encoding': encoding } });
        expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([
          encoding,
          'accept-encoding',
        ]);
        expect((await answer.text()) === whole).toBe(true);
        return Number(answer.headers.get('content-length'));
      };
      expect(await length('br')).toBeLessThan(whole.length / 4);
      expect(await length('gzip')).toBeLessThan(whole.length / 3);
      const again = await fetch(script, { headers: { 'if-none-match': plain.headers.get('etag')! } });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }, 60_000);

    it('names the services that are away', async () => {
      const document = (await (await fetch(`${door.url}/openapi.json`)).json()) as { info: { description: string } };
      expect(document.info.description).toContain('Not reachable now, and left out: ');
      expect(document.info.description).toContain('away');
    });
  });
});
