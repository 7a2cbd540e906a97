import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exportJWK, exportPKCS8, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import type { Problem } from '../problem';
import { GUEST_ISSUER, guestIssuer } from './guest-issuer';
import { TokenVerifier, verifierFor, type VerifierOptions } from './token-verifier';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const S = NOW / 1_000;
const CLAIMS = { iss: 'https://id.shop.test', aud: 'concord', sub: 'u-1', roles: ['cs_agent'], nbf: S, exp: S + 600 };

type Keys = Awaited<ReturnType<typeof keysFor>>;
/** The public key does not say its algorithm, as with many providers: only the verifier's pin keeps others out. */
async function keysFor(alg: string, kid: string) {
  const pair = await generateKeyPair(alg, { extractable: true });
  return { ...pair, alg, kid, jwk: { ...(await exportJWK(pair.publicKey)), kid, use: 'sig' } };
}

let ed: Keys, es: Keys, rs: Keys, stranger: Keys;
let jwks: string;
let verifier: TokenVerifier;
const folder = mkdtempSync(path.join(tmpdir(), 'concord-auth-'));

beforeAll(async () => {
  [ed, es, rs, stranger] = await Promise.all([
    keysFor('EdDSA', 'ed-1'),
    keysFor('ES256', 'es-1'),
    keysFor('RS256', 'rs-1'),
    keysFor('EdDSA', 'ed-1'),
  ]);
  jwks = JSON.stringify({ keys: [ed.jwk, es.jwk, rs.jwk] });
});
beforeEach(() => (verifier = newVerifier()));
afterAll(() => rmSync(folder, { recursive: true }));

const newVerifier = (options: Partial<VerifierOptions> = {}) =>
  verifierFor({ jwks, issuer: CLAIMS.iss, now: () => NOW, environment: {}, ...options });
const sign = (claims: JWTPayload = {}, key = ed, header: Record<string, unknown> = {}) =>
  new SignJWT({ ...CLAIMS, ...claims })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, ...header })
    .sign(key.privateKey);
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const refusal = (token: string, by = verifier) =>
  by.verify(`Bearer ${token}`).then(
    () => undefined,
    (error: Problem) => error,
  );

