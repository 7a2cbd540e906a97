import { fork } from 'node:child_process';
import path from 'node:path';
import { createDatabase } from '@concord/local-infra';
import { Client } from 'pg';
import type { BareTask } from './bare-server.main';
import { closedLoop, type Loop } from './closed-loop';
import { HttpLine } from './http-line';
import type { ShopFloor } from './shop-floor';

const TABLE = 'create table if not exists bare_orders (id uuid, n int, event json, primary key (id, n))';
/** About what an order stores: ten events with their data and meta. */
const ROWS = 10;
const ROW = JSON.stringify({ data: 'x'.repeat(280), meta: 'x'.repeat(220) });

/** A separate process that does the least that a server can do, driven by the same clients as the services. */
export interface BareServer {
  /** Requests that are answered once a row for each event of an order is on disk. */
  orders(clients: number, seconds: number): Promise<Loop>;
  /** Requests that are answered at once. */
  reads(clients: number, seconds: number): Promise<Loop>;
  close(): Promise<void>;
}

/** One that stores ten rows for each order and answers `answer`, on the Postgres of a shop floor. */
export async function bareServer(floor: ShopFloor, clients: number, answer: string): Promise<BareServer> {
  const databaseUrl = await createDatabase(floor.system.servers.databaseUrl, 'bare', { ifMissing: true });
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(TABLE);
  await client.end();
  const child = fork(path.join(__dirname, 'bare-server.main.js'));
  const ready = new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The bare server ended with ${code}.`)));
  });
  const task: BareTask = { answer, rows: Array(ROWS).fill(ROW), databaseUrl, connections: clients };
  child.send(task);
  const { port } = await ready;
  const lines = await Promise.all(
    Array.from({ length: clients }, () => HttpLine.open(`http://127.0.0.1:${port}`, 'none')),
  );
  const expect = (status: number, expected: number) => {
    if (status !== expected) throw new Error(`The bare server answered ${status}.`);
  };
  return {
    orders: (count, seconds) =>
      closedLoop(count, seconds, async (n) => expect((await lines[n]!.post('/', answer)).status, 201)),
    reads: (count, seconds) => closedLoop(count, seconds, async (n) => expect((await lines[n]!.get('/')).status, 200)),
    close: async () => {
      for (const line of lines) line.close();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await ended;
    },
  };
}
