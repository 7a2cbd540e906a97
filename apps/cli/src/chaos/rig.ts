import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { KafkaClient } from '@concord/event-bus';
import type { CrashPoint } from '@concord/event-sourcing';
import {
  databaseUrl,
  startKafka,
  startKafkaCluster,
  startPostgres,
  type KafkaServer,
  type PostgresServer,
  type Server,
} from '@concord/local-infra';
import { Client as Database } from 'pg';
import { aligned } from '../replay/alignment';
import type { Concord, ConcordOptions, WrittenCall } from '@concord/client';
import { clientAt } from '../system/client';
import { INTEGRATOR } from '../system/running-system';
import type { ServiceProcess } from '../system/service-process';
import { System } from '../system/system';
import { DATA_FOLDER, ROOT } from '../workspace';
import { TcpProxy } from './tcp-proxy';

export interface RigOptions {
  /** Nodes of Kafka: one, or three with replicas. */
  readonly nodes: 1 | 3;
  readonly onProgress: (line: string) => void;
}

const INSTANCES = 2;
/** A request to a frozen instance must not wait longer than it is worth. */
const CALL_MS = 5_000;
const LOOK_MS = 50;
/** A claim lasts 30 s, and a failed call is postponed by a minute at most. */
const DUE_MS = 100_000;

/** A throw-away system of two instances of each service, with proxies before its servers, for breaking. */
export class Rig {
  /** Every write that a service has answered with success. */
  readonly acknowledged: WrittenCall[] = [];
  /** Ids of messages that a fault put into topics. */
  readonly strangers = new Set<string>();
  /** The database of each service, past the proxy. */
  readonly databases: Map<ServiceName, string>;
  readonly client: Concord;
  readonly kafka: KafkaClient;
  readonly topicPrefix = '';
  /** Services whose databases have moved to their own server. */
  readonly moved = new Set<ServiceName>();
  /** Violations that faults found themselves. */
  readonly setbacks: string[] = [];

  private constructor(
    readonly folder: string,
    readonly system: System,
    readonly postgres: PostgresServer,
    readonly brokers: readonly KafkaServer[],
    readonly postgresProxy: TcpProxy,
    readonly brokerProxies: readonly TcpProxy[],
    readonly say: (line: string) => void,
    private readonly watched: Record<string, Server>,
    private readonly ended: (() => Promise<unknown>)[],
  ) {
    const names = SERVICE_NAMES;
    this.databases = new Map(names.map((name) => [name, databaseUrl(postgres.url, name)]));
    this.client = this.newClient({ timeoutMs: CALL_MS, onWritten: (written) => this.acknowledged.push(written) });
    this.kafka = new KafkaClient({
      brokers: system.servers.kafkaBrokers,
      clientId: 'concord-chaos',
      log: () => undefined,
    });
  }

  static async start({ nodes, onProgress }: RigOptions): Promise<Rig> {
    const folder = path.join(DATA_FOLDER, `chaos-${process.pid}-${Date.now().toString(36)}`);
    mkdirSync(folder, { recursive: true });
    const postgresProxy = await TcpProxy.start();
    const brokerProxies = await Promise.all(Array.from({ length: nodes }, () => TcpProxy.start()));
    const proxies = [postgresProxy, ...brokerProxies];
    const ended: (() => Promise<unknown>)[] = proxies.map((proxy) => () => proxy.close());
    const stop = async () => {
      for (const end of ended.reverse()) await end();
    };
    try {
      const common = { dataFolder: folder, onProgress, from: 'process' } as const;
      const postgres = await startPostgres(common);
      ended.push(() => postgres.stop());
      postgresProxy.target = postgres.port;
      const brokers = await startBrokers(nodes, brokerProxies, common);
      ended.push(() => Promise.all(brokers.map((broker) => broker.stop())));
      const watched: Record<string, Server> = { Postgres: postgres };
      for (const [n, broker] of brokers.entries()) watched[nodes > 1 ? `Kafka ${n + 1}` : 'Kafka'] = broker;
      const proxied = new URL(postgres.url);
      proxied.port = String(postgresProxy.port);
      const system = await System.start({
        root: ROOT,
        dataFolder: folder,
        ports: 'free',
        onProgress,
        instances: INSTANCES,
        environment: {
          ...process.env,
          LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
          CONCORD_REPLICAS: String(nodes),
          DATABASE_URL: '',
          KAFKA_BROKERS: '',
        },
        servers: {
          databaseUrl: proxied.href,
          kafkaBrokers: brokerProxies.map(({ port }) => `127.0.0.1:${port}`),
          watched,
          stop,
        },
      });
      return new Rig(folder, system, postgres, brokers, postgresProxy, brokerProxies, onProgress, watched, ended);
    } catch (error) {
      await stop();
      throw error;
    }
  }

