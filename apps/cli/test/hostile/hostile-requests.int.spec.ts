import type { ServiceName } from '@concord/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { Client as Database } from 'pg';
import type { System } from '../../src/system/system';
import type { Role } from '@concord/service';
import { startedSystem } from '../started-system';
import type { Parameter } from './openapi';
import { documentsOf, routesOf, type Route } from './routes';
import { bodyWith, placesIn, wrongValues, type Wrong } from './wrong-values';

/** Requests under way at the same time. */
const AT_ONCE = 16;
/** Roles that together may do everything that a route asks for. */
const ROLES = [
  'service',
  'inventory_manager',
  'marketing_manager',
  'cs_lead',
  'head_of_digital',
  'it_operator',
  'warehouse_operator',
  'logistics_manager',
  'ecommerce_sme',
] as Role[];

interface Sent {
  readonly route: Route;
  readonly what: string;
  readonly address?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly body?: string;
  /** What the answer is to name; absent where the status is enough. */
  readonly path?: string;
  /** Whether a success that reports the row is as good. */
  readonly isInRow?: boolean;
  readonly statuses?: readonly number[];
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/**
 * Every operation of every service, by its OpenAPI document: each member of its body, each parameter and each header with
 * every kind of wrong value. A route is tried from the day on which it is written. Each request is refused with a 4xx that
 * names the path, and none of those refused leaves anything behind.
 */
describe('hostile requests', () => {
  let system: System;
  let stop: () => Promise<void>;
  let token: string;
  const routes: Route[] = [];

  beforeAll(async () => {
    ({ system, stop } = await startedSystem());
    token = await system.issuer.mint({ roles: ROLES, subject: 'hostile' });
    routes.push(...routesOf(await documentsOf(system)));
  }, 120_000);
  afterAll(() => stop?.(), 60_000);

  const addressOf = ({ path }: Route, name = '', value = '') =>
    path.replaceAll(/\{(\w+)\}/g, (_, each: string) => (each === name ? value : 'none'));

  async function send({ route, address, headers = {}, body }: Sent): Promise<Answer> {
    const all: Record<string, string | undefined> = {
      authorization: `Bearer ${token}`,
      ...(route.method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    };
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const url = new URL(address ?? addressOf(route), system.addresses.services[route.service as ServiceName]);
    const init = { method: route.method, headers: Object.fromEntries(given), ...(body !== undefined && { body }) };
    const response = await fetch(url, init);
    return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
  }

  /** What is wrong with an answer; undefined where it is as it must be. */
  function fault({ route, path, isInRow, statuses }: Sent, { status, type, text }: Answer): string | undefined {
    if (isInRow && status < 300)
      return path === undefined || text.includes(`"${path}"`) ? undefined : `${status}, and no row names ${path}`;
    if (status < 400 || status >= 500) return `${status} ${text.slice(0, 200)}`;
    if (statuses && !statuses.includes(status)) return `${status} instead of ${statuses.join(' or ')}`;
    if (!type.startsWith('application/problem+json')) return `${status} is ${type}`;
    if (!(String(status) in route.operation.responses)) return `${status} is not in the document`;
    if (path === undefined) return undefined;
    const { errors = [] } = JSON.parse(text) as { errors?: { path: string }[] };
    return errors.some((error) => error.path === path) ? undefined : `${status} without ${path}: ${text.slice(0, 200)}`;
  }

  /** Sends requests and answers what was wrong with the answers, a line each. */
  async function faultsOf(requests: readonly Sent[]): Promise<string[]> {
    const queue = [...requests];
    const faults: string[] = [];
    const worker = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const answer = await send(next);
        const wrong = fault(next, answer);
        const { service, method, path } = next.route;
        if (wrong) faults.push(`${service} ${method} ${path}: ${next.what}: ${wrong}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return faults.sort();
  }

  /** Rows that requests could have left: events, answers kept under keys, timers, parked messages. */
  async function stored(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const service of Object.keys(system.addresses.services)) {
      const database = new Database({ connectionString: system.databases.get(service as ServiceName)! });
      await database.connect();
      for (const table of ['events', 'idempotency_keys', 'timers', 'parked'])
        counts[`${service} ${table}`] = Number((await database.query(`select count(*) from ${table}`)).rows[0].count);
      await database.end();
    }
    return counts;
  }

  const bodyOf = ({ operation }: Route) => operation.requestBody?.content['application/json'];
  const exampleOf = (route: Route) => {
    const content = bodyOf(route);
    return content ? { body: JSON.stringify(content.example) } : {};
  };
  const parametersOf = ({ operation }: Route, place: Parameter['in']) =>
    (operation.parameters ?? []).filter((parameter) => parameter.in === place);

  it('tries all routes of all services', () => {
    expect(new Set(routes.map(({ service }) => service)).size).toBe(Object.keys(system.addresses.services).length);
    expect(routes.length).toBeGreaterThan(150);
  });

  it('are refused by the member that is wrong, and leave nothing behind', async () => {
    const requests = routes.flatMap((route): Sent[] => {
      const content = bodyOf(route);
      if (!content) return [];
      const whole = { path: [], isRequired: false, isInRow: false };
      return [...placesIn(content.schema, route.document, whole)].flatMap((place) => {
        if (place.path.length === 0) return [];
        return [...wrongValues(place.schema, route.document, place.isRequired)].map((wrong: Wrong): Sent => {
          const path = [...place.path, ...(wrong.below ? [wrong.below] : [])].join('.');
          const what = `${path} is ${wrong.what}`;
          const body = bodyWith(content.example, place.path, wrong);
          return { route, what, body, path, isInRow: place.isInRow };
        });
      });
    });
    // Rows that stand alone may go in beside the wrong one, so only the others leave nothing.
    const before = await stored();
    const faults = await faultsOf(requests.filter(({ isInRow }) => !isInRow));
    await pause(500);
    const after = await stored();
    faults.push(...(await faultsOf(requests.filter(({ isInRow }) => isInRow))));
    console.info(`${requests.length} wrong members in ${routes.filter(bodyOf).length} bodies`);
    expect(faults).toEqual([]);
    expect(after).toEqual(before);
  }, 300_000);

  it('are refused where the body is none of the route', async () => {
    const bodies: Record<string, string | undefined> = {
      nothing: undefined,
      null: 'null',
      'a list': '[]',
      'a text': '"x"',
      'a number': '1',
      'broken JSON': '{"a": ',
      'deep lists': '['.repeat(100_000) + ']'.repeat(100_000),
      'very many members': `{${Array.from({ length: 60_000 }, (_, n) => `"f${n}":0`).join(',')}}`,
    };
    const requests = routes.filter(bodyOf).flatMap((route): Sent[] => [
      ...Object.entries(bodies)
        // Some bodies may be left out, as their document says.
        .filter(([what]) => route.operation.requestBody?.required || !['nothing', 'null'].includes(what))
        .map(([what, body]) => ({ route, what: `the body is ${what}`, body, statuses: [400] })),
      ...['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'multipart/form-data; boundary=x'].map(
        (type) => ({ route, what: type, body: 'a=b', headers: { 'content-type': type }, statuses: [415] }),
      ),
      { route, what: 'too large', body: JSON.stringify({ a: 'x'.repeat(1_100_000) }), statuses: [413] },
    ]);
    expect(await faultsOf(requests)).toEqual([]);
  }, 300_000);

  it('are refused by the parameter that is wrong', async () => {
    const requests = routes.flatMap((route): Sent[] => [
      ...parametersOf(route, 'path').flatMap(({ name }): Sent[] => [
        {
          route,
          what: `${name} has U+0000`,
          address: addressOf(route, name, 'a%00b'),
          path: name,
          statuses: [400],
          ...exampleOf(route),
        },
        { route, what: `${name} is no UTF-8`, address: addressOf(route, name, 'a%ED%A0%80'), statuses: [400] },
        {
          route,
          what: `${name} is too long`,
          address: addressOf(route, name, 'x'.repeat(300)),
          path: name,
          statuses: [400],
          ...exampleOf(route),
        },
        ...['constructor', '__proto__', 'toString', "'%20or%201=1", '%2e%2e%2f'].map((value) => ({
          route,
          what: `${name} is ${value}`,
          address: addressOf(route, name, value),
          isInRow: true,
          ...exampleOf(route),
        })),
      ]),
      ...parametersOf(route, 'query').flatMap(({ name, schema }): Sent[] => {
        const isText = schema.type === 'string' && !schema.enum && !schema.format;
        const values = [
          'a%00b',
          ...(schema.maxLength === undefined ? [] : ['x'.repeat(schema.maxLength + 1)]),
          ...(isText ? [] : ['', 'constructor', '1e9', '%20', 'NaN']),
          ...(schema.format === 'date-time' ? ['2025-W13-1', '2026-03-01', '20250101T100000Z'] : []),
          ...(schema.maximum === undefined ? [] : [String(schema.maximum + 1), String((schema.minimum ?? 0) - 1)]),
          ...(schema.type === 'array' ? [] : [`x&${name}=y`]),
        ];
        return values.map((value) => ({
          route,
          what: `${name}=${value.slice(0, 30)}`,
          address: `${addressOf(route)}?${name}=${value}`,
          path: name,
          statuses: [400],
        }));
      }),
    ]);
    const faults = await faultsOf(requests);
    console.info(`${requests.length} wrong parameters`);
    expect(faults).toEqual([]);
  }, 300_000);

  it('are refused by the header that is wrong', async () => {
    const requests = routes.flatMap((route): Sent[] => {
      const wrong = (name: string, value: string | undefined): Sent => ({
        route,
        what: `${name}: ${value?.slice(0, 30)}`,
        headers: { [name]: value },
        statuses: [400],
        ...exampleOf(route),
      });
      return parametersOf(route, 'header').flatMap(({ name, required }) => {
        switch (name) {
          case 'Idempotency-Key':
            return [
              wrong('idempotency-key', 'k'.repeat(201)),
              ...(required ? [wrong('idempotency-key', undefined)] : []),
            ];
          case 'If-Match':
            return ['abc', '"9999999999999999999999"', '"-1"'].map((value) => wrong('if-match', value));
          case 'Consistency-Token':
            return ['x', 'catalog.0', 'catalog.0.x.1.1', 'nowhere.0.1.1.1', `catalog.0.1.${'9'.repeat(400)}.1`].map(
              (value) => wrong('consistency-token', value),
            );
          default:
            return [];
        }
      });
    });
    expect(await faultsOf(requests)).toEqual([]);
  }, 300_000);

  it('take null for an optional member as left out, and never fail on our side', async () => {
    const requests = routes.flatMap((route): (Sent & { readonly member: string })[] => {
      const content = bodyOf(route);
      if (!content) return [];
      const whole = { path: [], isRequired: false, isInRow: false };
      return [...placesIn(content.schema, route.document, whole)]
        .filter(({ path, isRequired }) => !isRequired && typeof path.at(-1) === 'string')
        .map(({ path }) => {
          const body = bodyWith(content.example, path, { what: 'null', value: null });
          return { route, what: `${path.join('.')} is null`, body, member: path.join('.') };
        });
    });
    const faults: string[] = [];
    for (const request of requests) {
      const { status, text } = await send(request);
      const isNamed = status === 400 && text.includes(`"${request.member}"`);
      const { service, method, path } = request.route;
      if (status >= 500 || isNamed)
        faults.push(`${service} ${method} ${path}: ${request.what}: ${status} ${text.slice(0, 200)}`);
    }
    console.info(`${requests.length} optional members`);
    expect(faults).toEqual([]);
  }, 300_000);

  it('are told which methods a path takes', async () => {
    const requests = [...new Set(routes.map(({ service, path }) => `${service} ${path}`))].map((each): Sent => {
      const [service, path] = each.split(' ') as [string, string];
      const known = routes.filter((route) => route.service === service && route.path === path);
      const method = ['DELETE', 'PATCH', 'PUT'].find((one) => !known.some((route) => route.method === one))!;
      return { route: { ...known[0]!, method }, what: method };
    });
    const answers = await Promise.all(requests.map(send));
    expect(
      answers.filter(({ status, type }) => status !== 405 || !type.startsWith('application/problem+json')),
    ).toEqual([]);
  });
});
