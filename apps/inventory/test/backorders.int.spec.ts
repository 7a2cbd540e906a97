import { notPersonal, OrderBackorderFilled, OrderCancelled, OrderLineCancelled } from '@concord/contracts';
import { Engine } from '@concord/event-sourcing';
import type { RunningService, ServiceDeclaration } from '@concord/service';
import { eventually, meta, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { placed, tell, toldByOrders } from '@concord/testing/told-by-orders';
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
const database = testDatabase('backorders');
const ordersDatabase = testDatabase('backorders-orders');
/** A hundred orders on a busy machine. */
const PATIENCE = { within: 30_000, every: 100 };
const SOON = '2099-01-01T00:00:00.000Z';
const LATER = '2099-02-01T00:00:00.000Z';

describe('backorders', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  let orders: RunningService;

  beforeAll(async () => {
    system = await openSystem();
    for (const [service, url] of [
      [declaration, database.url],
      [toldByOrders, ordersDatabase.url],
    ] as const)
      await system.migrate(service, url);
    orders = await system.start(toldByOrders, ordersDatabase.url);
    running = await system.start(declaration, database.url);
    for (const warehouse of ['MAIN', 'SHOP']) await post('/v1/warehouses', { warehouse, name: warehouse });
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    await orders.stop();
    system.close();
  }, 15_000);

  const ask = (method: string, route: string, body?: unknown, by: object = {}) =>
    system.ask(running, method, route, body, by);
  const post = (route: string, body: unknown, by?: object) => ask('POST', route, body, by);
  const received = async (sku: string, quantity: number, warehouse = 'MAIN') => {
    const lines = [{ sku, quantity }];
    expect((await post('/v1/receipts', { warehouse, cause: 'delivery', lines })).status).toBe(201);
  };
  const promised = async (sku: string, capUnits: number, promisedAt = SOON) =>
    expect((await ask('PUT', `/v1/backorder-policies/${sku}`, { capUnits, promisedAt })).status).toBe(200);
  const stock = async (sku: string) => (await ask('GET', `/v1/stock/${sku}`)).json;
  const availability = async (sku: string) => (await ask('GET', `/v1/availability?sku=${sku}`)).json.items[0];
  const reservation = async (orderId: string) => (await ask('GET', `/v1/reservations/${orderId}`)).json;
  const backorders = async (query: string) => (await ask('GET', `/v1/backorders?${query}`)).json.items;
  const ordered = async (sku: string, quantity: number, more: { cartId?: string } = {}) => {
    const orderId = uuid7();
    await tell(orders, 'order', orderId, placed(orderId, sku, quantity, { mayWait: true, ...more }));
    return orderId;
  };
  const answered = (orderId: string) =>
    eventually(async () => {
      const found = await reservation(orderId);
      expect(found.status).toMatch(/reserved|rejected/);
      return found;
    }, PATIENCE);
  /** The public events of an order, in the order in which others hear them. */
  const said = async (orderId: string) =>
    (await running.app
      .get(DataSource)
      .query(`select type, data from events where stream_id = $1 and pub_seq is not null order by version`, [
        `reservation-${orderId}`,
      ])) as { type: string; data: any }[];

  it('are allowed for a SKU by a cap and a date that has not passed', async () => {
    await received('RUG', 1);
    const set = async (body: object, sku = 'RUG') => {
      const { status, json } = await ask('PUT', `/v1/backorder-policies/${sku}`, body);
      return [status, json.code];
    };
    expect(await set({ capUnits: 3 })).toEqual([422, 'backorder-date-missing']);
    expect(await set({ capUnits: 3, promisedAt: '2020-01-01T00:00:00.000Z' })).toEqual([422, 'backorder-date-passed']);
    expect(await set({ capUnits: -1, promisedAt: SOON })).toEqual([400, 'request-invalid']);
    expect(await set({ capUnits: 3, promisedAt: SOON }, 'TYPO')).toEqual([404, 'sku-unknown']);
    expect((await ask('GET', '/v1/backorder-policies/RUG')).json).toMatchObject({ capUnits: 0, promisedAt: null });
    expect(await set({ capUnits: 3, promisedAt: SOON })).toEqual([200, undefined]);
    expect((await ask('GET', '/v1/backorder-policies/RUG')).json).toEqual({
      sku: 'RUG',
      capUnits: 3,
      promisedAt: SOON,
      waiting: 0,
    });
    // Sellable is what is on the shelf; what may wait stands beside it.
    expect(await availability('RUG')).toMatchObject({ sellable: 1, backorderUnits: 3, backorderDate: SOON });
    expect(await set({ capUnits: 0 })).toEqual([200, undefined]);
    expect(await availability('RUG')).toMatchObject({ sellable: 1, backorderUnits: 0, backorderDate: null });
    const by = { authorization: `Bearer ${await system.issuer.mint({ roles: 'cs_agent' })}` };
    expect((await ask('PUT', '/v1/backorder-policies/RUG', { capUnits: 0 }, by)).status).toBe(403);
  });

  it('live from the order to the parcel: what is there is reserved, the rest waits, goods fill it', async () => {
    await received('TEE', 2);
    await promised('TEE', 5);
    const first = await ordered('TEE', 5);
    expect(await answered(first)).toMatchObject({
      status: 'reserved',
      allocations: [{ sku: 'TEE', warehouse: 'MAIN', quantity: 2 }],
      waiting: [{ sku: 'TEE', quantity: 3, promisedAt: SOON }],
    });
    const second = await ordered('TEE', 2);
    await answered(second);
    const tooMuch = await ordered('TEE', 1);
    expect(await answered(tooMuch)).toMatchObject({
      status: 'rejected',
      short: [{ sku: 'TEE', wanted: 1, sellable: 0 }],
    });
    expect(await stock('TEE')).toMatchObject({ sellable: 0, waiting: 5, reserved: 2 });
    expect(await availability('TEE')).toMatchObject({ sellable: 0, level: 'out', backorderUnits: 0 });
    expect(await backorders('sku=TEE')).toMatchObject([
      { orderId: first, waiting: 3 },
      { orderId: second, waiting: 2 },
    ]);

    // Another date: both customers are told.
    await promised('TEE', 5, LATER);
    expect(await backorders(`order=${second}`)).toMatchObject([{ promisedAt: LATER, firstPromisedAt: SOON }]);

    // Four units come to two warehouses: the older order gets all of its own, the younger one a part.
    await received('TEE', 1, 'SHOP');
    await received('TEE', 3);
    expect((await reservation(first)).allocations).toEqual([
      { sku: 'TEE', warehouse: 'MAIN', quantity: 4 },
      { sku: 'TEE', warehouse: 'SHOP', quantity: 1 },
    ]);
    expect(await backorders('sku=TEE')).toMatchObject([{ orderId: second, waiting: 1, filled: 1 }]);
    expect(await stock('TEE')).toMatchObject({ sellable: 0, waiting: 1, reserved: 6, onHand: 6 });
    await received('TEE', 3);
    expect(await stock('TEE')).toMatchObject({ sellable: 2, waiting: 0, reserved: 7 });
    expect(await backorders('sku=TEE')).toEqual([]);
    expect(await backorders(`order=${first}`)).toMatchObject([{ status: 'filled', quantity: 3, filled: 3 }]);

    const events = await said(second);
    expect(events.map(({ type }) => type)).toEqual([
      'StockReserved',
      'BackorderCreated',
      'BackorderPromiseChanged',
      'BackorderFilled',
      'BackorderFilled',
    ]);
    const [, , , one, two] = events.map(({ data }) => data);
    expect([one.waiting, two.waiting]).toEqual([1, 0]);
    expect(one.fillId).not.toBe(two.fillId);

    // Orders accepts the one, and no longer wants the other: it is for sale again, once.
    const address = { shipTo: { country: 'GB' } };
    const filled = (data: any, wants: boolean) =>
      OrderBackorderFilled.of({
        orderId: second,
        fillId: data.fillId,
        sku: 'TEE',
        allocations: wants ? data.allocations : [],
        refused: wants ? [] : data.allocations,
        waiting: 0,
        ...address,
      });
    await tell(orders, 'order', second, filled(one, true), filled(two, false), filled(two, false));
    await eventually(async () => expect(await stock('TEE')).toMatchObject({ sellable: 3, reserved: 6 }), PATIENCE);
  }, 60_000);

  it('are never more than the cap, however many orders come at once', async () => {
    await received('CAP', 3);
    await promised('CAP', 10);
    const all = await Promise.all(Array.from({ length: 100 }, () => ordered('CAP', 1)));
    await eventually(async () => {
      const found = await Promise.all(all.map(reservation));
      const count = (status: string) => found.filter((one) => one.status === status).length;
      expect([count('reserved'), count('rejected')]).toEqual([13, 87]);
    }, PATIENCE);
    expect(await stock('CAP')).toMatchObject({ sellable: 0, reserved: 3, waiting: 10 });
    // More comes than waits: the rest is for sale.
    await received('CAP', 12);
    expect(await stock('CAP')).toMatchObject({ sellable: 2, reserved: 13, waiting: 0 });
  }, 120_000);

  it('end with their order or their line, and get nothing afterwards', async () => {
    await received('MUG', 1);
    await promised('MUG', 9);
    const [gone, fewer] = [await ordered('MUG', 3), await ordered('MUG', 4)];
    await answered(gone);
    await answered(fewer);
    const reason = notPersonal('no patience');
    await tell(orders, 'order', gone, OrderCancelled.of({ orderId: gone, reason, stage: 'confirmed' }));
    await tell(
      orders,
      'order',
      fewer,
      OrderLineCancelled.of({
        orderId: fewer,
        cancellationId: 'c',
        lineId: '1',
        sku: 'MUG',
        quantity: 2,
        allocations: [],
        amountMinor: 200,
        discounts: [],
        currency: 'GBP',
        cause: 'called-off',
        reason,
      }),
    );
    // The cancelled order had the only unit, which goes to the other one.
    await eventually(async () => {
      const { waiting, reserved, sellable } = await stock('MUG');
      expect({ waiting, reserved, sellable }).toEqual({ waiting: 1, reserved: 1, sellable: 0 });
    }, PATIENCE);
    await received('MUG', 5);
    expect(await stock('MUG')).toMatchObject({ waiting: 0, reserved: 2, sellable: 4 });
    expect((await reservation(gone)).status).toBe('released');
    expect((await said(gone)).map(({ type }) => type)).toEqual([
      'StockReserved',
      'BackorderCreated',
      'BackorderEnded',
      'ReservationReleased',
    ]);
    expect((await said(gone))[2]!.data).toMatchObject({ cause: 'order-ended' });
  }, 60_000);

  it('get what a basket no longer holds, and what is restocked after a second look', async () => {
    await received('PEN', 2);
    await promised('PEN', 9);
    const { json: hold } = await post('/v1/holds', { lines: [{ sku: 'PEN', quantity: 2 }] });
    const orderId = await ordered('PEN', 4);
    expect(await answered(orderId)).toMatchObject({ allocations: [], waiting: [{ quantity: 4 }] });
    await post(`/v1/holds/${hold.id}/release`, {});
    expect(await stock('PEN')).toMatchObject({ held: 0, sellable: 0, waiting: 2, reserved: 2 });
    const returnId = uuid7();
    const of = { returnId, orderId };
    const lines = [{ sku: 'PEN', quantity: 2 }];
    const commands = [
      { type: 'CommitShipment', data: { orderId, fulfilmentId: 'f', warehouse: 'MAIN', lines, lowUnits: 5 } },
      { type: 'ExpectReturn', data: { ...of, lines: [{ lineId: '1', sku: 'PEN', quantity: 2 }] } },
      { type: 'RegisterReturnArrival', data: { returnId, warehouse: 'MAIN' } },
    ].map((command) => ({ command }));
    await running.app.get(Engine).execute({ commands, commandId: uuid7(), meta });
    const grade = (letter: string) =>
      post(`/v1/return-receipts/${returnId}/lines/1/grade`, { grade: letter, quantity: 1 });
    // As new: it goes to the order that waits. Opened: it waits for a second look.
    expect([(await grade('A')).status, (await grade('B')).status]).toEqual([200, 200]);
    expect(await stock('PEN')).toMatchObject({ waiting: 1, reserved: 1, sellable: 0 });
    const restock = { warehouse: 'MAIN', sku: 'PEN', from: 'quality', quantity: 1, outcome: 'restock', cause: 'fine' };
    expect((await post('/v1/second-looks', restock)).status).toBeLessThan(300);
    expect(await stock('PEN')).toMatchObject({ waiting: 0, reserved: 2, sellable: 0 });
  }, 60_000);

  it('get the stock of a warehouse that begins to sell', async () => {
    await post('/v1/warehouses', { warehouse: 'BACK', name: 'Back', sells: false });
    await received('BAG', 3, 'BACK');
    await promised('BAG', 2);
    const orderId = await ordered('BAG', 2);
    await answered(orderId);
    expect(await stock('BAG')).toMatchObject({ waiting: 2, sellable: 0 });
    await ask('PUT', '/v1/warehouses/BACK', { sells: true });
    expect(await stock('BAG')).toMatchObject({ waiting: 0, sellable: 1, reserved: 2 });
    expect((await reservation(orderId)).allocations).toMatchObject([{ warehouse: 'BACK', quantity: 2 }]);
  }, 60_000);

  it('keep the books', async () => {
    const by = { authorization: `Bearer ${await system.issuer.mint({ roles: 'it_operator' })}` };
    expect((await ask('GET', '/v1/invariants', undefined, by)).json).toMatchObject({ ok: true });
    expect((await ask('GET', '/v1/refused', undefined, by)).json.items).toEqual([]);
  });
});
