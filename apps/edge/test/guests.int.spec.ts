import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { developmentIssuer, TRIAL_MASTER_KEY, verifierFor } from '@concord/service';
import { readDoorConfig } from '../src/config';
import { startDoor, type RunningDoor } from '../src/door';
import { Browser } from './browser';
import { PlainService, type Heard } from './plain-service';

const OWN = { 'x-concord-csrf': '1' };
const KEY = Buffer.alloc(32, 9).toString('base64');

describe.each([
  ['the development issuer', {}],
  ['a key of its own', { CONCORD_GUEST_KEY: KEY }],
])('a door that lets guests in with %s', (_, environment) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'door-guests-'));
  let service: PlainService;
  let door: RunningDoor;

  beforeAll(async () => {
    service = await PlainService.start({});
    await developmentIssuer(folder);
    door = await startDoor(
      readDoorConfig({
        PORT: '0',
        CONCORD_SERVICES: `plain=${service.url}`,
        CONCORD_SESSION_KEY: TRIAL_MASTER_KEY,
        CONCORD_KEYS: folder,
        AUTH_JWKS: path.join(folder, 'jwks.json'),
        AUTH_ISSUER: 'concord-development',
        LOG_LEVEL: 'silent',
        ...environment,
      }),
    );
  }, 30_000);
  afterAll(async () => {
    await door.stop();
    await service.stop();
    rmSync(folder, { recursive: true });
  }, 20_000);

  const begin = async (browser: Browser, headers: Record<string, string> = OWN) =>
    browser.fetch(`${door.url}/auth/guest`, { method: 'POST', headers });
  const seen = async (answer: Response) =>
    (await answer.json()) as { customerId: string; guest: boolean; roles: string[]; endsAt: string };

  it('makes each browser a customer of its own, once', async () => {
    const [one, other] = [new Browser(), new Browser()];
    const guest = await seen(await begin(one));
    expect(guest).toMatchObject({ guest: true, roles: ['customer'] });
    expect(guest.customerId).toMatch(/^guest-[\da-f-]{36}$/);
    expect(Date.parse(guest.endsAt)).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    expect((await seen(await begin(one))).customerId).toBe(guest.customerId);
    expect((await seen(await one.fetch(`${door.url}/auth/session`))).customerId).toBe(guest.customerId);
    expect((await seen(await begin(other))).customerId).not.toBe(guest.customerId);
  });

  it('lets a guest call services with a token that they accept', async () => {
    const browser = new Browser();
    const { customerId } = await seen(await begin(browser));
    const answer = await browser.fetch(`${door.url}/plain/v1/anything`);
    const { authorization = '' } = ((await answer.json()) as Heard).headers;
    const keys = await fetch(`${door.url}/auth/guest-keys`);
    const guestJwks = keys.ok ? await keys.text() : undefined;
    expect(guestJwks !== undefined).toBe('CONCORD_GUEST_KEY' in environment);
    const verifier = verifierFor({ jwks: path.join(folder, 'jwks.json'), issuer: 'concord-development', guestJwks });
    expect(await verifier.verify(String(authorization))).toMatchObject({ customerId, kind: 'customer' });
  });

  it('gives way to a sign-in, and ends by a sign-out', async () => {
    const browser = new Browser();
    await begin(browser);
    const page = await browser.open(`${door.url}/auth/sign-in?returnTo=/shop/basket`);
    expect(page.url).toContain('/auth/development');
    const { url } = await browser.submit(page, { subject: 'ada' });
    expect(url).toBe(`${door.url}/shop/basket`);
    expect(await seen(await browser.fetch(`${door.url}/auth/session`))).toMatchObject({
      customerId: 'ada',
      guest: false,
    });
    expect((await seen(await begin(browser))).customerId).toBe('ada');
    await browser.fetch(`${door.url}/auth/sign-out`, { method: 'POST', headers: OWN });
    expect((await browser.fetch(`${door.url}/auth/session`)).status).toBe(401);
  });

  it('makes only so many of one address, who can do all else meanwhile', async () => {
    const known = new Browser();
    await begin(known);
    const answers = await Promise.all(Array.from({ length: 40 }, () => begin(new Browser())));
    const slowed = answers.filter(({ status }) => status === 429);
    expect(slowed.length).toBeGreaterThanOrEqual(10);
    expect([slowed[0]!.headers.get('retry-after'), await slowed[0]!.json()]).toEqual([
      expect.stringMatching(/^[1-9]\d*$/),
      expect.objectContaining({ code: 'too-many-requests' }),
    ]);
    expect((await begin(known)).status).toBe(200);
    expect((await known.fetch(`${door.url}/plain/v1/anything`)).status).toBe(200);
  });

  it('is asked by a page of its own alone', async () => {
    expect((await begin(new Browser(), {})).status).toBe(403);
    expect((await begin(new Browser(), { ...OWN, origin: 'https://elsewhere.example' })).status).toBe(403);
  });
});
