import { EventStreams, type RunningService, type ServiceDeclaration } from '@concord/service';
import { eventually, openEventSource, testDatabase, type EventSource } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { connect } from 'node:net';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { oversight, OversightModule } from '../src/oversight.module';

const declaration: ServiceDeclaration = {
  module: OversightModule,
  parts: oversight,
  title: 'Oversight',
  description: 'Settings and timelines.',
  port: 0,
};
const database = testDatabase('live');
let system: Awaited<ReturnType<typeof openSystem>>;
let running: RunningService;
let source: DataSource;
const open: EventSource[] = [];

beforeAll(async () => {
  system = await openSystem();
  await system.migrate(declaration, database.url);
  running = await system.start(declaration, database.url);
  source = running.app.get(DataSource);
  await source.query(`insert into order_channel_view (order_id, channel, warehouses)
    values ('o-b2b', 'b2b', '["LEEDS"]'), ('o-b2c', 'b2c', '["LDN"]')`);
}, 30_000);
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});
afterAll(async () => {
  await running.stop();
  system.close();
}, 15_000);

type Token = Parameters<typeof system.issuer.mint>[0];

async function listen(query = '', lastEventId?: string, token: Partial<Token> = {}, on = running) {
  const by = await system.issuer.mint({ roles: 'marketing_manager', ...token });
  const headers = { authorization: `Bearer ${by}`, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
  const stream = await openEventSource(`${on.url}/v1/alignment/live${query}`, headers);
  open.push(stream);
  // From here on nothing is missed.
  await eventually(() => expect([stream.status === 200, stream.lastEventId]).not.toEqual([true, undefined]));
  return stream;
}

let made = 0;
/** A moment as the projection writes it; the number tells the order. */
const moment = (
  subject: string,
  { orderId = null as string | null, warehouse = null as string | null, service = 'inventory', words = 'Told.' } = {},
) => {
  const n = String((made += 1)).padStart(6, '0');
  const at = new Date().toISOString();
  return [
    subject,
    `e-${n}`,
    at,
    `${at} 000 ${n}`,
    service,
    `stock-${n}`,
    1,
    orderId,
    warehouse,
    'StockReceived',
    words,
  ];
};
const INSERT = `insert into moment_view (subject, event_id, at, place, service, stream, version, order_id, warehouse, type,
  words) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
const happens = async (...given: Parameters<typeof moment>) => {
  const row = moment(...given);
  await source.query(INSERT, row);
  return row[1] as string;
};
const withoutLamp = (events: EventSource['events']) => events.filter(({ type }) => type !== 'lamp');
const told = ({ events }: EventSource) =>
  events.filter(({ type }) => type === 'moment').map(({ data }) => data.eventId);
const types = ({ events }: EventSource) => withoutLamp(events).map(({ type }) => type);

describe('a client that listens', () => {
  it('hears what happens, in a sentence, and what changed by it', async () => {
    const stream = await listen();
    const eventId = await happens('sku:MUG', { orderId: 'o-b2b', words: 'Told: v1.k.n.t.c' });
    await happens('order:o-b2b', { orderId: 'o-b2b', service: 'orders' });
    await eventually(() => expect(told(stream)).toHaveLength(2));
    expect(stream.text).toMatch(/^retry: 2000\n/);
    expect(withoutLamp(stream.events)[0]!.data).toMatchObject({
      eventId,
      service: 'inventory',
      sku: 'MUG',
      orderId: 'o-b2b',
    });
    await eventually(() => {
      const changed = stream.events.filter(({ type }) => type === 'changed').map(({ data }) => data);
      expect(changed.flatMap(({ skus }) => skus)).toEqual(['MUG']);
      expect(changed.flatMap(({ orders }) => orders)).toEqual(['o-b2b']);
    });
  });

  it('hears of a change that no sentence tells', async () => {
    const stream = await listen();
    await source.query(
      `insert into stock_history_view (sku, version, at, sellable, level) values ('QUIET', 1, now(), 3, 'low')`,
    );
    await eventually(() =>
      expect(withoutLamp(stream.events)).toMatchObject([{ type: 'changed', data: { skus: ['QUIET'] } }]),
    );
    await source.query(
      `insert into reserved_units_view (order_id, sku, changes) values ('o-b2c', 'QUIET', '[]') on conflict do nothing`,
    );
    await eventually(() => expect(withoutLamp(stream.events)[1]?.data).toEqual({ skus: ['QUIET'], orders: ['o-b2c'] }));
  });

  it('hears only of the SKU, the order or the services that it asks for', async () => {
    const ofSku = await listen('?sku=CUP');
    const ofOrder = await listen('?orderId=o-b2c');
    const ofService = await listen('?services=orders,logistics');
    const ids = [
      await happens('sku:CUP'),
      await happens('sku:POT'),
      await happens('order:o-b2c', { orderId: 'o-b2c', service: 'orders' }),
    ];
    await eventually(() => expect([ofSku, ofOrder, ofService].map(told)).toEqual([[ids[0]], [ids[2]], [ids[2]]]));
    expect((await listen('?services=kitchen')).problem).toMatchObject({ status: 400, code: 'request-invalid' });
  });

  it.each([
    [{ channels: ['b2c'] }, 'channel-out-of-scope'],
    [{ warehouseIds: ['LDN'] }, 'warehouse-out-of-scope'],
  ])('hears of orders of its own sales channels and warehouses alone: %j', async (scopes, code) => {
    const stream = await listen('', undefined, { scopes });
    await happens('sku:MUG', { orderId: 'o-b2b' });
    await happens('order:o-b2b', { orderId: 'o-b2b' });
    const elsewhere = await happens('sku:MUG', { warehouse: 'LEEDS' });
    const inAll = await happens('sku:MUG', { warehouse: '~all' });
    const seen = [
      ...('channels' in scopes ? [elsewhere, inAll] : []),
      await happens('sku:MUG', { warehouse: 'LDN' }),
      await happens('sku:MUG', { orderId: 'o-b2c' }),
      await happens('sku:MUG', { service: 'marketing' }),
    ];
    await eventually(() => expect(told(stream)).toEqual(seen));
    expect(stream.text).not.toContain('o-b2b');
    const refused = await listen('?orderId=o-b2b', undefined, { scopes });
    expect(refused.problem).toMatchObject({ status: 403, code });
  });

  it('needs the permission to read the alignment', async () =>
    expect((await listen('', undefined, { roles: 'customer', customerId: 'c' })).problem).toMatchObject({
      status: 403,
    }));
});

describe('a client that was away', () => {
  it('gets exactly what it missed, once and in order, wherever it was cut off', async () => {
    const watcher = await listen();
    const first = await listen();
    const ids: string[] = [];
    // Several in one transaction are one batch, of which a client may have had a part.
    const batch = async (size: number) => {
      const rows = Array.from({ length: size }, () => moment('sku:MUG'));
      await source.transaction(async (manager) => {
        for (const row of rows.toReversed()) await manager.query(INSERT, row);
      });
      ids.push(...rows.map((row) => row[1] as string));
    };
    await batch(4);
    await eventually(() => expect(told(first)).toHaveLength(4));
    first.close();
    await batch(3);
    await eventually(() => expect(told(watcher)).toEqual(ids));
    await batch(2);
    const cuts = first.events.filter(({ type }) => type === 'moment').map(({ id }) => id!);
    for (const [n, id] of cuts.entries()) {
      const again = await listen('', id);
      await eventually(() => expect(told(again)).toEqual(ids.slice(n + 1)));
      again.close();
    }
  });

  it('misses no moment whose transaction was open while it was cut off', async () => {
    const slow = new Client({ connectionString: database.url });
    await slow.connect();
    try {
      const stream = await listen();
      await slow.query('begin');
      const late = moment('sku:SLOW');
      await slow.query(INSERT, late);
      const quick = await happens('sku:SLOW');
      await eventually(() => expect(told(stream)).toEqual([quick]));
      stream.close();
      await slow.query('commit');
      const again = await listen('', stream.lastEventId);
      await eventually(() => expect(told(again)).toEqual([late[1]]));
    } finally {
      await slow.end();
    }
  });

  it('goes on at another instance', async () => {
    const other = await system.start(declaration, database.url);
    try {
      const stream = await listen();
      stream.close();
      const eventId = await happens('sku:MUG');
      const again = await listen('', stream.lastEventId, {}, other);
      await eventually(() => expect(told(again)).toEqual([eventId]));
    } finally {
      await other.stop();
    }
  }, 30_000);

  it.each(['nonsense', '0_1-1_7:7:'])('reads everything anew where nobody knows what it missed: %s', async (id) =>
    expect(types(await listen('', id))).toEqual(['resync']),
  );

  it('reads everything anew after more than is told one by one, as those that stayed do', async () => {
    const stayed = await listen();
    const left = await listen();
    left.close();
    await source.query(
      `insert into moment_view (subject, event_id, at, place, service, stream, version, type, words)
       select 'sku:MANY', 'many-' || n, now(), 'p', 'inventory', 's', n, 'StockReceived', 'Told.'
       from generate_series(1, 2500) n`,
    );
    await eventually(() => expect(types(stayed)).toEqual(['resync']));
    expect(types(await listen('', left.lastEventId))).toEqual(['resync']);
    const next = await happens('sku:MUG');
    await eventually(() => expect(told(stayed)).toEqual([next]));
  });
});

describe('a stream', () => {
  it('ends with the token of its caller', async () => {
    // A token is accepted for a minute beyond its end.
    const stream = await listen('', undefined, { ttlSeconds: -58 });
    await stream.over;
    expect(types(stream)).toEqual(['expired']);
  });

  it('is refused where too many are open, and the limit is named', async () => {
    const narrow = await system.start(declaration, database.url, { CONCORD_STREAMS_MAX: '2' });
    try {
      await listen('', undefined, {}, narrow);
      const second = await listen('', undefined, {}, narrow);
      const third = await listen('', undefined, {}, narrow);
      expect(third.problem).toMatchObject({ status: 503, code: 'streams-full', detail: expect.stringContaining('2') });
      second.close();
      await eventually(async () => expect((await listen('', undefined, {}, narrow)).status).toBe(200));
    } finally {
      await narrow.stop();
    }
  }, 30_000);

  it('is cut off where its client does not read', async () => {
    const streams = running.app.get(EventStreams);
    const reads = await listen();
    const before = streams.cut;
    const by = await system.issuer.mint({ roles: 'marketing_manager' });
    const { hostname, port } = new URL(running.url);
    const socket = connect(Number(port), hostname);
    socket.write(`GET /v1/alignment/live HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${by}\r\n\r\n`);
    socket.pause();
    try {
      const words = 'w'.repeat(8_000);
      for (let n = 0; n < 40 && streams.cut === before; n++) {
        const rows = Array.from({ length: 100 }, () => moment('sku:LONG', { words }));
        await source.transaction(async (manager) => {
          for (const row of rows) await manager.query(INSERT, row);
        });
        const last = rows.at(-1)![1];
        await eventually(() => expect(told(reads)).toContain(last));
      }
      expect(streams.cut).toBe(before + 1);
    } finally {
      socket.destroy();
    }
  }, 30_000);

  it('tells its clients to read everything anew when a table was built anew', async () => {
    const stream = await listen();
    const by = { authorization: `Bearer ${await system.issuer.mint({ roles: 'it_operator' })}` };
    const route = '/v1/projections/oversight.moments/rebuild';
    expect((await system.ask(running, 'POST', route, undefined, by)).status).toBe(200);
    await eventually(() => expect(types(stream)).toEqual(['resync']));
    expect(types(await listen('', withoutLamp(stream.events)[0]!.id))).toEqual([]);
  }, 30_000);

  it('holds no place of the admission, and does not delay a stop', async () => {
    const stopped = await system.start(declaration, database.url, { CONCORD_REQUESTS_MAX: '1' });
    const streams = [await listen('', undefined, {}, stopped), await listen('', undefined, {}, stopped)];
    const by = { authorization: `Bearer ${await system.issuer.mint({ roles: 'marketing_manager' })}` };
    expect((await system.ask(stopped, 'GET', '/v1/me', undefined, by)).status).toBe(200);
    const since = Date.now();
    await stopped.stop();
    await Promise.all(streams.map(({ over }) => over));
    expect(Date.now() - since).toBeLessThan(4_000);
  }, 30_000);
});
