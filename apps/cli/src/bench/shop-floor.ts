import type { ServiceName } from '@concord/contracts';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { clientOf } from '../replay/replay.command';
import type { Concord } from '@concord/client';
import { INTEGRATOR } from '../system/running-system';
import { System } from '../system/system';
import { DATA_FOLDER, ROOT } from '../workspace';
import { closedLoop, type Loop } from './closed-loop';
import type { Parts } from './cpu-time';
import { HttpLine, type LineAnswer } from './http-line';

/** SKUs that orders are placed on. */
export const SKUS = 1_000;
const UNITS = 10_000_000;
const ROWS_A_CALL = 500;
const TOKEN_SECONDS = 24 * 3_600;
const SETTLED_MS = 120_000;
const WARM_ORDERS = 10_000;
const WARM_CLIENTS = 32;

/** A whole system, seven services as seven processes, with published products and unlimited stock. */
export class ShopFloor {
  readonly skus: string[] = [];
  /** Orders that were taken. */
  placed = 0;
  private readonly lines = new Map<string, HttpLine>();

  private constructor(
    readonly system: System,
    readonly client: Concord,
    readonly token: string,
    private readonly folder: string,
    /** Milliseconds from the start of each service to its first answer. */
    readonly startMs: number,
  ) {}

  static async open(say: (line: string) => void): Promise<ShopFloor> {
    const folder = path.join(DATA_FOLDER, `bench-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    const environment = { ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn', NODE_ENV: 'development' };
    let servicesFrom = performance.now();
    const onProgress = (line: string) => {
      if (line.startsWith('Starting ')) servicesFrom = performance.now();
      say(line);
    };
    const system = await System.start({ root: ROOT, dataFolder: folder, ports: 'free', onProgress, environment });
    const startMs = performance.now() - servicesFrom;
    const token = await system.issuer.mint({ roles: INTEGRATOR, subject: 'bench', ttlSeconds: TOKEN_SECONDS });
    const floor = new ShopFloor(system, clientOf(system), token, folder, startMs);
    await floor.client.inventory.post('/v1/warehouses', { body: { warehouse: 'MAIN', name: 'Main' } });
    await floor.stockUp(SKUS);
    return floor;
  }

  /** Brings the number of published products to `count`, each with stock, and waits until all services know them. */
  async stockUp(count: number): Promise<void> {
    while (this.skus.length < count) {
      const from = this.skus.length;
      const size = Math.min(ROWS_A_CALL, count - from);
      const skus = Array.from({ length: size }, (_, n) => `BENCH-${String(from + n).padStart(5, '0')}`);
      const rows = skus.map((sku, n) => {
        const title = `Storm lantern number ${from + n}, in brass`;
        return { sku, title, kind: 'shippable', priceMinor: 1_000 + ((from + n) % 900), currency: 'GBP' } as const;
      });
      await this.client.catalog.post('/v1/imports', { body: { rows, publish: true } });
      const lines = skus.map((sku) => ({ sku, quantity: UNITS }));
      const body = { warehouse: 'MAIN', cause: 'benchmark', lines };
      await this.client.inventory.post('/v1/receipts', { body });
      this.skus.push(...skus);
    }
    await this.settled();
  }

  /** Waits until an order of the last SKU goes through and the listing shows its stock. */
  async settled(): Promise<void> {
    const sku = this.skus.at(-1)!;
    const deadline = Date.now() + SETTLED_MS;
    for (;;) {
      const { status } = await this.order(0, [sku]).catch(() => ({ status: 'not yet' }));
      const { items } = (await this.client.catalog.get('/v1/variants', { query: { sku } })).data;
      if (status === 'confirmed' && items[0]?.badge === 'in-stock') return;
      if (Date.now() > deadline) throw new Error(`The services do not settle: an order of ${sku} is ${status}.`);
      await pause(200);
    }
  }

  /** Places an order of one unit of each SKU and answers once it is decided. */
  async order(client: number, skus: readonly string[]): Promise<{ readonly http: number; readonly status: string }> {
    const line = await this.line('orders', client);
    const lines = skus.map((sku) => `{"sku":"${sku}","quantity":1}`).join(',');
    const body = `{"channel":"b2c","currency":"GBP","lines":[${lines}],"shipTo":{"country":"United Kingdom"},"payment":{"method":"card"}}`;
    let answer = await line.post('/v1/orders', body, `prefer: wait=5\r\nidempotency-key: ${newId()}\r\n`);
    if (answer.status >= 300) return { http: answer.status, status: codeOf(answer) };
    const http = answer.status;
    this.placed += 1;
    for (;;) {
      const { orderId, status } = JSON.parse(answer.body) as { orderId: string; status: string };
      if (status !== 'pending') return { http, status };
      await pause(100);
      answer = await line.get(`/v1/orders/${orderId}`);
    }
  }

  /** Clients that place orders one after the other, each on SKUs of its own choice. All must be confirmed. */
  orders(clients: number, seconds: number, choose: (client: number, n: number) => readonly string[]): Promise<Loop> {
    return closedLoop(clients, seconds, async (client, n) => {
      const { http, status } = await this.order(client, choose(client, n));
      if (status !== 'confirmed') throw new Error(`An order was answered ${http} ${status}.`);
    });
  }

  /**
   * Places orders until the services are as fast as after minutes of work: their code is compiled in steps, and an
   * order costs a third after some thousands.
   */
  async warmUp(say: (line: string) => void, seconds: number): Promise<void> {
    say(`Warming up, ${WARM_ORDERS} orders or ${Math.round(seconds)} s …`);
    const end = performance.now() + seconds * 1_000;
    while (this.placed < WARM_ORDERS && performance.now() < end)
      await this.orders(WARM_CLIENTS, Math.min(5, seconds), this.anySku);
  }

  /** One SKU after the other, with another first one for every client. */
  readonly anySku = (client: number, n: number): readonly string[] => [this.skus[(client * 317 + n * 7) % SKUS]!];

  /** The connection of a client to a service. What is measured goes over it: the typed client costs more CPU. */
  async line(service: ServiceName, client: number): Promise<HttpLine> {
    const key = `${service} ${client}`;
    let line = this.lines.get(key);
    if (!line || line.isClosed) {
      line = await HttpLine.open(this.system.addresses.services[service], this.token);
      this.lines.set(key, line);
    }
    return line;
  }

  get parts(): Parts {
    const { services, servers } = this.system;
    return {
      services: [...services.values()].flat().flatMap(({ pid }) => pid ?? []),
      postgres: servers.watched['Postgres']?.pid,
      kafka: servers.watched['Kafka']?.pid,
    };
  }

  async close(): Promise<void> {
    for (const line of this.lines.values()) line.close();
    await this.system.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const codeOf = ({ body }: LineAnswer) => /"code":"([a-z-]+)"/.exec(body)?.[1] ?? body.slice(0, 200);
