import { OrderBackorderFilled, OrderCancelled, OrderConfirmed, notPersonal } from '@concord/contracts';
import type { RunningService, ServiceDeclaration } from '@concord/service';
import { eventually, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { tell, toldByOrders } from '@concord/testing/told-by-orders';
import { v7 as uuid7 } from 'uuid';
import { logistics, LogisticsModule } from '../src/logistics.module';

const declaration: ServiceDeclaration = {
  module: LogisticsModule,
  parts: logistics,
  title: 'Logistics',
  description: 'Parcels.',
  port: 0,
};
const database = testDatabase('parcels-of-backorders');
const ordersDatabase = testDatabase('parcels-of-backorders-orders');
const PATIENCE = { within: 30_000, every: 100 };
const ORDERED_AT = '2026-01-05T09:00:00.000Z';
const shipTo = { country: 'GB' };

describe('the parcels of an order that waits', () => {
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
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    await orders.stop();
    system.close();
  }, 15_000);

  const units = (warehouse: string, quantity: number) => ({ sku: 'TEE', warehouse, quantity });
  const confirmed = (orderId: string, allocations: ReturnType<typeof units>[], quantity: number) =>
    OrderConfirmed.of({
      orderId,
      currency: 'GBP',
      lines: [],
      totalMinor: 0,
      allocations,
      waiting: [{ sku: 'TEE', quantity, promisedAt: '2026-03-01T00:00:00.000Z' }],
      shipTo,
      orderedAt: ORDERED_AT,
    });
  const came = (orderId: string, fillId: string, allocations: ReturnType<typeof units>[]) =>
    OrderBackorderFilled.of({ orderId, fillId, sku: 'TEE', allocations, refused: [], waiting: 0, shipTo });
  const parcels = async (orderId: string) => {
    const { json } = await system.ask(running, 'GET', `/v1/fulfilments?order=${orderId}`);
    const found = json.items as { fulfilmentId: string; lines: object[]; status: string }[];
    return found.toSorted((one, other) => (one.fulfilmentId < other.fulfilmentId ? -1 : 1));
  };
  it('are planned when goods come: each fill once, with the parcel that is not under way yet', async () => {
    const orderId = uuid7();
    await tell(orders, 'order', orderId, confirmed(orderId, [units('MAIN', 2)], 3));
    await tell(orders, 'order', orderId, came(orderId, 'f1', [units('MAIN', 1), units('NORTH', 1)]));
    await tell(orders, 'order', orderId, came(orderId, 'f1', [units('MAIN', 1), units('NORTH', 1)]));
    await tell(orders, 'order', orderId, came(orderId, 'f2', [units('NORTH', 1)]));
    await eventually(
      async () =>
        expect(await parcels(orderId)).toMatchObject([
          { fulfilmentId: `${orderId}.MAIN`, lines: [{ sku: 'TEE', quantity: 3 }] },
          { fulfilmentId: `${orderId}.NORTH`, lines: [{ sku: 'TEE', quantity: 2 }] },
        ]),
      PATIENCE,
    );
  }, 60_000);

  it('are planned for an order of which nothing was there, and none once it is cancelled', async () => {
    const orderId = uuid7();
    await tell(orders, 'order', orderId, confirmed(orderId, [], 2), came(orderId, 'f1', [units('NORTH', 1)]));
    await eventually(
      async () =>
        expect(await parcels(orderId)).toMatchObject([
          { fulfilmentId: `${orderId}.NORTH`, lines: [{ sku: 'TEE', quantity: 1 }] },
        ]),
      PATIENCE,
    );
    const cancelled = OrderCancelled.of({ orderId, reason: notPersonal('no patience'), stage: 'confirmed' });
    await tell(orders, 'order', orderId, cancelled, came(orderId, 'f2', [units('NORTH', 1)]));
    await eventually(
      async () =>
        expect(await parcels(orderId)).toMatchObject([{ fulfilmentId: `${orderId}.NORTH`, status: 'cancelled' }]),
      PATIENCE,
    );
  }, 60_000);
});
