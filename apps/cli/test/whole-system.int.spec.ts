import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ORDER_LINES_MAX, IMPORT_ROWS_MAX, SERVICE_NAMES, SERVICES, type ServiceName } from '@concord/contracts';
import { eventually, kafkaBrokers, postgresUrl, uniqueName } from '@concord/testing';
import type { Finding } from '../src/doctor/finding';
import { digestOf, replayAndReconcile } from '../src/replay/replay.command';
import { aligned } from '../src/replay/alignment';
import { readTradingFile } from '../src/replay/trading-file';
import type { TradingLine } from '../src/replay/trading-line';
import { pathClientOf, type PathClient } from './path-client';
import { System } from '../src/system/system';
import { DEMO_DAY, ROOT } from '../src/workspace';
import { toldByFilters } from './told-by-filters';
import { unfitAnswers } from './unfit-answers';

interface Order {
  readonly orderId: string;
  readonly status: string;
  readonly discountMinor: number;
  readonly rejection: { readonly reason: string } | null;
}

/** All services as processes, driven through REST alone. */
describe('a whole system', () => {
  mkdirSync(path.join(ROOT, '.concord'), { recursive: true });
  const dataFolder = mkdtempSync(path.join(ROOT, '.concord', 'test-system-'));
  let system: System;
  let client: PathClient;

  beforeAll(async () => {
    execFileSync(process.execPath, [path.join(ROOT, 'tools', 'build.mjs')], { stdio: 'ignore' });
    system = await System.start({
      root: ROOT,
      dataFolder,
      ports: 'free',
      onProgress: () => undefined,
      environment: { ...process.env, LOG_LEVEL: 'warn', CONCORD_TOPIC_PREFIX: `${uniqueName('whole')}-` },
      databaseUrl: postgresUrl(),
      kafkaBrokers: kafkaBrokers().join(','),
    });
    client = pathClientOf(system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
  }, 120_000);

  afterAll(async () => {
    await system?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }, 60_000);

  /** A product for sale, with stock. */
  const stocked = async (quantity: number) => {
    const sku = uniqueName('SKU').toUpperCase();
    const row = { sku, title: 'A thing', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' };
    await client.write('catalog', '/v1/imports', { rows: [row], publish: true });
    if (quantity > 0) {
      const lines = [{ sku, quantity }];
      await client.write('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines });
    }
    await aligned(client);
    return sku;
  };

  const post = <T>(service: ServiceName, path: string, body: object) => client.write<T>(service, path, body);

  const order = (sku: string, quantity: number, more: object = {}) => place({ lines: [{ sku, quantity }], ...more });

  const place = async (wanted: object) => {
    const shipTo = { country: 'United Kingdom' };
    const body = { channel: 'b2c', currency: 'GBP', shipTo, payment: { method: 'card' }, ...wanted };
    const placed = (await client.call('orders', 'POST', '/v1/orders', { body, wait: 5 })).data as Order;
    if (placed.status !== 'pending') return placed;
    return eventually(
      async () => {
        const now = await client.read<Order>('orders', `/v1/orders/${placed.orderId}`);
        expect(now.status).not.toBe('pending');
        return now;
      },
      { within: 30_000 },
    );
  };

  const sellableSeenBy = async (service: 'catalog' | 'marketing' | 'customer-service', sku: string) => {
    const paths = { catalog: '/v1/variants', marketing: '/v1/alignment', 'customer-service': '/v1/stock' };
    const { items } = await client.read<{ items: { sellable: number }[] }>(service, `${paths[service]}?sku=${sku}`);
    return items[0]?.sellable;
  };

  it('confirms 20 of 200 orders at once for 20 units, rejects 180, and everybody sees none left', async () => {
    const sku = await stocked(20);
    const orders = await Promise.all(Array.from({ length: 200 }, () => order(sku, 1)));
    const confirmed = orders.filter(({ status }) => status === 'confirmed');
    const rejected = orders.filter(({ status }) => status === 'rejected');
    expect([confirmed.length, rejected.length]).toEqual([20, 180]);
    expect(rejected.every(({ rejection }) => rejection?.reason === 'stock')).toBe(true);
    const stock = await client.read('inventory', `/v1/stock/${sku}`);
    expect(stock).toMatchObject({ sellable: 0, reserved: 20, onHand: 20 });
    await eventually(async () => {
      for (const service of ['catalog', 'marketing', 'customer-service'] as const)
        expect(await sellableSeenBy(service, sku)).toBe(0);
    });
  }, 120_000);

  it('lets 20 of 100 orders at once use a promotion that is limited to 20', async () => {
    const sku = await stocked(500);
    const code = uniqueName('TWENTY').toUpperCase();
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const to = new Date(Date.now() + 86_400_000).toISOString();
    const promotion = {
      code,
      name: 'Twenty only',
      skus: [sku],
      reward: { kind: 'percent', value: 10 },
      from,
      to,
      usesMax: 20,
    };
    const { id } = await client.write<{ id: string }>('marketing', '/v1/promotions', promotion);
    await client.write('marketing', `/v1/promotions/${id}/activate`, {});
    await aligned(client);
    const withCode = () => order(sku, 1, { promotionCodes: [code] });
    // Orders hears in their midst that no use is left, and refuses the rest at once.
    const tries = await Promise.allSettled(Array.from({ length: 100 }, withCode));
    const orders = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
    const confirmed = orders.filter(({ status }) => status === 'confirmed');
    expect(confirmed).toHaveLength(20);
    const others = orders.filter(({ status }) => status === 'rejected').map(({ rejection }) => rejection?.reason);
    expect(others.length + refusals.length).toBe(80);
    expect([...others, ...refusals].filter((why) => why !== 'promotion' && why !== 'promotion-used-up')).toEqual([]);
    await eventually(async () =>
      expect(await client.read('inventory', `/v1/stock/${sku}`)).toMatchObject({ sellable: 480 }),
    );
    await expect(withCode()).rejects.toMatchObject({ status: 422, code: 'promotion-used-up' });
    const off = { reason: 'changed my mind' };
    await client.write('orders', `/v1/orders/${confirmed[0]!.orderId}/cancel`, off);
    await eventually(async () => expect((await withCode()).status).toBe('confirmed'));
  }, 120_000);

  it('gives everything back when the card is declined, and takes the next try', async () => {
    const sku = await stocked(1);
    const declined = await order(sku, 1, { payment: { method: 'card', token: 'decline' } });
    expect(declined).toMatchObject({ status: 'rejected', rejection: { reason: 'payment' } });
    await eventually(async () =>
      expect(await client.read('inventory', `/v1/stock/${sku}`)).toMatchObject({ sellable: 1 }),
    );
    expect(await order(sku, 1)).toMatchObject({ status: 'confirmed' });
  }, 60_000);

  it('sends what is on the shelf, and cancels, corrects and does not charge what no warehouse has', async () => {
    const sku = await stocked(2);
    const { orderId } = await order(sku, 2);
    const fulfilmentId = `${orderId}.MAIN`;
    const one = [{ sku, quantity: 1 }];
    await aligned(client);
    await post('logistics', '/v1/pick-tasks', { fulfilmentId, scans: one });
    await post('logistics', `/v1/pick-tasks/${fulfilmentId}/short`, { lines: one, finish: true });
    await post('logistics', '/v1/pack-sessions', { fulfilmentId, contents: one, close: true });
    await post('logistics', `/v1/fulfilments/${fulfilmentId}/labels`, {});
    await post('logistics', `/v1/shipments/${fulfilmentId}/handover`, {});
    await post('logistics', `/v1/shipments/${fulfilmentId}/deliver`, {});
    await aligned(client);
    const lines = [{ quantity: 2, cancelled: 1 }];
    expect(await client.read('orders', `/v1/orders/${orderId}`)).toMatchObject({ status: 'delivered', lines });
    const items = [{ status: 'captured', authorisedMinor: 1_000, capturedMinor: 1_000 }];
    expect(await client.read('orders', `/v1/orders/${orderId}/payments`)).toMatchObject({ items });
    const books = { onHand: 0, reserved: 0, sellable: 0, adjusted: -1, shipped: 1 };
    expect(await client.read('inventory', `/v1/stock/${sku}`)).toMatchObject(books);
  }, 60_000);

  it('counts each unit of two lines of one SKU once, also where a parcel comes after its return was called off', async () => {
    const sku = await stocked(2);
    const { orderId } = await place({ lines: [1, 2].map(() => ({ sku, quantity: 1 })) });
    const fulfilmentId = `${orderId}.MAIN`;
    const both = [{ sku, quantity: 2 }];
    await aligned(client);
    await post('logistics', '/v1/pick-tasks', { fulfilmentId, scans: both, finish: true });
    await post('logistics', '/v1/pack-sessions', { fulfilmentId, contents: both, close: true });
    await post('logistics', `/v1/fulfilments/${fulfilmentId}/labels`, {});
    await post('logistics', `/v1/shipments/${fulfilmentId}/handover`, {});
    await post('logistics', `/v1/shipments/${fulfilmentId}/deliver`, {});
    await aligned(client);
    const ask = async () => {
      const lines = [{ lineId: '1', quantity: 1, reason: 'too small' }];
      const { id } = await post<{ id: string }>('customer-service', '/v1/return-desk/requests', { orderId, lines });
      await aligned(client);
      return id;
    };
    const comeBack = async (returnId: string) => {
      await post('logistics', `/v1/return-shipments/${returnId}/arrive`, { warehouse: 'MAIN' });
      await aligned(client);
      const grades = [{ lineId: '1', grade: 'A', quantity: 1 }];
      await post('inventory', `/v1/return-receipts/${returnId}/grades`, { grades });
      await aligned(client);
      return client.read('orders', `/v1/returns/${returnId}`);
    };
    const calledOff = await ask();
    await post('orders', `/v1/returns/${calledOff}/cancel`, { reason: 'kept' });
    await aligned(client);
    const again = await ask();
    expect(await comeBack(again)).toMatchObject({ refundMinor: 1_000, undecided: [] });
    expect(await comeBack(calledOff)).toMatchObject({ refundMinor: 1_000, undecided: [] });
    const { checks } = await client.read<{ checks: { offenders: object[] }[] }>('customer-service', '/v1/invariants');
    expect(checks.flatMap(({ offenders }) => offenders)).toEqual([]);
  }, 60_000);

  it('takes the largest order through its whole life, a call a stage', async () => {
    const prefix = uniqueName('LONG').toUpperCase();
    const skus = Array.from({ length: ORDER_LINES_MAX }, (_, n) => `${prefix}-${n}-`.padEnd(64, 'X'));
    const rows = skus.map((sku) => ({
      sku,
      title: 'T'.repeat(500),
      kind: 'shippable',
      priceMinor: 100,
      currency: 'GBP',
    }));
    for (let from = 0; from < rows.length; from += IMPORT_ROWS_MAX)
      await post('catalog', '/v1/imports', { publish: true, rows: rows.slice(from, from + IMPORT_ROWS_MAX) });
    const lines = skus.map((sku) => ({ sku, quantity: 2 }));
    await post('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines });
    await aligned(client);
    const { orderId } = await place({ lines });
    const fulfilmentId = `${orderId}.MAIN`;
    await aligned(client);
    await post('logistics', '/v1/pick-tasks', { fulfilmentId, scans: lines, finish: true });
    await post('logistics', '/v1/pack-sessions', { fulfilmentId, contents: lines, close: true });
    await post('logistics', `/v1/fulfilments/${fulfilmentId}/labels`, {});
    await post('logistics', `/v1/shipments/${fulfilmentId}/handover`, {});
    await post('logistics', `/v1/shipments/${fulfilmentId}/deliver`, {});
    await aligned(client);
    const back = skus.map((_, n) => ({ lineId: `${n + 1}`, quantity: 2 }));
    const desk = await post<{ eligible: boolean }>('customer-service', '/v1/return-desk/eligibility', {
      orderId,
      lines: back,
    });
    expect(desk.eligible).toBe(true);
    const asked = await post<{ id: string }>('customer-service', '/v1/return-desk/requests', {
      orderId,
      lines: back.map((line) => ({ ...line, reason: 'too many' })),
    });
    await aligned(client);
    await post('logistics', `/v1/return-shipments/${asked.id}/arrive`, { warehouse: 'MAIN' });
    await aligned(client);
    const grades = back.flatMap(({ lineId }) => ['A', 'B'].map((grade) => ({ lineId, grade, quantity: 1 })));
    await post('inventory', `/v1/return-receipts/${asked.id}/grades`, { grades });
    await aligned(client);
    expect(await client.read('orders', `/v1/returns/${asked.id}`)).toMatchObject({ status: 'refunded' });
  }, 180_000);

  it('shows a checkout that waits for the card, and the call that fails', async () => {
    const sku = await stocked(1);
    const body = {
      channel: 'b2c',
      currency: 'GBP',
      shipTo: { country: 'United Kingdom' },
      lines: [{ sku, quantity: 1 }],
      payment: { method: 'card', token: 'silent' },
    };
    const { orderId } = await post<Order>('orders', '/v1/orders', body);
    const stands = expect.objectContaining({ orderId, stuck: null });
    const failure = 'The sandbox does not answer.';
    await eventually(
      async () => {
        const open = await client.read('orders', '/v1/checkouts?state=open');
        expect(open).toMatchObject({ items: expect.arrayContaining([stands]) });
        const retries = await client.read('orders', '/v1/retries');
        expect(retries).toMatchObject({ items: [{ process: 'gateway:payment', failure }] });
      },
      { within: 15_000 },
    );
    // Nobody has waited for five minutes yet.
    expect(await client.read('orders', '/v1/checkouts?state=stuck')).toEqual({ items: [], next: null });
  }, 60_000);

  /** Runs the commands of a page that stand below a mark, and returns what they print. */
  const runPage = async (page: string, mark: string) => {
    const shown = new RegExp(`<!-- ${mark} -->\\s*\`\`\`sh\\n([\\s\\S]*?)\`\`\``);
    const commands = shown.exec(readFileSync(path.join(ROOT, page), 'utf8'))![1]!;
    const token = await system.issuer.mint({ roles: ['inventory_manager', 'service'] });
    const { services } = system.addresses;
    const script = commands
      .replace(/\$\(npm run -s concord -- token [^)]*\)/, token)
      // This system has no door: what leads through it is asked of the service itself.
      .replace(/localhost:3000\/([a-z-]+)/g, (_, name: ServiceName) => services[name].replace('http://', ''))
      .replace(/localhost:(\d+)/g, (_, port) => {
        const name = SERVICE_NAMES.find((service) => SERVICES[service] === Number(port))!;
        return services[name].replace('http://', '');
      });
    return execFileSync('bash', ['-euo', 'pipefail', '-c', script], { encoding: 'utf8' });
  };

  it('tells the story of the README, word by word', async () => {
    const told = await runPage('README.md', 'story');
    expect(told).toContain('"imported":1');
    expect(told).toContain('"status":"confirmed"');
    expect(told).toContain('"status":"rejected"');
    expect(told.match(/"sellable":1\b/g)).toHaveLength(1);
    // As inventory, catalog and marketing see it.
    expect(told.match(/"sellable":2\b/g)).toHaveLength(3);
    // docs/api.md goes on with the warehouse and the SKU of the story.
    expect(await runPage('docs/api.md', 'first request')).toContain('"warehouse":"README"');
  }, 60_000);

  it('is well, says the doctor, and says what is not', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'concord-doctor-'));
    const file = path.join(folder, 'addresses.json');
    const ask = (addresses: object) => {
      writeFileSync(file, JSON.stringify(addresses));
      const main = path.join(ROOT, 'apps/cli/dist/main.js');
      const environment = { ...process.env, CONCORD_TOKEN: operator };
      const { stdout, status } = spawnSync(process.execPath, [main, 'doctor', '--json', '--addresses', file], {
        env: environment,
        encoding: 'utf8',
      });
      return { status, findings: JSON.parse(stdout) as Finding[] };
    };
    const operator = await system.issuer.mint({ roles: 'it_operator' });
    const well = ask(system.addresses);
    expect(well.findings.filter(({ state }) => state === 'problem')).toEqual([]);
    expect(well.findings.filter(({ about }) => about in SERVICES)).toHaveLength(SERVICE_NAMES.length);
    expect(well.status).toBe(0);
    const services = { ...system.addresses.services, orders: 'http://127.0.0.1:1' };
    const ill = ask({ ...system.addresses, services });
    expect(ill.findings.filter(({ state }) => state === 'problem').map(({ about }) => about)).toEqual(['orders']);
    expect(ill.status).toBe(1);
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('tells nobody by a filter what the rows of a list hide', async () => {
    await order(await stocked(1), 1, { customerId: uniqueName('alice') });
    await aligned(client);
    const { lists, told } = await toldByFilters(system);
    expect(lists).toEqual(expect.arrayContaining(['orders/v1/orders', 'inventory/v1/stock']));
    expect(told).toEqual([]);
  }, 60_000);

  it('answers every read as its document says', async () => {
    const { compared, unfit } = await unfitAnswers(system, client);
    expect(unfit).toEqual([]);
    expect(compared).toBeGreaterThan(100);
  }, 120_000);

  it('replays a real trading day without a difference, while every service is killed once', async () => {
    const lines: TradingLine[] = [];
    for await (const line of readTradingFile(DEMO_DAY)) lines.push(line);
    const { addresses } = system;
    const options = { addresses, concurrency: 24, began: performance.now(), stopped: () => false };
    let done = false;
    const killing = (async () => {
      for (const service of [...system.services.values()].flat()) {
        if (done) return;
        const { pid } = service;
        if (pid) process.kill(pid, 'SIGKILL');
        await eventually(() => expect(service.pid === undefined || service.pid === pid).toBe(false), {
          within: 30_000,
        });
        await eventually(() => client.read(service.name as 'orders', '/health/ready'), { within: 30_000 });
      }
    })();
    const report = await replayAndReconcile(client, lines, 'enough', await digestOf(DEMO_DAY), {
      ...options,
      baselineFile: path.join(dataFolder, 'baseline.json'),
    });
    done = true;
    await killing;
    expect(report.differences).toEqual([]);
    expect(report.orders.confirmed).toBe(report.orders.placed);
    expect(report.orders.delivered).toBe(report.orders.placed);
    for (const service of Object.keys(SERVICES) as ServiceName[])
      expect([service, await client.read(service, '/v1/refused')]).toEqual([service, { items: [], next: null }]);
  }, 300_000);
});
