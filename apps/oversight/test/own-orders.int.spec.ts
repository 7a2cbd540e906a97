import { OrderChannelRow, type RunningService, type ServiceDeclaration } from '@concord/service';
import { testDatabase } from '@concord/testing';
import { openSystem, reachesOutOfScope } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { RefundDecisionRow } from '../src/decision/refund-decisions.projection';
import { oversight, OversightModule } from '../src/oversight.module';
import { MomentRow, orderSubject, skuSubject } from '../src/timeline/moments.projection';

const declaration: ServiceDeclaration = {
  module: OversightModule,
  parts: oversight,
  title: 'Oversight',
  description: 'Settings and timelines.',
  port: 0,
};
const database = testDatabase('own-moments');
const AT = '2026-03-01T10:00:00.000Z';

describe('the timeline of an order', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    const source = running.app.get(DataSource);
    await source.getRepository(OrderChannelRow).insert({ orderId: 'of-trade', channel: 'b2b', warehouses: ['LEEDS'] });
    const moment = (
      subject: string,
      eventId: string,
      orderId: string | null,
      words: string,
      warehouse: string | null = null,
    ) =>
      Object.assign(new MomentRow(), {
        subject,
        eventId,
        orderId,
        warehouse,
        words,
        service: eventId === 'e4' ? 'catalog' : 'inventory',
        type: orderId === null ? 'StockReceived' : 'StockReserved',
        at: AT,
        place: eventId,
      });
    await source
      .getRepository(MomentRow)
      .insert([
        moment(orderSubject('of-trade'), 'e1', 'of-trade', 'The order of-trade was placed.'),
        moment(skuSubject('MUG'), 'e1', 'of-trade', '1 unit reserved for the order of-trade.'),
        moment(skuSubject('MUG'), 'e2', null, '10 units received at LEEDS.', 'LEEDS'),
        moment(skuSubject('MUG'), 'e3', null, 'Stock ran low: 11 units can be sold.', '~all'),
        moment(skuSubject('MUG'), 'e4', null, 'The product is for sale.'),
      ]);
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const ofSku = '/v1/timelines/skus/MUG';
  const ofHistory = '/v1/alignment/skus/MUG/history?from=2026-02-28T00:00:00.000Z&to=2026-03-02T00:00:00.000Z';
  const probes = {
    'GET /v1/timelines/orders/{orderId}': { address: '/v1/timelines/orders/of-trade' },
    'GET /v1/timelines/skus/{sku}': { address: ofSku },
    'GET /v1/beliefs/orders/{orderId}': { address: '/v1/beliefs/orders/of-trade' },
    'GET /v1/beliefs/skus/{sku}': { address: '/v1/beliefs/skus/MUG' },
    'GET /v1/alignment/board': { address: '/v1/alignment/board' },
    'GET /v1/alignment/skus/{sku}': { address: '/v1/alignment/skus/MUG' },
    'GET /v1/alignment/skus/{sku}/history': { address: ofHistory },
    'GET /v1/alignment/{sku}': { address: '/v1/alignment/MUG' },
    'GET /v1/alignment/live': { address: '/v1/alignment/live?orderId=of-trade' },
    'GET /v1/drifts': { address: '/v1/drifts' },
  };
  const roles = ['marketing_manager', 'ecommerce_sme', 'inventory_manager', 'service'] as const;
  const bearer = async (scopes: object) => `Bearer ${await system.issuer.mint({ roles, scopes })}`;

  it.each([{ channels: ['b2c'] }, { channels: [] }, { warehouseIds: ['LDN'] }, { warehouseIds: [] }])(
    'is not reached from other sales channels and warehouses: %j',
    async (scopes) => {
      const by = await bearer(scopes);
      const foreign = ['of-trade', ...('channels' in scopes ? [] : ['LEEDS', '11 units', 'sellable', 'onHand'])];
      // Settings and audits belong to no sales channel and no warehouse.
      expect(await reachesOutOfScope(system, running, probes, by, foreign, [], 'all others')).toEqual([]);
    },
  );

  const ask = async (address: string, scopes: object) => {
    const { status, json } = await system.ask(running, 'GET', address, undefined, {
      authorization: await bearer(scopes),
    });
    return { status, json };
  };

  it.each([
    [{ channels: ['b2c'] }, ['e4', 'e3', 'e2']],
    [{ channels: ['b2b'] }, ['e4', 'e3', 'e2', 'e1']],
    [{ warehouseIds: ['LEEDS'] }, ['e4', 'e2', 'e1']],
    [{ warehouseIds: ['LDN'] }, ['e4']],
  ])('shows of a SKU what concerns its orders, and the rest where it is of no other place: %j', async (scopes, ids) => {
    const { json } = await ask(ofSku, scopes);
    expect((json.items as { eventId: string }[]).map(({ eventId }) => eventId)).toEqual(ids);
  });

  it('marks in the history of a SKU what concerns its orders', async () => {
    const marks = async (channels: string[]) => {
      const { json } = await ask(ofHistory, { channels });
      return (json.marks as { eventId: string }[]).map(({ eventId }) => eventId);
    };
    expect(await marks(['b2c'])).not.toContain('e1');
    expect(await marks(['b2b'])).toContain('e1');
  });

  it('is read by the warehouse that sends the order', async () => {
    for (const address of ['/v1/timelines/orders/of-trade', '/v1/beliefs/orders/of-trade'])
      expect([address, (await ask(address, { warehouseIds: ['LEEDS'] })).status]).toEqual([address, 200]);
  });

  it('is named by no preview of a setting for callers with a limit', async () => {
    await running.app
      .get(DataSource)
      .getRepository(RefundDecisionRow)
      .insert(
        Object.assign(new RefundDecisionRow(), {
          refundId: 'refund-of-trade',
          orderId: 'of-trade',
          at: new Date().toISOString(),
          role: 'cs_agent',
          requestedMinor: 5_000,
          currency: 'GBP',
        }),
      );
    const examples = async (scopes: object) => {
      const headers = { authorization: await bearer(scopes) };
      const route = '/v1/settings/refund.agent-limit/preview';
      return (await system.ask(running, 'POST', route, { value: { amountMinor: 1, currency: 'GBP' } }, headers)).json
        .examples;
    };
    expect(await examples({})).toHaveLength(1);
    for (const scopes of [{ channels: ['b2b'] }, { warehouseIds: ['LEEDS'] }])
      expect(await examples(scopes)).toEqual([]);
  });
});
