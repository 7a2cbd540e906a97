import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Client as Database } from 'pg';
import { SERVICE_NAMES } from '@concord/contracts';
import { KafkaClient, topicOf } from '@concord/event-bus';
import { kafkaBrokers, postgresUrl, uniqueName } from '@concord/testing';
import { aligned } from '../src/replay/alignment';
import { pathClientOf, type PathClient } from './path-client';
import { System } from '../src/system/system';
import { ROOT } from '../src/workspace';

// Follows "Restore" of docs/operations.md on a whole system: all databases go back to one moment, the topics begin anew.

describe('a restore', () => {
  const prefix = `${uniqueName('restored')}-`;
  mkdirSync(path.join(ROOT, '.concord'), { recursive: true });
  const dataFolder = mkdtempSync(path.join(ROOT, '.concord', 'test-restore-'));
  const databases = SERVICE_NAMES.map((name) => `${prefix}${name}`);
  let system: System;
  let client: PathClient;

  const start = async () => {
    system = await System.start({
      root: ROOT,
      dataFolder,
      ports: 'free',
      onProgress: () => undefined,
      environment: { ...process.env, LOG_LEVEL: 'warn', CONCORD_TOPIC_PREFIX: prefix },
      databasePrefix: prefix,
      databaseUrl: postgresUrl(),
      kafkaBrokers: kafkaBrokers().join(','),
    });
    client = pathClientOf(system);
  };
  const stop = async () => {
    await system.stop();
  };
  const onDatabase = async (name: string, ...statements: string[]) => {
    const url = new URL(postgresUrl());
    url.pathname = `/${name}`;
    const database = new Database({ connectionString: url.href });
    await database.connect();
    for (const statement of statements) await database.query(statement);
    await database.end();
  };
  const onServer = (...statements: string[]) => onDatabase('postgres', ...statements);

  const sku = uniqueName('SKU').toUpperCase();
  const order = async (quantity: number) => {
    const payment = { method: 'card' } as const;
    const body = {
      channel: 'b2c' as const,
      currency: 'GBP' as const,
      shipTo: { country: 'United Kingdom' },
      payment,
      lines: [{ sku, quantity }],
    };
    const { data } = await client.orders.post('/v1/orders', { body, wait: 5 });
    expect(data.status).toBe('confirmed');
    return data.orderId;
  };
  const sellable = async () => {
    await aligned(client);
    const stock = await client.read<{ sellable: number }>('inventory', `/v1/stock/${sku}`);
    const seen = await client.read<{ items: { sellable: number }[] }>('catalog', `/v1/variants?sku=${sku}`);
    return [stock.sellable, seen.items[0]!.sellable];
  };

  beforeAll(() => void execFileSync(process.execPath, [path.join(ROOT, 'tools', 'build.mjs')], { stdio: 'ignore' }));
  afterAll(async () => {
    await stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }, 60_000);

  it('brings all services back to one moment, and they go on together from there', async () => {
    await start();
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    const row = { sku, title: 'A thing', kind: 'shippable', priceMinor: 1_000, currency: 'GBP' };
    await client.write('catalog', '/v1/imports', { rows: [row], publish: true });
    const lines = [{ sku, quantity: 9 }];
    await client.write('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines });
    await aligned(client);
    const kept = await order(2);
    expect(await sellable()).toEqual([7, 7]);

    await stop();
    for (const name of databases) await onServer(`create database "${name}-backup" template "${name}"`);
    await start();
    const lost = await order(3);
    expect(await sellable()).toEqual([4, 4]);
    await stop();

    for (const name of databases) {
      await onServer(`drop database "${name}"`, `alter database "${name}-backup" rename to "${name}"`);
      await onDatabase(name, 'update consumer_positions set next_offset = 0');
    }
    const kafka = new KafkaClient({ brokers: kafkaBrokers(), clientId: 'restore', log: () => undefined });
    const admin = kafka.admin();
    await admin.connect();
    await admin.deleteTopics({ topics: SERVICE_NAMES.map((name) => topicOf(name, prefix)) });
    await admin.disconnect();

    await start();
    expect(await sellable()).toEqual([7, 7]);
    // The topics have no message of the time before: a rebuild reads it from the feed of its source.
    await client.write('catalog', '/v1/projections/catalog.variants/rebuild', {});
    expect(await sellable()).toEqual([7, 7]);
    expect(await client.read('orders', `/v1/orders/${kept}`)).toMatchObject({ status: 'confirmed' });
    await expect(client.read('orders', `/v1/orders/${lost}`)).rejects.toMatchObject({ status: 404 });
    const next = await order(1);
    expect(await sellable()).toEqual([6, 6]);
    expect(await client.read('customer-service', `/v1/orders/${next}`)).toMatchObject({ status: 'confirmed' });
  }, 480_000);
});