describe('a good token', () => {
  it.each(['EdDSA', 'ES256', 'RS256'])('is accepted with %s', async (alg) => {
    const key = [ed, es, rs].find((k) => k.alg === alg);
    expect(await verifier.verify(`Bearer ${await sign({}, key)}`)).toMatchObject({
      subject: 'u-1',
      roles: ['cs_agent'],
    });
  });
  it('may name several audiences, and the scheme in any case', async () =>
    expect(await verifier.verify(`bearer ${await sign({ aud: ['other', 'concord'] })}`)).toBeDefined());
  it('may be 59 seconds ahead or behind', async () => {
    expect(await refusal(await sign({ nbf: S + 59 }))).toBeUndefined();
    expect(await refusal(await sign({ exp: S - 59 }))).toBeUndefined();
  });
  it('gives nothing for a role that we do not know', async () =>
    expect((await verifier.verify(`Bearer ${await sign({ roles: ['admin', 'driver'] })}`)).roles).toEqual(['driver']));
});

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('forged tokens', () => {
  const forgeries: [name: string, code: string, forge: () => Promise<string> | string][] = [
    ['alg none', 'token-invalid', () => new UnsecuredJWT(CLAIMS).encode()],
    [
      'alg none with the signature of another',
      'token-invalid',
      async () => `${encoded({ alg: 'none', kid: 'ed-1' })}.${(await sign()).split('.').slice(1).join('.')}`,
    ],
    [
      'HS256 with the public key as the secret',
      'token-invalid',
      async () =>
        new SignJWT(CLAIMS)
          .setProtectedHeader({ alg: 'HS256', kid: 'rs-1' })
          .sign(Buffer.from(await exportSPKI(rs.publicKey))),
    ],
    [
      'PS256, which is not one of ours',
      'token-invalid',
      async () => {
        const key = await import('jose').then(async (jose) =>
          jose.importPKCS8(await exportPKCS8(rs.privateKey), 'PS256'),
        );
        return new SignJWT(CLAIMS).setProtectedHeader({ alg: 'PS256', kid: 'rs-1' }).sign(key);
      },
    ],
    ['the algorithm of another key', 'token-invalid', () => sign({}, ed, { kid: 'es-1' })],
    ['kid is a path', 'token-invalid', () => sign({}, stranger, { kid: '../../../../dev/null' })],
    ['kid is unknown', 'token-invalid', () => sign({}, stranger, { kid: 'ed-2' })],
    ['kid is ours, the key is not', 'token-invalid', () => sign({}, stranger)],
    ['brings its own key', 'token-invalid', () => sign({}, stranger, { jwk: stranger.jwk })],
    [
      'names its own key set',
      'token-invalid',
      () => sign({}, stranger, { jku: 'http://127.0.0.1:9/jwks', kid: 'ed-9' }),
    ],
    ['another issuer', 'token-invalid', () => sign({ iss: 'https://id.shop.test.evil' })],
    ['no issuer', 'token-invalid', () => sign({ iss: undefined })],
    ['another audience', 'token-invalid', () => sign({ aud: 'concord-billing' })],
    ['no audience', 'token-invalid', () => sign({ aud: undefined })],
    ['expired', 'token-expired', () => sign({ exp: S - 61 })],
    ['without an end', 'token-invalid', () => sign({ exp: undefined })],
    ['not valid yet', 'token-invalid', () => sign({ nbf: S + 61 })],
    [
      'a payload changed afterwards',
      'token-invalid',
      async () => {
        const [header, , signature] = (await sign()).split('.');
        return `${header}.${encoded({ ...CLAIMS, roles: ['head_of_digital'] })}.${signature}`;
      },
    ],
    [
      'a signature changed afterwards',
      'token-invalid',
      async () => {
        const [header, payload, signature = ''] = (await sign()).split('.');
        return `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
      },
    ],
    [
      'a signature with another text for the same bytes',
      'token-invalid',
      async () => {
        const token = await sign();
        const last = BASE64URL.indexOf(token.at(-1)!);
        return token.slice(0, -1) + BASE64URL[last ^ 1];
      },
    ],
    ['without a signature', 'token-invalid', async () => `${(await sign()).split('.').slice(0, 2).join('.')}.`],
    [
      'an unknown critical extension',
      'token-invalid',
      async () =>
        `${encoded({ alg: 'EdDSA', kid: 'ed-1', crit: ['x'], x: 1 })}.${(await sign()).split('.').slice(1).join('.')}`,
    ],
    ['without sub', 'token-invalid', () => sign({ sub: undefined })],
    ['roles is a text', 'token-invalid', () => sign({ roles: 'head_of_digital' })],
    ['a refund limit that is a text', 'token-invalid', () => sign({ limits: { refundMinor: '1' } })],
    ['not a token', 'token-invalid', () => 'secret-secret-secret'],
    ['too long', 'token-invalid', () => sign({ filler: 'x'.repeat(9_000) })],
  ];
  it.each(forgeries)('%s: %s', async (_, code, forge) => {
    const token = await forge();
    const problem = await refusal(token);
    expect(problem).toMatchObject({ status: 401, code });
    expect(problem?.headers['www-authenticate']).toContain('Bearer');
    const said = JSON.stringify([problem?.detail, problem?.facts, problem?.headers]);
    for (const part of token.split('.').filter((text) => text.length > 0)) expect(said).not.toContain(part);
  });

  it.each([undefined, '', 'Bearer', 'Bearer ', 'Basic dTpw', 'Bearer a b'])('no token: %j', async (header) =>
    expect(await verifier.verify(header).catch((error: Problem) => error.code)).toBe('token-missing'),
  );
});

describe('a token that was verified', () => {
  it('is remembered, and refused once it has expired', async () => {
    let now = NOW;
    const clocked = newVerifier({ now: () => now });
    const token = `Bearer ${await sign({ exp: S + 10 })}`;
    const caller = await clocked.verify(token);
    now = NOW + 69_999;
    expect(await clocked.verify(token)).toBe(caller);
    now = NOW + 70_000;
    await expect(clocked.verify(token)).rejects.toMatchObject({ code: 'token-expired' });
    await expect(clocked.verify(token)).rejects.toMatchObject({ code: 'token-expired' });
  });
  it('costs microseconds from then on', async () => {
    const token = `Bearer ${await sign()}`;
    await verifier.verify(token);
    const began = performance.now();
    for (let i = 0; i < 10_000; i++) await verifier.verify(token);
    expect((performance.now() - began) / 10_000).toBeLessThan(0.05);
  });
});

describe('where keys come from', () => {
  it('a file', async () => {
    const file = path.join(folder, 'jwks.json');
    writeFileSync(file, jwks);
    expect(await refusal(await sign(), newVerifier({ jwks: file }))).toBeUndefined();
  });

  it('a file that is read again for a key it did not have, once in a while', async () => {
    const file = path.join(folder, 'rotated.json');
    writeFileSync(file, JSON.stringify({ keys: [es.jwk] }));
    let passedMs = 0;
    const rotating = newVerifier({ jwks: file, now: () => NOW + passedMs });
    writeFileSync(file, jwks);
    passedMs = 29_999;
    expect(await refusal(await sign(), rotating)).toMatchObject({ code: 'token-invalid' });
    passedMs = 30_000;
    expect(await refusal(await sign(), rotating)).toBeUndefined();
  });

  describe('an address', () => {
    let server: Server;
    let status = 200;
    let address: string;
    beforeAll(async () => {
      server = createServer((_, answer) => answer.writeHead(status).end(jwks));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      address = `http://127.0.0.1:${(server.address() as { port: number }).port}/jwks`;
    });
    afterAll(() => server.close());

    it('that answers', async () => expect(await refusal(await sign(), newVerifier({ jwks: address }))).toBeUndefined());
    it('that fails is not held against the token', async () => {
      status = 500;
      expect(await refusal(await sign(), newVerifier({ jwks: address }))).toMatchObject({
        status: 503,
        code: 'keys-unavailable',
      });
    });
  });

  it.each(['/nowhere/jwks.json', '{"keys":7}', '{"keys"', 'http://'])('refuses to start with %s', (source) =>
    expect(() => newVerifier({ jwks: source })).toThrow(/^AUTH_JWKS/),
  );
});

