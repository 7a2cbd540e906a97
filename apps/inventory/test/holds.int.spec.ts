import {
  CartEnded,
  CartHoldExtensionRequested,
  CartHoldRequested,
  notPersonal,
  OrderCancelled,
  OrderRejected,
} from '@concord/contracts';
import { Engine } from '@concord/event-sourcing';
import type { RunningService, ServiceDeclaration } from '@concord/service';
import { eventually, meta, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { placed, tell, toldByOrders } from '@concord/testing/told-by-orders';
import { v7 as uuid7 } from 'uuid';
import { inventory, InventoryModule } from '../src/inventory.module';

const declaration: ServiceDeclaration = {
  module: InventoryModule,
  parts: inventory,
  title: 'Inventory',
  description: 'Stock.',
  port: 0,
};
const database = testDatabase('holds');
const ordersDatabase = testDatabase('holds-orders');
/** Two hundred orders on a busy machine. */
const PATIENCE = { within: 30_000, every: 100 };

describe('holds', () => {
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
    await post('/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    await orders.stop();
    system.close();
  }, 15_000);

  const ask = (method: string, route: string, body?: unknown, by: object = {}) =>
    system.ask(running, method, route, body, by);
  const post = (route: string, body: unknown, by?: object) => ask('POST', route, body, by);
  const received = async (sku: string, quantity: number) => {
    const lines = [{ sku, quantity }];
    expect((await post('/v1/receipts', { warehouse: 'MAIN', cause: 'delivery', lines })).status).toBe(201);
  };
  const stock = async (sku: string) => (await ask('GET', `/v1/stock/${sku}`)).json;
  const hold = async (holdId: string) => (await ask('GET', `/v1/holds/${holdId}`)).json;
  const units = (sku: string, quantity: number) => [{ sku, quantity }];
  let requests = 0;
  const asksFor = (cartId: string, lines: { sku: string; quantity: number }[], mergedCartId?: string) =>
    tell(
      orders,
      'cart',
      cartId,
      CartHoldRequested.of({ cartId, request: ++requests, lines, minutes: 15, ...(mergedCartId && { mergedCartId }) }),
    );
  const heldSoon = (sku: string, held: number, sellable: number) =>
    eventually(async () => expect(await stock(sku)).toMatchObject({ held, sellable }), PATIENCE);
  const reservedSoon = (orderId: string, status: string) =>
    eventually(async () => {
      expect((await ask('GET', `/v1/reservations/${orderId}`)).json).toMatchObject({ status });
    }, PATIENCE);

  it('give twenty of two hundred baskets the last twenty units, and hold nothing once they are ordered', async () => {
    await received('LAST', 20);
    const carts = Array.from({ length: 200 }, () => ({ cartId: uuid7(), orderId: uuid7() }));
    await Promise.all(carts.map(({ cartId }) => asksFor(cartId, units('LAST', 1))));
    await heldSoon('LAST', 20, 0);
    await Promise.all(
      carts.map(({ cartId, orderId }) => tell(orders, 'order', orderId, placed(orderId, 'LAST', 1, { cartId }))),
    );
    await eventually(async () => {
      const found = await Promise.all(carts.map(({ orderId }) => ask('GET', `/v1/reservations/${orderId}`)));
      const count = (status: string) => found.filter(({ json }) => json.status === status).length;
      expect([count('reserved'), count('rejected')]).toEqual([20, 180]);
    }, PATIENCE);
    expect(await stock('LAST')).toMatchObject({ held: 0, sellable: 0, reserved: 20, onHand: 20 });
    expect((await ask('GET', '/v1/holds?sku=LAST')).json.items).toEqual([]);
  }, 120_000);

  it('are placed, extended and released by other systems, and never count against themselves', async () => {
    await received('TEE', 3);
    const placing = await post('/v1/holds', { lines: [...units('TEE', 1), ...units('TEE', 2)], minutes: 20 });
    expect(placing.status).toBe(201);
    const { id } = placing.json;
    expect(await stock('TEE')).toMatchObject({ held: 3, sellable: 0, onHand: 3 });
    expect(await hold(id)).toMatchObject({ status: 'open', lines: units('TEE', 3) });
    expect((await ask('GET', '/v1/availability?sku=TEE')).json.items).toMatchObject([{ sellable: 0, level: 'out' }]);
    const again = await post('/v1/holds', { holdId: id, lines: units('TEE', 3) });
    expect([again.status, again.json.id]).toEqual([201, id]);
    const other = await post('/v1/holds', { lines: units('TEE', 1) });
    expect([other.status, other.json]).toMatchObject([
      409,
      { code: 'hold-short', short: [{ sku: 'TEE', wanted: 1, sellable: 0 }] },
    ]);
    const beyond = await post('/v1/holds', { holdId: id, lines: units('TEE', 4) });
    expect(beyond.json).toMatchObject({ code: 'hold-short', short: [{ sku: 'TEE', wanted: 4, sellable: 3 }] });
    expect(await hold(id)).toMatchObject({ status: 'open', lines: units('TEE', 3) });

    const before = Date.parse((await hold(id)).expiresAt);
    for (const extension of [1, 2]) {
      expect((await post(`/v1/holds/${id}/extend`, {})).status).toBe(200);
      const { extensions, expiresAt } = await hold(id);
      expect([extensions, Date.parse(expiresAt) - before]).toEqual([extension, extension * 600_000]);
    }
    expect((await post(`/v1/holds/${id}/extend`, {})).json).toMatchObject({ status: 422, code: 'hold-extended-often' });
    expect((await ask('GET', '/v1/holds?sku=TEE')).json.items).toMatchObject([{ holdId: id }]);
    for (const _ of ['first', 'second']) expect((await post(`/v1/holds/${id}/release`, {})).status).toBe(200);
    expect(await hold(id)).toMatchObject({ status: 'released', cause: 'by-hand' });
    expect(await stock('TEE')).toMatchObject({ held: 0, sellable: 3, onHand: 3 });
    expect((await post(`/v1/holds/${id}/extend`, {})).json).toMatchObject({ status: 409, code: 'hold-ended' });
    for (const verb of ['extend', 'release'])
      expect((await post(`/v1/holds/${uuid7()}/${verb}`, {})).json).toMatchObject({
        status: 404,
        code: 'hold-unknown',
      });
    for (const minutes of [4, 61])
      expect((await post('/v1/holds', { lines: units('TEE', 1), minutes })).json).toMatchObject({
        status: 422,
        code: 'hold-time-unfit',
      });
  });

  it('hold the same units once, however often and however fast the same request comes', async () => {
    await received('CAP', 2);
    const holdId = uuid7();
    const body = { holdId, lines: units('CAP', 2) };
    const key = { 'idempotency-key': uuid7() };
    const answers = await Promise.all([1, 2, 3, 4].map((n) => post('/v1/holds', body, n < 3 ? key : {})));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(await stock('CAP')).toMatchObject({ held: 2, sellable: 0 });
    const all = { lines: [...units('CAP', 2), ...units('NONE', 1)], holdId: uuid7() };
    expect((await post('/v1/holds', all)).json.short).toMatchObject([{ sku: 'CAP' }, { sku: 'NONE', sellable: 0 }]);
    expect((await post(`/v1/holds/${holdId}/release`, {})).status).toBe(200);
  });

  it('end by themselves, and an extension moves the end', async () => {
    await received('MUG', 2);
    const holdId = uuid7();
    const take = (command: { type: string; data: object }) =>
      running.app.get(Engine).execute({ commands: [{ command }], commandId: uuid7(), meta });
    const place = {
      type: 'PlaceHold',
      data: { holdId, lines: units('MUG', 2), minutes: 0.02, renewalMinutes: 60, by: 'basket', lowUnits: 5 },
    };
    await take(place);
    await take({
      type: 'ExtendHold',
      data: { holdId, minutes: 0.01, renewalMinutes: 60, extensionsMax: 2, by: 'basket' },
    });
    const { expiresAt } = await hold(holdId);
    expect(await stock('MUG')).toMatchObject({ held: 2, sellable: 0 });
    await heldSoon('MUG', 0, 2);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
    expect(await hold(holdId)).toMatchObject({ status: 'expired', extensions: 1 });
  }, 60_000);

  it('end though the service was down at their time, and hear then what baskets and orders said meanwhile', async () => {
    await received('CUP', 3);
    const [forgotten, ordered] = [uuid7(), uuid7()];
    const orderId = uuid7();
    const data = {
      holdId: forgotten,
      lines: units('CUP', 1),
      minutes: 0.01,
      renewalMinutes: 60,
      by: 'basket',
      lowUnits: 5,
    };
    await running.app.get(Engine).execute({
      commands: [{ command: { type: 'PlaceHold', data } }],
      commandId: uuid7(),
      meta,
    });
    await running.stop();
    await asksFor(ordered, units('CUP', 2));
    await tell(orders, 'order', orderId, placed(orderId, 'CUP', 2, { cartId: ordered }));
    running = await system.start(declaration, database.url);
    await reservedSoon(orderId, 'reserved');
    await heldSoon('CUP', 0, 1);
    expect((await hold(forgotten)).status).toBe('expired');
    // Whichever of the two was heard first: nothing is held for a basket that was ordered.
    expect((await ask('GET', '/v1/holds?sku=CUP')).json.items).toEqual([]);
  }, 60_000);

  it('follow their basket: emptied, merged into another one, given up', async () => {
    await received('PEN', 5);
    const [guest, own] = [uuid7(), uuid7()];
    await asksFor(guest, units('PEN', 4));
    await heldSoon('PEN', 4, 1);
    // The basket of the customer takes in the guest's, whichever of the two is heard first.
    await asksFor(own, units('PEN', 5), guest);
    await heldSoon('PEN', 5, 0);
    expect(await hold(guest)).toMatchObject({ status: 'released', cause: 'merged' });
    await tell(orders, 'cart', guest, CartEnded.of({ cartId: guest, cause: 'merged', intoCartId: own }));
    await tell(orders, 'cart', own, CartHoldExtensionRequested.of({ cartId: own, minutes: 10 }));
    await eventually(async () => expect(await hold(own)).toMatchObject({ extensions: 1 }), PATIENCE);
    await asksFor(own, []);
    await heldSoon('PEN', 0, 5);
    expect(await hold(own)).toMatchObject({ status: 'released', cause: 'emptied' });
    await asksFor(own, units('PEN', 2));
    await asksFor(own, units('PEN', 9));
    await eventually(async () => expect((await hold(own)).short).toMatchObject([{ wanted: 9, sellable: 5 }]), PATIENCE);
    expect(await hold(own)).toMatchObject({ status: 'open', lines: units('PEN', 2) });
    await tell(orders, 'cart', own, CartEnded.of({ cartId: own, cause: 'expired' }));
    await heldSoon('PEN', 0, 5);
    expect(await hold(own)).toMatchObject({ status: 'released', cause: 'abandoned' });
  }, 60_000);

  it('are taken over by the order of the basket, also where it wants other units, and begin anew after a rejection', async () => {
    await received('RUG', 6);
    await received('BAG', 2);
    const cartId = uuid7();
    const [first, second, third] = [uuid7(), uuid7(), uuid7()];
    await asksFor(cartId, [...units('RUG', 4), ...units('BAG', 1)]);
    await heldSoon('RUG', 4, 2);
    await tell(orders, 'order', first, placed(first, 'RUG', 6, { cartId }));
    await reservedSoon(first, 'reserved');
    expect(await stock('RUG')).toMatchObject({ held: 0, sellable: 0, reserved: 6 });
    expect(await stock('BAG')).toMatchObject({ held: 0, sellable: 2 });
    expect(await hold(cartId)).toMatchObject({ status: 'released', cause: 'ordered', orderId: first });

    const rejected = OrderRejected.of({ orderId: first, reason: 'payment', detail: 'declined', short: [], cartId });
    await tell(orders, 'order', first, rejected);
    await reservedSoon(first, 'released');
    await asksFor(cartId, units('RUG', 6));
    await heldSoon('RUG', 6, 0);
    await tell(orders, 'order', second, placed(second, 'RUG', 6));
    await reservedSoon(second, 'rejected');
    await tell(orders, 'order', third, placed(third, 'RUG', 6, { cartId }));
    await reservedSoon(third, 'reserved');
    const cancelled = OrderCancelled.of({
      orderId: third,
      reason: notPersonal('changed their mind'),
      stage: 'confirmed',
    });
    await tell(orders, 'order', third, cancelled);
    await heldSoon('RUG', 0, 6);
  }, 60_000);

  it('end at once with a basket whose order was cancelled before its stock was reserved', async () => {
    await received('JAR', 4);
    const cartId = uuid7();
    const orderId = uuid7();
    await asksFor(cartId, units('JAR', 3));
    await heldSoon('JAR', 3, 1);
    // The order wants more than there is: the basket keeps its hold, until the order is cancelled.
    await tell(orders, 'order', orderId, placed(orderId, 'JAR', 9, { cartId }));
    await reservedSoon(orderId, 'rejected');
    expect(await stock('JAR')).toMatchObject({ held: 3, sellable: 1 });
    const reason = notPersonal('changed their mind');
    await tell(orders, 'order', orderId, OrderCancelled.of({ orderId, reason, stage: 'checkout' }));
    await tell(orders, 'cart', cartId, CartEnded.of({ cartId, cause: 'cancelled' }));
    await heldSoon('JAR', 0, 4);
  }, 60_000);

  it('keep the books, and refuse no basket by an error that nobody reads', async () => {
    const by = { authorization: `Bearer ${await system.issuer.mint({ roles: 'it_operator' })}` };
    expect((await ask('GET', '/v1/invariants', undefined, by)).json).toMatchObject({ ok: true });
    expect((await ask('GET', '/v1/refused', undefined, by)).json.items).toEqual([]);
  });
});
