import type { ServiceName } from '@concord/contracts';
import { mirrorsOf, type Believed } from '@concord/service';
import { eventually } from '@concord/testing';
import { Client as Database } from 'pg';
import { aligned } from '../src/replay/alignment';
import { pathClientOf, type PathClient } from './path-client';
import { shopDay } from './shop-day';
import { SERVICE_PARTS } from '../src/simulate/service-parts';
import { startedSystem } from './started-system';

interface Beliefs {
  readonly items: readonly Believed[];
  readonly unreachable: readonly string[];
}

/** What the services declare to repeat of SKUs. */
const DECLARED_OF_SKUS = SERVICE_PARTS.flatMap((parts) => mirrorsOf(parts))
  .filter(({ of }) => SERVICE_PARTS.some(({ facts = [] }) => facts.some(({ name, about }) => name === of && about.sku)))
  .map(({ of, projection }) => `${of} in ${projection.name}`)
  .sort();

/** All services as processes; one of them is told wrong things, held up, or frozen. */
describe('who believes what', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let client: PathClient;
  let day: Awaited<ReturnType<typeof shopDay>>;

  beforeAll(async () => {
    started = await startedSystem();
    client = pathClientOf(started.system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    day = await shopDay(client, started.system);
    await aligned(client);
  }, 150_000);
  afterAll(async () => {
    await started?.stop();
  }, 60_000);

  const ofSku = () => client.read<Beliefs>('oversight', `/v1/beliefs/skus/${day.sku}`);
  const ofOrder = () => client.read<Beliefs>('oversight', `/v1/beliefs/orders/${day.orderId}`);
  const viewsOf = ({ items }: Beliefs) =>
    items.flatMap(({ fact, beliefs }) => beliefs.map(({ view }) => `${fact} in ${view}`));
  const beliefOf = ({ items }: Beliefs, fact: string, view: string) =>
    items
      .filter((each) => each.fact === fact)
      .flatMap(({ beliefs }) => beliefs.filter((each) => each.view === view))[0]!;
  const inDatabase = async <T>(service: ServiceName, work: (database: Database) => Promise<T>) => {
    const database = new Database({ connectionString: started.system.databases.get(service)! });
    await database.connect();
    try {
      return await work(database);
    } finally {
      await database.end();
    }
  };

  it('is told of a SKU and of an order, with everything that is repeated of them', async () => {
    const sku = await ofSku();
    expect(sku.unreachable).toEqual([]);
    expect([...new Set(viewsOf(sku))].sort()).toEqual(DECLARED_OF_SKUS);
    const order = await ofOrder();
    const facts = order.items.map(({ fact, key }) => `${fact} ${key}`);
    expect(facts).toEqual(
      expect.arrayContaining([
        `orders.orders ${day.orderId}`,
        `logistics.parcels ${day.orderId}.MAIN`,
        `orders.returns ${day.graded}`,
        `orders.open-returns ${day.open}`,
        `inventory.inspections ${day.graded}`,
      ]),
    );
    const beliefs = [...sku.items, ...order.items].flatMap((item) => item.beliefs);
    expect(beliefs.filter(({ equal, columns }) => !equal || columns.some((column) => !column.equal))).toEqual([]);
  });

  it('shows a wrong value beside the right one', async () => {
    const set = (level: string) =>
      inDatabase('customer-service', (database) =>
        database.query('update stock_fact_view set level = $1 where sku = $2', [level, day.sku]),
      );
    await set('out');
    const { equal, moving, columns } = beliefOf(await ofSku(), 'inventory.stock', 'customer-service.stock-facts');
    expect([equal, moving]).toEqual([false, false]);
    expect(columns).toContainEqual({ column: 'level', owner: 'ok', believed: 'out', equal: false });
    await set('ok');
  });

  it('says that a value is on its way where the service is held up', async () => {
    await inDatabase('customer-service', async (database) => {
      await database.query('begin; select * from consumer_positions for update');
      await client.write('inventory', '/v1/receipts', {
        warehouse: 'MAIN',
        cause: 'spec',
        lines: [{ sku: day.sku, quantity: 5 }],
      });
      const began = Date.now();
      const behind = beliefOf(await ofSku(), 'inventory.stock', 'customer-service.stock-facts');
      expect(behind).toMatchObject({ equal: false, moving: true });
      expect(Date.now() - began).toBeLessThan(2_500);
      await database.query('rollback');
    });
    await eventually(async () =>
      expect(beliefOf(await ofSku(), 'inventory.stock', 'customer-service.stock-facts')).toMatchObject({ equal: true }),
    );
  }, 30_000);

  it('names a service that does not answer, and tells what the others believe', async () => {
    const [marketing] = started.system.services.get('marketing')!;
    marketing!.signal('SIGSTOP');
    try {
      const began = Date.now();
      const seen = await ofSku();
      expect(Date.now() - began).toBeLessThan(2_500);
      expect(seen.unreachable).toEqual(['marketing']);
      expect(viewsOf(seen)).not.toContain('inventory.stock in marketing.stock-facts');
      expect(beliefOf(seen, 'inventory.stock', 'catalog.variants').equal).toBe(true);
    } finally {
      marketing!.signal('SIGCONT');
    }
  }, 30_000);

  it('is not told of orders of other sales channels and warehouses, nor of sums over all warehouses', async () => {
    const ask = async (scopes: object, about = `orders/${day.orderId}`) => {
      const token = await started.system.issuer.mint({ roles: 'cs_agent', scopes });
      const { oversight } = started.system.addresses.services;
      return fetch(`${oversight}/v1/beliefs/${about}`, { headers: { authorization: `Bearer ${token}` } });
    };
    expect((await ask({ channels: ['b2b'] })).status).toBe(403);
    const factsSeen = async (warehouseIds: string[]) =>
      ((await (await ask({ warehouseIds })).json()) as Beliefs).items.map(({ fact }) => fact);
    expect(await factsSeen(['MAIN'])).toContain('logistics.parcels');
    for (const about of [`orders/${day.orderId}`, `skus/${day.sku}`])
      expect((await ask({ warehouseIds: ['NORTH'] }, about)).status).toBe(403);
  });
});