describe('in production', () => {
  const environment = { NODE_ENV: 'production' };
  it('takes a real issuer', () => expect(newVerifier({ environment })).toBeInstanceOf(TokenVerifier));
  it('refuses the development issuer', () =>
    expect(() => newVerifier({ environment, issuer: 'concord-development' })).toThrow(/^AUTH_ISSUER/));
  it('refuses the key of the development issuer under any name', () => {
    const keys = JSON.stringify({ keys: [{ ...ed.jwk, kid: 'concord-development-1' }] });
    expect(() => newVerifier({ environment, jwks: keys })).toThrow(/^AUTH_JWKS/);
  });
});

describe('the token of a guest', () => {
  const SECRET = Buffer.alloc(32, 7).toString('base64');
  const AT = { now: () => Date.now() };

  it('is accepted where the keys of guests are known', async () => {
    const guests = await guestIssuer(SECRET, 'concord');
    const token = await guests.mint('7', 600);
    const found = await newVerifier({ ...AT, guestJwks: guests.jwks }).verify(`Bearer ${token}`);
    expect(found).toMatchObject({ roles: ['customer'], customerId: 'guest-7', issuer: GUEST_ISSUER });
    expect((await refusal(token, newVerifier(AT)))?.code).toBe('token-invalid');
    expect((await guestIssuer(SECRET, 'concord')).jwks).toBe(guests.jwks);
  });

  it.each([
    { roles: ['customer', 'head_of_digital'], sub: 'guest-7', customer_id: 'guest-7' },
    { roles: ['head_of_digital'], sub: 'guest-7', customer_id: 'guest-7' },
    { roles: ['customer'], sub: 'guest-7', customer_id: 'guest-8' },
    { roles: ['customer'], sub: 'ada', customer_id: 'ada' },
    { roles: ['customer'], sub: 'guest-7' },
  ])('says nothing else: %j', async (claims) => {
    const guestJwks = JSON.stringify({ keys: [ed.jwk] });
    const token = await sign({ ...claims, iss: GUEST_ISSUER });
    expect((await refusal(token, newVerifier({ jwks: JSON.stringify({ keys: [es.jwk] }), guestJwks })))?.code).toBe(
      'token-invalid',
    );
  });

  it('is not signed by the identity provider, and signs nothing of it', async () => {
    const keys = { jwks: JSON.stringify({ keys: [ed.jwk] }), guestJwks: JSON.stringify({ keys: [es.jwk] }) };
    const guest = { roles: ['customer'], sub: 'guest-7', customer_id: 'guest-7', iss: GUEST_ISSUER };
    expect((await refusal(await sign(guest, ed), newVerifier(keys)))?.code).toBe('token-invalid');
    expect((await refusal(await sign({}, es), newVerifier(keys)))?.code).toBe('token-invalid');
    expect(await refusal(await sign(guest, es), newVerifier(keys))).toBeUndefined();
  });
});
