import { Engine } from '@concord/event-sourcing';
import { OrderChannelRow, type RunningService, type ServiceDeclaration } from '@concord/service';
import { meta, testDatabase } from '@concord/testing';
import { openSystem, reachesOutOfScope, type Probe } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { v7 as uuid7 } from 'uuid';
import { inventory, InventoryModule } from '../src/inventory.module';

const declaration: ServiceDeclaration = {
  module: InventoryModule,
  parts: inventory,
  title: 'Inventory',
  description: 'Stock.',
  port: 0,
};
const database = testDatabase('own-warehouse-of-stock');
const ROLES = ['inventory_manager', 'warehouse_operator', 'logistics_manager', 'service'] as const;

describe('a token that is limited to a warehouse', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  const [arrived, expected, order, ofPat, held] = [uuid7(), uuid7(), uuid7(), uuid7(), uuid7()];

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    for (const warehouse of ['OURS', 'THEIRS'])
      await system.ask(running, 'POST', '/v1/warehouses', { warehouse, name: warehouse });
    const receive = (warehouse: string, ...skus: string[]) =>
      system.ask(running, 'POST', '/v1/receipts', {
        warehouse,
        cause: 'spec',
        lines: skus.map((sku) => ({ sku, quantity: 3 })),
      });
    await receive('THEIRS', 'FOREIGN', 'BOTH');
    await receive('OURS', 'BOTH');
    const announced = { purchaseOrderId: order, sku: 'FOREIGN', quantity: 1, eta: '2099-01-01T00:00:00.000Z' };
    await system.ask(running, 'POST', '/v1/purchase-orders', announced);
    const lines = [{ lineId: '1', sku: 'FOREIGN', quantity: 1 }];
    const commands = [
      {
        type: 'SetBackorderPolicy',
        data: { sku: 'FOREIGN', capUnits: 2, promisedAt: '2099-01-01T00:00:00.000Z' },
      },
      {
        type: 'ReserveForOrder',
        data: { orderId: 'o1', lines: [{ sku: 'FOREIGN', quantity: 5 }], mayWait: true, lowUnits: 5 },
      },
      {
        type: 'PlaceHold',
        data: {
          holdId: held,
          lines: [{ sku: 'BOTH', quantity: 1 }],
          minutes: 60,
          renewalMinutes: 60,
          by: 'caller',
          lowUnits: 5,
        },
      },
      { type: 'ExpectReturn', data: { returnId: arrived, orderId: 'o1', toWarehouse: 'THEIRS', lines } },
      { type: 'RegisterReturnArrival', data: { returnId: arrived, warehouse: 'THEIRS' } },
      { type: 'ExpectReturn', data: { returnId: expected, orderId: 'o1', toWarehouse: 'THEIRS', lines } },
      { type: 'ExpectReturn', data: { returnId: ofPat, orderId: 'o1', customerId: 'pat', lines } },
      { type: 'RegisterReturnArrival', data: { returnId: ofPat, warehouse: 'THEIRS' } },
    ];
    for (const command of commands)
      await running.app.get(Engine).execute({ commands: [{ command }], commandId: uuid7(), meta });
    await running.app
      .get(DataSource)
      .getRepository(OrderChannelRow)
      .insert({ orderId: 'o1', channel: 'b2b', warehouses: ['THEIRS'] });
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const bearer = async (warehouseIds: string[]) =>
    `Bearer ${await system.issuer.mint({ roles: [...ROLES], scopes: { warehouseIds } })}`;

  const probes: Record<string, Probe> = {
    'GET /v1/warehouses': { address: '/v1/warehouses' },
    'POST /v1/warehouses': { address: '/v1/warehouses', body: { warehouse: 'NEW', name: 'New' } },
    'GET /v1/warehouses/{warehouse}': { address: '/v1/warehouses/THEIRS' },
    'PUT /v1/warehouses/{warehouse}': { address: '/v1/warehouses/THEIRS', body: { ships: false } },
    'GET /v1/stock-totals': { address: '/v1/stock-totals' },
    'GET /v1/stock': { address: '/v1/stock' },
    'GET /v1/stock/{sku}': { address: '/v1/stock/FOREIGN' },
    // The availability is for everybody and names no warehouse.
    'GET /v1/availability': { address: '/v1/availability?sku=BOTH' },
    'GET /v1/low-stock': { address: '/v1/low-stock' },
    'POST /v1/receipts': {
      address: '/v1/receipts',
      body: { warehouse: 'THEIRS', cause: 'x', lines: [{ sku: 'FOREIGN', quantity: 1 }] },
    },
    'POST /v1/adjustments': {
      address: '/v1/adjustments',
      body: { warehouse: 'THEIRS', sku: 'FOREIGN', delta: -1, reason: 'lost' },
    },
    'POST /v1/second-looks': {
      address: '/v1/second-looks',
      body: { warehouse: 'THEIRS', sku: 'FOREIGN', from: 'quality', quantity: 1, outcome: 'restock', cause: 'x' },
    },
    'GET /v1/reservations/{orderId}': { address: '/v1/reservations/o1' },
    'GET /v1/return-receipts': { address: '/v1/return-receipts' },
    'GET /v1/return-receipts/{returnId}': { address: `/v1/return-receipts/${expected}` },
    'POST /v1/return-receipts/{returnId}/lines/{line}/grade': {
      address: `/v1/return-receipts/${arrived}/lines/1/grade`,
      body: { grade: 'A', quantity: 1 },
    },
    'POST /v1/return-receipts/{returnId}/grades': {
      address: `/v1/return-receipts/${arrived}/grades`,
      body: { grades: [{ lineId: '1', grade: 'A', quantity: 1 }] },
    },
    'POST /v1/return-receipts/{returnId}/close': { address: `/v1/return-receipts/${arrived}/close`, body: {} },
    'PUT /v1/policies/{sku}': { address: '/v1/policies/FOREIGN', body: { lowUnitsMax: 3 } },
    'GET /v1/holds': { address: '/v1/holds' },
    'GET /v1/holds/{holdId}': { address: `/v1/holds/${held}` },
    'POST /v1/holds': { address: '/v1/holds', body: { lines: [{ sku: 'FOREIGN', quantity: 1 }] } },
    'POST /v1/holds/{holdId}/extend': { address: `/v1/holds/${held}/extend`, body: {} },
    'POST /v1/holds/{holdId}/release': { address: `/v1/holds/${held}/release`, body: {} },
    'GET /v1/backorders': { address: '/v1/backorders' },
    'GET /v1/backorder-policies/{sku}': { address: '/v1/backorder-policies/FOREIGN' },
    'PUT /v1/backorder-policies/{sku}': { address: '/v1/backorder-policies/FOREIGN', body: { capUnits: 0 } },
    'POST /v1/purchase-orders': {
      address: '/v1/purchase-orders',
      body: { purchaseOrderId: order, sku: 'FOREIGN', quantity: 1, eta: '2099-01-01T00:00:00.000Z' },
    },
    'POST /v1/purchase-orders/{purchaseOrderId}/cancel': {
      address: `/v1/purchase-orders/${order}/cancel`,
      body: { reason: 'x' },
    },
  };
  /** Everybody who works in one warehouse reads what concerns all of them. */
  const shared: Record<string, Probe> = {
    'GET /v1/purchase-orders/{purchaseOrderId}': { address: `/v1/purchase-orders/${order}` },
  };

  const theirs = [
    ['THEIRS', 'FOREIGN'],
    ['stock-item/FOREIGN', `return-receipt/${arrived}`],
  ] as const;

  it('reaches nothing where it has no role', async () => {
    const findings = await reachesOutOfScope(system, running, { ...probes, ...shared }, await bearer([]), ...theirs);
    expect(findings).toEqual([]);
  });

  it('reaches nothing of another warehouse', async () => {
    const findings = await reachesOutOfScope(
      system,
      running,
      { ...probes, ...shared },
      await bearer(['OURS']),
      ...theirs,
    );
    expect(new Set(findings.map((finding) => finding.split(' answers')[0]))).toEqual(new Set(Object.keys(shared)));
  });

  /** What is in a warehouse belongs to no sales channel. */
  const OF_NO_ORDER = Object.keys({ ...probes, ...shared }).filter(
    (name) => !/reservations|return-receipts|backorders|holds/.test(name),
  );

  it.each([[['b2c']], [[]]])('reaches nothing of the orders of other sales channels: %j', async (channels) => {
    const authorization = `Bearer ${await system.issuer.mint({ roles: [...ROLES], scopes: { channels } })}`;
    const foreign = ['o1', arrived, expected, held];
    const streams = ['reservation/o1', `return-receipt/${arrived}`];
    const findings = await reachesOutOfScope(system, running, probes, authorization, foreign, streams, OF_NO_ORDER);
    expect(findings).toEqual([]);
  });

  it('reaches the orders of its own sales channels', async () => {
    const token = await system.issuer.mint({ roles: [...ROLES], scopes: { channels: ['b2b'] } });
    const by = { authorization: `Bearer ${token}` };
    for (const address of ['/v1/reservations/o1', `/v1/return-receipts/${arrived}`])
      expect((await system.ask(running, 'GET', address, undefined, by)).status).toBe(200);
    const list = async (address: string) => (await system.ask(running, 'GET', address, undefined, by)).json.items;
    expect(await list('/v1/return-receipts')).toHaveLength(3);
    expect(await list('/v1/backorders')).toMatchObject([{ orderId: 'o1', sku: 'FOREIGN', waiting: 2 }]);
  });

  it('sees of a SKU only the stock of its own warehouse', async () => {
    const authorization = await bearer(['OURS']);
    const { json } = await system.ask(running, 'GET', '/v1/stock/BOTH', undefined, { authorization });
    // Baskets hold one of all six, at no certain warehouse.
    expect(json).toMatchObject({ sku: 'BOTH', sellable: 3, onHand: 3, warehouses: { OURS: { available: 3 } } });
    expect(json.masked).toContain('received');
    expect(Object.keys(json.warehouses)).toEqual(['OURS']);
  });

  const grade = { grade: 'M', quantity: 1 };
  const ofReturns: [string, object][] = [
    ['lines/1/grade', grade],
    ['grades', { grades: [{ lineId: '1', ...grade }] }],
    ['close', {}],
  ];

  it.each(ofReturns)('needs a second person for a return of its own: %s', async (verb, body) => {
    const route = `/v1/return-receipts/${ofPat}/${verb}`;
    // Staff who shop are the customer of the token, or the customer is numbered by the subject.
    for (const who of [
      { roles: [...ROLES, 'customer' as const], subject: 'p', customerId: 'pat' },
      { roles: [...ROLES], subject: 'pat' },
    ]) {
      const by = { authorization: `Bearer ${await system.issuer.mint(who)}` };
      const own = await system.ask(running, 'POST', route, body, by);
      expect([own.status, own.json.code]).toEqual([422, 'second-person-needed']);
    }
    expect((await system.ask(running, 'POST', route, body)).json.code).not.toBe('second-person-needed');
  });

  it('learns of no customer where it may look into a return', async () => {
    const by = { authorization: `Bearer ${await system.issuer.mint({ roles: 'tester' })}` };
    for (const address of [`streams/return-receipt/${ofPat}`, `streams/return-receipt/${ofPat}/state`]) {
      const { status, text } = await system.ask(running, 'GET', `/v1/${address}`, undefined, by);
      expect([status, text.includes('pat')]).toEqual([200, false]);
    }
  });
});
