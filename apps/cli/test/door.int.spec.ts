import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '@concord/testing';
import type { Browser } from 'playwright-core';
import { INTEGRATOR } from '../src/system/running-system';
import type { System } from '../src/system/system';
import { ROOT } from '../src/workspace';
import { barriers, isTooWide, launchBrowser } from './console/browser';
import { documentsOf, routesOf, type Route } from './hostile/routes';
import { pathClientOf } from './path-client';
import { shopDay } from './shop-day';
import { startedSystem } from './started-system';

/** Of each list so many things are read one by one. */
const READ_MAX = 3;
/** What a caller of the service itself is told too. */
const HEADERS = ['content-type', 'cache-control', 'etag', 'allow', 'www-authenticate'];

interface Answer {
  readonly status: number;
  readonly headers: readonly (string | null)[];
  readonly body: unknown;
}

/** All services behind the door, as a person with a session meets them. */
describe('the door before all services', () => {
  let system: System;
  let stop: () => Promise<void>;
  let door: string;
  let cookie: string;
  let token: string;
  let routes: Route[];

  beforeAll(async () => {
    ({ system, stop } = await startedSystem({}, { door: true }));
    door = system.addresses.door!;
    const form = new URLSearchParams({ subject: 'walker' });
    for (const role of [INTEGRATOR].flat()) form.append('roles', role);
    const signedIn = await fetch(`${door}/auth/development`, { method: 'POST', body: form, redirect: 'manual' });
    const set = signedIn.headers.getSetCookie();
    cookie = set.map((line) => line.replace(/;.*/, '')).join('; ');
    token = await system.issuer.mint({ roles: INTEGRATOR, subject: 'walker', client: 'concord-console' });
    routes = routesOf(await documentsOf(system));
    const client = pathClientOf(system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    await shopDay(client, system);
  }, 240_000);
  afterAll(() => stop?.(), 60_000);

  async function ask(address: string, headers: Record<string, string>): Promise<Answer> {
    const answer = await fetch(address, { headers });
    const text = await answer.text();
    const body: unknown = answer.headers.get('content-type')?.includes('json') ? steady(JSON.parse(text)) : text;
    return { status: answer.status, headers: HEADERS.map((name) => answer.headers.get(name)), body };
  }
  const throughDoor = (service: string, target: string) => ask(`${door}/${service}${target}`, { cookie });
  const directly = (service: string, target: string) =>
    ask(`${system.addresses.services[service as keyof System['addresses']['services']]}${target}`, {
      authorization: `Bearer ${token}`,
    });

  it('answers every read as the service itself does', async () => {
    const items = new Map<string, readonly Record<string, unknown>[]>();
    const reads = routes.filter(({ method, operation }) => method === 'GET' && !isStream(operation.responses));
    let compared = 0;
    for (const { service, path: route } of reads.sort((one, other) => one.path.length - other.path.length)) {
      for (const target of targetsOf(route, items.get(`${service} ${listOf(route)}`) ?? [])) {
        // The system moves on between two reads: they agree as soon as it rests.
        const { body } = await eventually(async () => {
          const own = await directly(service, target);
          expect([service, target, await throughDoor(service, target)]).toEqual([service, target, own]);
          return own;
        });
        const listed = (body as { items?: readonly Record<string, unknown>[] }).items;
        if (listed) items.set(`${service} ${route}`, listed);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(reads.length);
  }, 240_000);

  it('refuses every write that brings the cookie and does not prove its page', async () => {
    // What is open to everybody takes no cookie: a signature or a reference stands in for it.
    const writes = routes.filter(({ method, operation }) => method !== 'GET' && operation['x-permission'] !== 'public');
    expect(writes.length).toBeGreaterThan(80);
    for (const { service, method, path: route } of writes) {
      const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const target = route.replaceAll(/\{\w+\}/g, 'none');
      const answer = await fetch(`${door}/${service}${target}`, { method, headers, body: '{}' });
      const { code } = (await answer.json()) as { code: string };
      expect([method, service, route, answer.status, code]).toEqual([method, service, route, 403, 'own-page-unproven']);
    }
  }, 60_000);

  it('shows one valid document of all services', async () => {
    const folder = mkdtempSync(path.join(ROOT, '.concord', 'test-door-'));
    const document = (await (await fetch(`${door}/openapi.json`)).json()) as { paths: Record<string, object> };
    expect(Object.keys(document.paths).sort()).toEqual(
      [...new Set(routes.map(({ service, path: route }) => `/${service}${route}`))].sort(),
    );
    writeFileSync(path.join(folder, 'concord.json'), JSON.stringify(document));
    const linter = path.join(ROOT, 'node_modules', '@redocly/cli/bin/cli.js');
    const found = execFileSync(process.execPath, [linter, 'lint', 'concord.json', '--format=json'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
    expect(found).not.toContain('"severity"');
    rmSync(folder, { recursive: true });
  }, 60_000);

  describe('in a browser', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchBrowser();
    }, 60_000);
    afterAll(() => browser?.close());

    it.each(['light', 'dark'] as const)(
      'shows a development page for a phone and for everybody: %s',
      async (colorScheme) => {
        const context = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme });
        const page = await context.newPage();
        await page.goto(`${door}/auth/sign-in?returnTo=/auth/session`);
        expect(await isTooWide(page)).toBe(false);
        expect(await barriers(page)).toEqual([]);
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.waitForURL(`${door}/auth/session`);
        expect(await page.textContent('body')).toContain('"signedInBy":"development"');
        await context.close();
      },
      60_000,
    );

    it('shows the API reference with nothing from another host', async () => {
      const page = await browser.newPage();
      const foreign: string[] = [];
      page.on('request', (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(`${door}/`)) foreign.push(request.url());
      });
      await page.goto(`${door}/docs`);
      await page.getByRole('heading', { name: 'Concord', exact: true }).first().waitFor({ timeout: 60_000 });
      expect(foreign).toEqual([]);
      await page.close();
    }, 90_000);
  });
});

const isStream = (responses: Route['operation']['responses']) =>
  Object.keys(responses['200']?.content ?? {}).includes('text/event-stream');

/** The list in which the things of a route stand: `/v1/orders` of `/v1/orders/{orderId}/story`. */
const listOf = (route: string) => route.replace(/\/\{.*$/, '');

/** The addresses of a route, for the first things of its list, and for one that there is not. */
function targetsOf(route: string, items: readonly Record<string, unknown>[]): string[] {
  const [, noun = '', name] = /(\w+?)s?\/\{(\w+)\}/.exec(route) ?? [];
  if (name === undefined) return [route];
  const keys = items.slice(0, READ_MAX).map((item) => (item[name] ?? item[`${noun}Id`] ?? 'none') as string);
  return [...keys, 'none'].map((key) => route.replaceAll(/\{\w+\}/g, encodeURIComponent(key)));
}

/** Without what is of one moment or one request alone. */
function steady(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(steady);
  if (typeof value === 'string') return value.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, 'a moment');
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([name]) => name !== 'traceId' && !/(?:Ms|[sS]econds)$/.test(name));
  return Object.fromEntries(members.map(([name, member]) => [name, steady(member)]));
}
