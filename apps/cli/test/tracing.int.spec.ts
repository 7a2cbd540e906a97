import { execFileSync } from 'node:child_process';
import { eventually, uniqueName } from '@concord/testing';
import { aligned } from '../src/replay/alignment';
import { pathClientOf, type PathClient } from './path-client';
import { ROOT } from '../src/workspace';
import { openCollector, type ReceivedSpan } from './spans-received';
import { startedSystem } from './started-system';

/** Of the caller, who records the trace of the order. */
const TRACE = 'aaaabbbbccccddddaaaabbbbccccdddd';
const CALLER = '1111222233334444';

/** All services as processes that send their spans to a collector. */
describe('the trace of an order', () => {
  let collector: Awaited<ReturnType<typeof openCollector>>;
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let client: PathClient;
  let spans: ReceivedSpan[];

  const ofTrace = (traceId: string) => collector.spans.filter((span) => span.traceId === traceId);
  const named = (service: string, name: string) =>
    spans.filter((span) => span.service === service && span.name === name);
  const parentOf = ({ parentSpanId }: ReceivedSpan) => spans.find(({ spanId }) => spanId === parentSpanId);
  /** From a span up to the caller, each as `service: name`. */
  const wayUp = (span: ReceivedSpan | undefined): string[] =>
    span ? [`${span.service}: ${span.name}`, ...wayUp(parentOf(span))] : [];

  const order = (sku: string, traceparent: string) =>
    client.orders.post('/v1/orders', {
      body: {
        channel: 'b2c',
        currency: 'GBP',
        shipTo: { country: 'United Kingdom' },
        payment: { method: 'card' },
        lines: [{ sku, quantity: 1 }],
      },
      wait: 5,
      headers: { traceparent },
    });

  beforeAll(async () => {
    collector = await openCollector();
    started = await startedSystem({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '200',
    });
    client = pathClientOf(started.system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    const sku = uniqueName('SKU').toUpperCase();
    const row = { sku, title: 'A thing', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' };
    await client.write('catalog', '/v1/imports', { rows: [row], publish: true });
    const receipt = { warehouse: 'MAIN', cause: 'spec', lines: [{ sku, quantity: 5 }] };
    await client.write('inventory', '/v1/receipts', receipt);
    await aligned(client);
    await order(sku, `00-${TRACE.replaceAll('a', 'e')}-${CALLER}-00`);
    await order(sku, `00-${TRACE}-${CALLER}-01`);
    // The last that hears of the order is the service desk, of what logistics planned.
    await eventually(
      () => {
        spans = ofTrace(TRACE);
        if (named('customer-service', 'hear FulfilmentPlanned').length === 0)
          throw new Error('The desk has not heard.');
        // Each service sends its spans when it is time.
        const orphan = spans.find((span) => span.parentSpanId !== CALLER && !parentOf(span));
        if (orphan) throw new Error(`The parent of ${orphan.name} is not told.`);
      },
      { within: 20_000 },
    );
  }, 120_000);

  afterAll(async () => {
    await started?.stop();
    await collector?.close();
  }, 60_000);

  it('begins with the request, under the span of the caller', () => {
    const [request] = named('orders', 'POST /v1/orders');
    expect(request).toMatchObject({ parentSpanId: CALLER, kind: 2 });
    expect(request!.facts).toMatchObject({ 'http.route': '/v1/orders', 'http.response.status_code': 201 });
  });

  it('goes through the commit and the topic to the reaction of inventory, and back to orders', () => {
    const [heard] = named('orders', 'hear StockReserved');
    expect(wayUp(heard)).toEqual([
      'orders: hear StockReserved',
      'inventory: publish StockReserved',
      'inventory: inventory.reserve-stock-when-order-placed',
      'inventory: hear OrderPlaced',
      'orders: publish OrderPlaced',
      'orders: PlaceOrder',
      'orders: POST /v1/orders',
    ]);
  });

  it('holds the call to the payment provider', () => {
    const [call] = named('orders', 'call payment');
    expect(call?.kind).toBe(3);
    expect(wayUp(call)).toContain('orders: hear StockReserved');
  });

  it('goes on to logistics, and ends at the service desk', () => {
    const [last] = named('customer-service', 'hear FulfilmentPlanned');
    expect(wayUp(last).slice(0, 4)).toEqual([
      'customer-service: hear FulfilmentPlanned',
      'logistics: publish FulfilmentPlanned',
      expect.stringMatching(/^logistics: logistics\./),
      'logistics: hear OrderConfirmed',
    ]);
    expect(wayUp(last).at(-1)).toBe('orders: POST /v1/orders');
  });

  it('has no span that begins before its parent, and none twice', () => {
    for (const span of spans.filter(({ parentSpanId }) => parentSpanId !== CALLER)) {
      // Clocks of processes differ by parts of a millisecond.
      expect(span.start - parentOf(span)!.start).toBeGreaterThan(-2_000_000n);
    }
    expect(new Set(spans.map(({ spanId }) => spanId)).size).toBe(spans.length);
  });

  it('is not recorded where the caller does not record it', () => {
    expect(ofTrace(TRACE.replaceAll('a', 'e'))).toEqual([]);
  });

  it('is named by a refusal', async () => {
    const refused = await fetch(`${started.system.addresses.services.orders}/v1/orders`, {
      headers: { traceparent: `00-${TRACE}-${CALLER}-01` },
    });
    expect(await refused.json()).toMatchObject({ status: 401, traceId: TRACE });
  });

  it('is not made, and nothing of it is loaded, where nobody asked for traces', () => {
    // The bare interface is loaded by prom-client, traces or not.
    const loaded = 'Object.keys(require.cache).filter((file) => /@opentelemetry.(?!api)/.test(file))';
    const program = `require('@concord/service'); console.log(JSON.stringify(${loaded}))`;
    expect(JSON.parse(execFileSync(process.execPath, ['-e', program], { cwd: ROOT, encoding: 'utf8' }))).toEqual([]);
  });

  it('brings traces alone to the collector', () => {
    expect([...collector.paths]).toEqual(['/v1/traces']);
  });
});
