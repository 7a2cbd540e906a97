import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { uniqueName } from '@concord/testing';
import { clientOf } from '../../src/replay/replay.command';
import { aligned } from '../../src/replay/alignment';
import type { System } from '../../src/system/system';
import { ROOT } from '../../src/workspace';
import { startedSystem } from '../started-system';
import { documentsOf, routesOf, type Route } from './routes';

/** Spectral wants a document to name somebody. */
const CONTACT = 'api@shop.test';

/** The OpenAPI documents say the truth, whole: others make their clients from them. */
describe('the documents', () => {
  let system: System;
  let stop: () => Promise<void>;
  let routes: Route[];
  let folder: string;
  const files: string[] = [];

  beforeAll(async () => {
    mkdirSync(path.join(ROOT, '.concord'), { recursive: true });
    folder = mkdtempSync(path.join(ROOT, '.concord', 'test-documents-'));
    ({ system, stop } = await startedSystem({ CONCORD_API_CONTACT_EMAIL: CONTACT }));
    const documents = await documentsOf(system);
    routes = routesOf(documents);
    for (const [service, document] of documents) {
      const file = path.join(folder, `${service}.json`);
      writeFileSync(file, JSON.stringify(document));
      files.push(file);
    }
  }, 120_000);
  afterAll(async () => {
    await stop?.();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const named = ({ service, method, path: route }: Route) => `${service} ${method} ${route}`;
  const those = (fit: (route: Route) => boolean) => routes.filter(fit).map(named);
  const run = (tool: string, ...args: string[]) =>
    execFileSync(process.execPath, [path.join(ROOT, 'node_modules', tool), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });

  it('name every operation once over all services', () => {
    const ids = routes.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
  });

  it('are those in docs/openapi, but for whom to ask', () => {
    for (const file of files) {
      const { contact: _, ...info } = JSON.parse(readFileSync(file, 'utf8')).info;
      const served = { ...JSON.parse(readFileSync(file, 'utf8')), info };
      expect(JSON.parse(readFileSync(path.join(ROOT, 'docs/openapi', path.basename(file)), 'utf8'))).toEqual(served);
    }
  });

  it('name whom to ask, where the configuration says it', () => {
    const contacts = files.map((file) => JSON.parse(readFileSync(file, 'utf8')).info.contact);
    expect(contacts).toEqual(files.map(() => ({ email: CONTACT })));
  });

  it('describe what every operation answers, with an example', () => {
    const answered = ({ operation }: Route) =>
      Object.entries(operation.responses)
        .filter(([status]) => status.startsWith('2'))
        .flatMap(([, answer]) => Object.values(answer.content ?? {}));
    expect(those((route) => answered(route).length === 0)).toEqual([]);
    expect(those((route) => answered(route).some(({ schema, example }) => !schema || example === undefined))).toEqual(
      [],
    );
  });

  it('describe every operation and every request, with an example', () => {
    expect(those(({ operation }) => !operation.description)).toEqual([]);
    const bodies = ({ operation }: Route) => Object.values(operation.requestBody?.content ?? {});
    expect(those((route) => bodies(route).some(({ example }) => example === undefined))).toEqual([]);
  });

  it('demand an Idempotency-Key of every POST that needs a token, and no other header', () => {
    const required = ({ operation }: Route) =>
      (operation.parameters ?? []).filter((each) => each.in === 'header' && each.required).map(({ name }) => name);
    const wanted = ({ method, operation }: Route) =>
      method === 'POST' && operation['x-permission'] !== 'public' ? ['Idempotency-Key'] : [];
    expect(those((route) => required(route).join() !== wanted(route).join())).toEqual([]);
  });

  it('are clean by the rules of Redocly and of Spectral', () => {
    writeFileSync(path.join(folder, '.spectral.yaml'), 'extends: ["spectral:oas"]\n');
    expect(run('@redocly/cli/bin/cli.js', 'lint', ...files, '--format=json').includes('"severity"')).toBe(false);
    expect(run('@stoplight/spectral-cli/dist/index.js', 'lint', ...files, '--fail-severity=hint')).toContain(
      'No results',
    );
  }, 120_000);

  it('make a client that compiles and places an order', async () => {
    const client = clientOf(system);
    const sku = uniqueName('DOC').toUpperCase();
    const row = { sku, title: 'A thing', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' } as const;
    await client.inventory.post('/v1/warehouses', { body: { warehouse: 'DOC', name: 'Documents' } });
    await client.catalog.post('/v1/imports', { body: { rows: [row], publish: true } });
    const receipt = { warehouse: 'DOC', cause: 'spec', lines: [{ sku, quantity: 5 }] };
    await client.inventory.post('/v1/receipts', { body: receipt });
    await aligned(client);
    for (const service of ['orders', 'inventory'])
      run(
        '@hey-api/openapi-ts/bin/run.js',
        '-i',
        `${service}.json`,
        '-o',
        `${service}-client`,
        '-p',
        '@hey-api/client-fetch',
        '--silent',
      );
    writeFileSync(path.join(folder, 'place.ts'), PLACE);
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: STRICT, include: ['*.ts'] }));
    run('typescript/lib/tsc.js', '-p', '.');
    const token = await system.issuer.mint({ roles: ['service', 'inventory_manager'], subject: 'documents' });
    const { orders, inventory } = system.addresses.services;
    const said = execFileSync(process.execPath, ['place.js', orders, inventory, token, sku], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(JSON.parse(said)).toEqual({ status: 'confirmed', totalMinor: 2_000, reserved: 2, refused: 'order-unknown' });
  }, 180_000);
});

const STRICT = {
  strict: true,
  module: 'nodenext',
  target: 'es2022',
  skipLibCheck: true,
  types: [],
  lib: ['es2022', 'dom'],
};

/** What somebody writes who has nothing but the client made from the documents. */
const PLACE = `
import { createClient } from './orders-client/client';
import { ordersOrderOne, ordersOrderPlace } from './orders-client';
import { inventoryStockOne } from './inventory-client';
declare const process: { argv: string[] };

async function main() {
  const [, , orders, inventory, token, sku] = process.argv as [string, string, string, string, string, string];
  const headers = { authorization: 'Bearer ' + token };
  const client = createClient({ baseUrl: orders, headers });
  const placed = await ordersOrderPlace({
    client,
    headers: { 'Idempotency-Key': 'the-first-order', Prefer: 'wait=5' },
    body: {
      channel: 'b2c',
      currency: 'GBP',
      lines: [{ sku, quantity: 2 }],
      shipTo: { country: 'GB' },
      payment: { method: 'card' },
    },
  });
  if (!placed.data) throw new Error(JSON.stringify(placed.error));
  const stock = await inventoryStockOne({ client: createClient({ baseUrl: inventory, headers }), path: { sku } });
  if (!stock.data) throw new Error(JSON.stringify(stock.error));
  const unknown = await ordersOrderOne({ client, path: { orderId: 'none' } });
  console.log(JSON.stringify({
    status: placed.data.status,
    totalMinor: placed.data.totalMinor,
    reserved: stock.data.reserved,
    refused: unknown.error?.code,
  }));
}
void main();
`;