  /** Ends everything; `keep` keeps data and logs. */
  async stop({ keep = false } = {}): Promise<void> {
    await this.system.stop();
    if (keep) this.say(`Data and logs are in ${this.folder}.`);
    else rmSync(this.folder, { recursive: true, force: true });
  }

  private newClient(options: Partial<ConcordOptions>): Concord {
    const token = () => this.system.issuer.mint({ roles: INTEGRATOR, subject: 'concord-cli' });
    return clientAt(this.system.addresses, token, options);
  }

  instances(service: ServiceName): readonly ServiceProcess[] {
    return this.system.services.get(service)!;
  }

  /** A client of one instance alone, without retries. */
  clientOf(service: ServiceName, { url }: ServiceProcess): Concord {
    return this.newClient({ address: { [service]: url }, retry: false });
  }

  /** Asks a service's database, past the proxy. */
  async query<R extends object>(service: ServiceName, text: string, values: unknown[] = []): Promise<R[]> {
    const client = new Database({ connectionString: this.databases.get(service)!, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<R>(text, values)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** By lane, the process that may send it now. */
  async laneOwners(service: ServiceName): Promise<(number | undefined)[]> {
    const rows = await this.query<{ owner: string | null }>(
      service,
      `select case when lease_until > clock_timestamp() then owner end as owner from relay_lanes order by lane`,
    );
    // An instance is named by service, host, process and chance.
    return rows.map(({ owner }) => (owner ? Number(owner.split('-').at(-2)) : undefined));
  }

  /** The instance that sends a service's events. */
  async relayOwner(service: ServiceName): Promise<ServiceProcess | undefined> {
    const owners = await this.laneOwners(service);
    return this.instances(service).find(({ pid }) => pid !== undefined && owners.includes(pid));
  }

  /**
   * Waits until the services agree and no timer is left. A crash during a call to a partner leaves a claim, and another
   * instance makes the call when the claim has ended.
   */
  async atRest(): Promise<void> {
    await aligned(this.client);
    await until(DUE_MS, 'wake-ups and calls that are due', async () => {
      const left = await Promise.all([...this.databases.keys()].map((service) => this.isDue(service)));
      return !left.includes(true);
    });
    await aligned(this.client);
  }

  private async isDue(service: ServiceName): Promise<boolean> {
    const due = `select from timers where fired_at is null and due_at <= clock_timestamp() limit 1`;
    // A server that is away may come back with something due.
    return (await this.query(service, due).catch(() => [{}])).length > 0;
  }

  /** A server that was started later is watched and ended like the others. */
  watch(name: string, server: Server): void {
    this.watched[name] = server;
    this.ended.push(() => server.stop());
  }

  /** Waits until an ended process is ready again; `lives` is what it counted before. */
  async revived(instance: ServiceProcess, lives: number, withinMs = 180_000): Promise<void> {
    await until(withinMs, `${instance.name} to be ready again`, () => instance.lives > lives);
  }

  /** Starts an instance again with a crash point, and waits until it is ready to run into it. */
  async arm(instance: ServiceProcess, point: CrashPoint, times: number): Promise<number> {
    const { lives } = instance;
    instance.set({ CRASH_AT: `${point}:${times}` }, { once: true });
    instance.signal('SIGKILL');
    await this.revived(instance, lives);
    return instance.lives;
  }

  /** Restarts an instance that did not reach its crash point. */
  disarm(instance: ServiceProcess): void {
    instance.signal('SIGKILL');
  }
}

/** Polls until something is so; throws with its name when the time is over. */
export async function until(withinMs: number, what: string, look: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await look())) {
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}.`);
    await pause(LOOK_MS);
  }
}

async function startBrokers(
  nodes: 1 | 3,
  proxies: readonly TcpProxy[],
  common: { dataFolder: string; onProgress: (line: string) => void; from: 'process' },
): Promise<readonly KafkaServer[]> {
  const advertisedPorts = proxies.map(({ port }) => port);
  const point = (servers: readonly KafkaServer[]) => servers.forEach(({ port }, n) => (proxies[n]!.target = port));
  if (nodes === 1) {
    const kafka = await startKafka({ ...common, advertisedPort: advertisedPorts[0]! });
    point([kafka]);
    return [kafka];
  }
  const cluster = await startKafkaCluster({ ...common, nodes, advertisedPorts });
  point(cluster.nodes);
  return cluster.nodes;
}
