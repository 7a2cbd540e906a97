import { notPersonal } from '@concord/contracts';
import { Engine, type Command } from '@concord/event-sourcing';
import type { RunningService, ServiceDeclaration } from '@concord/service';
import { eventually, meta, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { Client } from 'pg';
import { v7 as uuid7 } from 'uuid';
import { orders, OrdersModule } from '../src/orders.module';

const declaration: ServiceDeclaration = {
  module: OrdersModule,
  parts: orders,
  title: 'Orders',
  description: 'Orders.',
  port: 0,
};
const database = testDatabase('documents');
const PARCELS = 200;
const WAIT = { within: 60_000, every: 100 };

/** Two instances of orders on one database: their documents share the series. */
describe('numbers of documents', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let instances: RunningService[];
  let client: Client;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    instances = [await system.start(declaration, database.url), await system.start(declaration, database.url)];
    client = new Client({ connectionString: database.url });
    await client.connect();
  }, 60_000);
  afterAll(async () => {
    await client.end();
    await Promise.all(instances.map((one) => one.stop()));
    system.close();
  }, 30_000);

  const run = (instance: number, command: Command, commandId = uuid7()) =>
    instances[instance % 2]!.app.get(Engine).execute({ commands: [{ command }], commandId, meta });
  const rows = async <R>(text: string, values: unknown[] = []) => (await client.query(text, values)).rows as R[];

  async function confirmed(method: 'card' | 'invoice', n: number) {
    const orderId = uuid7();
    const product = { sku: 'TEE', isKnown: true, title: 'Tee', kind: 'shippable', published: true, channels: ['b2b'] };
    const facts = {
      products: [{ ...product, priceMinor: 1_000, currency: 'GBP', tiers: [], taxClass: 'standard', weightG: null }],
      promotions: [],
      listPrices: [],
      lists: [],
      tax: { rates: new Map([['standard', 20_000]]), exemption: null },
    };
    const order = {
      orderId,
      channel: 'b2b',
      currency: 'GBP',
      shipTo: { country: 'GB' },
      lines: [{ sku: 'TEE', quantity: 2 }],
      orderedAt: new Date().toISOString(),
    };
    const buyer = { channel: 'b2b', currency: 'GBP', groups: [], ids: [] };
    const data = { ...order, payment: { method }, promotionCodes: [], facts, buyer };
    await run(n, { type: 'PlaceOrder', data });
    const allocations = [{ sku: 'TEE', warehouse: 'MAIN', quantity: 2 }];
    await run(n, { type: 'ConfirmOrder', data: { orderId, allocations } });
    return orderId;
  }
  const dispatched = (orderId: string): Command => ({
    type: 'RecordDispatch',
    data: { orderId, fulfilmentId: `${orderId}.MAIN`, warehouse: 'MAIN', lines: [{ sku: 'TEE', quantity: 2 }] },
  });
  /** The numbers of a series, by the stream of the series and by the view. */
  async function numbersOf(prefix: string) {
    const view = await rows<{ number: string }>(
      'select number from document_view where series like $1 order by number',
      [`${prefix}-%`],
    );
    const stream = await rows<{ data: { number: number } }>(
      'select data from events where stream_id like $1 order by version',
      [`document-series-${prefix}-%`],
    );
    return { view: view.map(({ number }) => Number(number)), stream: stream.map(({ data }) => data.number) };
  }
  /** The invariants of orders that do not hold. */
  async function broken() {
    const found = [];
    for (const { name, offenders } of orders.invariants ?? []) if ((await rows(offenders)).length > 0) found.push(name);
    return found;
  }
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('have no gap and no double under 200 parallel captures at two instances', async () => {
    const placed = await Promise.all(upTo(PARCELS).map((n) => confirmed('card', n)));
    // Every parcel is told to both instances: one of them comes too late.
    await Promise.all(placed.flatMap((orderId, n) => [run(n, dispatched(orderId)), run(n + 1, dispatched(orderId))]));
    // The provider authorises and captures each parcel, and both instances take its answers in.
    await eventually(async () => expect((await numbersOf('INV')).view).toHaveLength(PARCELS), WAIT);
    const { view, stream } = await numbersOf('INV');
    expect(view).toEqual(upTo(PARCELS));
    expect(stream).toEqual(upTo(PARCELS));
    const [twice] = await rows<{ count: string }>(
      'select count(*) from (select from document_view group by order_id having count(*) > 1) x',
    );
    expect(Number(twice!.count)).toBe(0);
    const [wrong] = await rows<{ count: string }>(
      `select count(*) from document_view d join payment_view p using (order_id)
       where d.total_minor <> 2000 or p.captured_minor <> 2000 or d.tax_minor <> 333`,
    );
    expect(Number(wrong!.count)).toBe(0);
  }, 120_000);

  it('of credit notes are counted by themselves, also where two instances refund at once', async () => {
    const placed = await Promise.all(upTo(20).map((n) => confirmed('invoice', n)));
    await Promise.all(placed.map((orderId, n) => run(n, dispatched(orderId))));
    const refunds = placed.flatMap((orderId, n) =>
      upTo(2).map((part) => {
        const refund = { orderId, refundId: `${orderId}.${part}`, amountMinor: 300, reason: notPersonal('a spec') };
        return {
          n: n + part,
          command: { type: 'GrantRefund', data: { ...refund, limitMinor: 1e9, dayFactor: 1_000 } },
        };
      }),
    );
    await Promise.all(refunds.map(({ n, command }) => run(n, command)));
    const { view, stream } = await numbersOf('CN');
    expect(view).toEqual(upTo(40));
    expect(stream).toEqual(upTo(40));
    expect((await numbersOf('INV')).view).toEqual(upTo(PARCELS + 20));
  }, 60_000);

  it('are not taken twice when the same answer comes again', async () => {
    const before = (await numbersOf('INV')).stream.length;
    const orderId = await confirmed('invoice', 0);
    const commandId = uuid7();
    await run(0, dispatched(orderId), commandId);
    await run(1, dispatched(orderId), commandId);
    await run(0, dispatched(orderId));
    expect((await numbersOf('INV')).stream).toEqual(upTo(before + 1));
  });

  it('hold the invariants', async () => {
    expect(await broken()).toEqual([]);
  });

  it('are missed by the invariants where something is lost', async () => {
    const last = `(select document_id from document_view where kind = 'invoice' order by number desc limit 1)`;
    await client.query(`update document_view set total_minor = total_minor + 1 where document_id = ${last}`);
    expect(await broken()).toEqual(['what-is-charged-is-invoiced']);
    await client.query(`delete from document_view where document_id = ${last}`);
    await client.query(`delete from document_view where kind = 'credit-note' and number = 7`);
    expect(await broken()).toEqual([
      'series-without-gaps',
      'what-is-charged-is-invoiced',
      'what-goes-back-is-on-a-credit-note',
    ]);
  });
});
