import { Engine } from '@concord/event-sourcing';
import type { RunningService, ServiceDeclaration } from '@concord/service';
import { meta, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { v7 as uuid7 } from 'uuid';
import { inventory, InventoryModule } from '../src/inventory.module';
import { broughtBy } from '../src/stock/purchase-order.controller';

const declaration: ServiceDeclaration = {
  module: InventoryModule,
  parts: inventory,
  title: 'Inventory',
  description: 'Stock.',
  port: 0,
};
const database = testDatabase('warehouses');

describe('inventory', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    await post('/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    await post('/v1/warehouses', { warehouse: 'SHOP', name: 'The shop' });
    const lines = ['TEE', 'CAP', 'MUG'].map((sku) => ({ sku, quantity: 10 }));
    for (const warehouse of ['MAIN', 'SHOP']) await post('/v1/receipts', { warehouse, cause: 'delivery', lines });
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const ask = (method: string, route: string, body?: unknown, by: object = {}) =>
    system.ask(running, method, route, body, by);
  const post = (route: string, body: unknown, by?: object) => ask('POST', route, body, by);
  const stock = async (sku: string) => (await ask('GET', `/v1/stock/${sku}`)).json;
  const bearer = async (token: Parameters<typeof system.issuer.mint>[0]) => {
    return { authorization: `Bearer ${await system.issuer.mint(token)}` };
  };

  it('answers the present version where nothing has to be changed', async () => {
    const set = await ask('PUT', '/v1/policies/TEE', { lowUnitsMax: 7 });
    const again = await ask('PUT', '/v1/policies/TEE', { lowUnitsMax: 7 });
    expect(again.json).toEqual(set.json);
    expect(again.json.version).toEqual(expect.any(Number));
    expect(again.headers.get('etag')).toBe(`"${set.json.version}"`);
  });

  it('takes a threshold only for a known SKU', async () => {
    const typo = await ask('PUT', '/v1/policies/TYPO', { lowUnitsMax: 7 });
    expect([typo.status, typo.json.code]).toEqual([404, 'sku-unknown']);
    expect((await ask('GET', '/v1/stock/TYPO')).status).toBe(404);
  });

  it('answers with a consistency token also where nothing had to be changed', async () => {
    const set = () => ask('PUT', '/v1/warehouses/MAIN', { name: 'Main' }, { 'idempotency-key': uuid7() });
    const first = (await set()).headers.get('consistency-token');
    expect(first).toMatch(/^inventory\./);
    expect((await set()).headers.get('consistency-token')).toBe(first);
  });

  it('offers nothing that a warehouse cannot ship, from the moment of its configuration on', async () => {
    await ask('PUT', '/v1/warehouses/SHOP', { name: 'The shop', ships: false });
    for (const sku of ['TEE', 'CAP', 'MUG']) expect(await stock(sku)).toMatchObject({ sellable: 10, onHand: 20 });
    await post('/v1/receipts', { warehouse: 'SHOP', cause: 'delivery', lines: [{ sku: 'PEN', quantity: 4 }] });
    expect(await stock('PEN')).toMatchObject({ sellable: 0, onHand: 4 });
    const invariants = await ask('GET', '/v1/invariants', undefined, await bearer({ roles: 'it_operator' }));
    expect(invariants.json).toMatchObject({ ok: true });
    await ask('PUT', '/v1/warehouses/SHOP', { name: 'The shop', ships: true });
    for (const sku of ['TEE', 'CAP', 'MUG']) expect(await stock(sku)).toMatchObject({ sellable: 20, level: 'ok' });
    expect(await stock('PEN')).toMatchObject({ sellable: 4 });
  });

  it('takes received goods off the expected ones', async () => {
    const [late, soon] = [uuid7(), uuid7()];
    const order = (purchaseOrderId: string, quantity: number, eta: string) =>
      post('/v1/purchase-orders', { purchaseOrderId, sku: 'MUG', quantity, eta });
    await order(late, 30, '2099-03-01T00:00:00.000Z');
    await order(soon, 20, '2099-02-01T00:00:00.000Z');
    expect(await stock('MUG')).toMatchObject({ incoming: 50 });
    const receive = (quantity: number, purchaseOrderId?: string) => {
      const lines = [{ sku: 'MUG', quantity }];
      return post('/v1/receipts', { warehouse: 'MAIN', cause: 'delivery', purchaseOrderId, lines });
    };
    await receive(10, late);
    expect(await stock('MUG')).toMatchObject({ incoming: 40 });
    // Goods without a purchase order are not among the expected ones.
    await receive(25);
    expect(await stock('MUG')).toMatchObject({ incoming: 40 });
    expect((await receive(1, uuid7())).json).toMatchObject({ status: 422, code: 'purchase-order-unknown' });
    await receive(22, soon);
    const left = await stock('MUG');
    expect(left.incoming).toBe(20);
    expect(left.expected).toMatchObject([{ purchaseOrderId: late, quantity: 20 }]);
    await receive(20, late);
    expect(await stock('MUG')).toMatchObject({ incoming: 0, expected: [] });
  });

  it('finds the SKUs of a purchase order without scanning all SKUs', async () => {
    const purchaseOrderId = uuid7();
    await post('/v1/purchase-orders', { purchaseOrderId, sku: 'CAP', quantity: 5, eta: '2099-03-01T00:00:00.000Z' });
    const source = running.app.get(DataSource);
    await source.query(`insert into stock_view
      select (jsonb_populate_record(row, jsonb_build_object('sku', 'MANY-' || n))).* from stock_view row, generate_series(1, 3000) n
      where row.sku = 'TEE'`);
    const [query, values] = broughtBy(purchaseOrderId, source).getQueryAndParameters();
    const plan: { 'QUERY PLAN': string }[] = await source.query(`explain ${query}`, values);
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Bitmap Index Scan/);
    await source.query(`delete from stock_view where sku like 'MANY-%'`);
    const cancelled = await post(`/v1/purchase-orders/${purchaseOrderId}/cancel`, { reason: 'called off' });
    expect(cancelled.json).toEqual({ id: purchaseOrderId, skus: ['CAP'] });
    expect((await ask('GET', `/v1/purchase-orders/${purchaseOrderId}`)).status).toBe(404);
  });

  it('lets a caller who is limited to a warehouse receive and correct only there', async () => {
    const by = await bearer({ roles: 'inventory_manager', scopes: { warehouseIds: ['MAIN'] } });
    const lines = [{ sku: 'TEE', quantity: 1 }];
    const there = await post('/v1/receipts', { warehouse: 'SHOP', cause: 'delivery', lines }, by);
    const corrected = await post('/v1/adjustments', { warehouse: 'SHOP', sku: 'TEE', delta: -1, reason: 'lost' }, by);
    const here = await post('/v1/receipts', { warehouse: 'MAIN', cause: 'delivery', lines }, by);
    for (const { status, json } of [there, corrected])
      expect([status, json.code]).toEqual([403, 'warehouse-out-of-scope']);
    expect(here.status).toBe(201);
  });

  it('lets a caller who is limited to a warehouse grade only what has arrived there, and keep it there', async () => {
    const lines = [{ lineId: '1', sku: 'CAP', quantity: 2 }];
    const arrived = async (warehouse: string) => {
      const returnId = uuid7();
      const orderId = uuid7();
      const units = lines.map(({ sku, quantity }) => ({ sku, quantity }));
      const commands = [
        {
          command: {
            type: 'CommitShipment',
            data: { orderId, fulfilmentId: orderId, warehouse, lines: units, lowUnits: 5 },
          },
        },
        { command: { type: 'ExpectReturn', data: { returnId, orderId, lines } } },
        { command: { type: 'RegisterReturnArrival', data: { returnId, warehouse } } },
      ];
      await running.app.get(Engine).execute({ commands, commandId: uuid7(), meta });
      return returnId;
    };
    const by = await bearer({ roles: 'inventory_manager', scopes: { warehouseIds: ['MAIN'] } });
    const grade = { grade: 'A', quantity: 2 };
    const there = await arrived('SHOP');
    const refused = [
      await post(`/v1/return-receipts/${there}/lines/1/grade`, grade, by),
      await post(`/v1/return-receipts/${there}/grades`, { grades: [{ lineId: '1', ...grade }] }, by),
      await post(`/v1/return-receipts/${there}/close`, {}, by),
    ];
    const here = await arrived('MAIN');
    refused.push(await post(`/v1/return-receipts/${here}/lines/1/grade`, { ...grade, restockTo: 'SHOP' }, by));
    for (const { status, json } of refused) expect([status, json.code]).toEqual([403, 'warehouse-out-of-scope']);
    const graded = await post(`/v1/return-receipts/${here}/grades`, { grades: [{ lineId: '1', ...grade }] }, by);
    expect(graded.status).toBe(200);
  });
});
