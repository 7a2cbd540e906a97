import type { ServiceName } from '@concord/contracts';
import { eventually, openEventSource, uniqueName, type EventSource } from '@concord/testing';
import { Client as Database } from 'pg';
import { aligned } from '../src/replay/alignment';
import { pathClientOf, type PathClient } from './path-client';
import { startedSystem } from './started-system';

interface Lamp {
  readonly state: string;
  readonly sentence: string;
  readonly behind: readonly { readonly service: string; readonly source: string; readonly lagMs: number }[];
}

/** All services as processes: what a screen sees of them when one is late, wrong or silent. */
describe('the lamp of a running system', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let client: PathClient;
  let stream: EventSource;

  const post = <T>(service: ServiceName, route: string, body: object = {}) => client.write<T>(service, route, body);
  const lamp = () => client.read<Lamp>('oversight', '/v1/alignment/lamp');
  const shows = (state: string, within = 40_000) =>
    eventually(
      async () => {
        const now = await lamp();
        expect(now).toMatchObject({ state });
        return now;
      },
      { within, every: 500 },
    );
  async function inDatabase(service: ServiceName, ...statements: string[]) {
    const database = new Database({ connectionString: started.system.databases.get(service)! });
    await database.connect();
    for (const statement of statements) await database.query(statement);
    await database.end();
  }
  const sku = uniqueName('LAMP').toUpperCase();

  beforeAll(async () => {
    started = await startedSystem();
    client = pathClientOf(started.system);
    const row = { sku, title: 'A thing', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' };
    await post('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    await post('catalog', '/v1/imports', { rows: [row], publish: true });
    await post('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines: [{ sku, quantity: 10 }] });
    await aligned(client);
    const token = await started.system.issuer.mint({ roles: 'marketing_manager' });
    const address = `${started.system.addresses.services.oversight}/v1/alignment/live`;
    stream = await openEventSource(address, { authorization: `Bearer ${token}` });
  }, 180_000);
  afterAll(async () => {
    stream?.close();
    await started?.stop();
  }, 60_000);

  it('knows nothing before the first audit, and agrees after it', async () => {
    expect((await lamp()).state).toBe('unknown');
    await post('oversight', '/v1/audits');
    expect(await shows('agrees')).toMatchObject({ sentence: 'Everyone agrees.', driftsOpen: 0, silent: [] });
    await eventually(() => expect(stream.events.at(-1)).toMatchObject({ type: 'lamp', data: { state: 'agrees' } }), {
      within: 15_000,
    });
  }, 90_000);

  it('tells of an order within a second of its commit', async () => {
    const order = {
      channel: 'b2c',
      currency: 'GBP',
      lines: [{ sku, quantity: 1 }],
      shipTo: { country: 'United Kingdom' },
      payment: { method: 'card' },
    };
    const { orderId } = await post<{ orderId: string }>('orders', '/v1/orders', order);
    await eventually(
      () => {
        const moments = stream.events.filter(({ type, data }) => type === 'moment' && data.orderId === orderId);
        expect(moments.map(({ data }) => data.type)).toEqual(expect.arrayContaining(['OrderPlaced', 'StockReserved']));
      },
      { within: 10_000 },
    );
  }, 30_000);

  it('names the service that is behind, and whose events it lacks', async () => {
    // Whoever locks the table stops the consumer of marketing for a while.
    const database = new Database({ connectionString: started.system.databases.get('marketing')! });
    await database.connect();
    await database.query('begin');
    await database.query(`set local idle_in_transaction_session_timeout = '60s'`);
    await database.query('lock table consumer_positions in share mode');
    await post('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines: [{ sku, quantity: 1 }] });
    // Events of others wait there as well, so the receipt may not be the oldest.
    await eventually(
      async () => {
        const { behind, sentence } = await lamp();
        expect(behind).toContainEqual(expect.objectContaining({ service: 'marketing', source: 'inventory' }));
        expect(sentence).toMatch(/^marketing is \d+ s behind\.$/);
      },
      { within: 40_000, every: 500 },
    );
    await database.query('rollback');
    await database.end();
    await shows('agrees');
  }, 120_000);

  it('counts the facts that differ, until they agree again', async () => {
    await inDatabase('oversight', `update stock_now_view set sellable = sellable + 7 where sku = '${sku}'`);
    await post('oversight', '/v1/audits');
    expect((await shows('differs')).sentence).toBe('1 fact differs.');
    await post('oversight', '/v1/projections/oversight.stock-now/rebuild');
    await post('oversight', '/v1/audits');
    await shows('agrees');
  }, 120_000);

  it('names a service that does not answer', async () => {
    await started.system.services.get('logistics')![0]!.stop();
    expect((await shows('unknown')).sentence).toBe('logistics does not answer.');
  }, 60_000);
});
