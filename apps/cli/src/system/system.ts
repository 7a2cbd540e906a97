import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { createDatabase, InfraProblem, startInfra, type LocalInfra, type Server } from '@concord/local-infra';
import { developmentIssuer, type DevelopmentIssuer } from '@concord/service';
import { ServiceProcess } from './service-process';

/** The six services and where each listens unless it is told otherwise. */
export const SERVICES = {
  catalog: 3001,
  inventory: 3002,
  orders: 3003,
  marketing: 3004,
  logistics: 3005,
  'customer-service': 3006,
} as const;

export type ServiceName = keyof typeof SERVICES;

/** Where the parts of a system are: what `.concord/addresses.json` holds. */
export interface Addresses {
  readonly kafka: string;
  readonly postgres: string;
  readonly services: Readonly<Record<ServiceName, string>>;
}

export interface SystemOptions {
  /** The root of the workspace. */
  readonly root: string;
  readonly dataFolder: string;
  /** `free` takes any free ports, `fixed` those of `SERVICES`. */
  readonly ports: 'fixed' | 'free';
  readonly onProgress: (line: string) => void;
  readonly environment?: NodeJS.ProcessEnv;
  /** Only these servers; both from the environment where absent. */
  readonly databaseUrl?: string;
  readonly kafkaBrokers?: string;
}

const LOOK_MS = 500;
/** Reading tokens of other services' feeds live as long as a system may run without a restart. */
const FEED_TOKEN_SECONDS = 30 * 24 * 3600;

/** A whole system on this machine: Postgres, Kafka and six services as six processes, watched and started again. */
export class System {
  private readonly watch: NodeJS.Timeout;
  private readonly recovering = new Set<Server>();
  private stopping: Promise<void> | undefined;

  private constructor(
    readonly infra: LocalInfra,
    readonly issuer: DevelopmentIssuer,
    readonly services: ReadonlyMap<ServiceName, ServiceProcess>,
    private readonly onProgress: (line: string) => void,
  ) {
    this.watch = setInterval(() => this.look(), LOOK_MS).unref();
  }

  static async start(options: SystemOptions): Promise<System> {
    const { root, dataFolder, ports, onProgress, environment = process.env } = options;
    mkdirSync(dataFolder, { recursive: true });
    if (ports === 'fixed') for (const [name, port] of Object.entries(SERVICES)) await demandFree(name, port);
    const issuer = await developmentIssuer(path.join(dataFolder, 'keys'));
    const infra = await startInfra({
      dataFolder,
      onProgress,
      databaseUrl: options.databaseUrl ?? environment['DATABASE_URL'],
      kafkaBrokers: options.kafkaBrokers ?? environment['KAFKA_BROKERS'],
      kafkaCompiler: 'throughput',
    });
    const services = new Map<ServiceName, ServiceProcess>();
    try {
      const taken = ports === 'fixed' ? { ...SERVICES } : await freePorts();
      const feeds = Object.entries(taken).map(([name, port]) => `${name}=http://127.0.0.1:${port}`);
      const feedToken = await issuer.mint({ roles: 'service', subject: 'feed-reader', ttlSeconds: FEED_TOKEN_SECONDS });
      onProgress('Starting six services …');
      for (const name of Object.keys(SERVICES) as ServiceName[]) {
        const databaseUrl = await createDatabase(infra.postgres.url, name, { ifMissing: true });
        const service = new ServiceProcess({
          name,
          main: path.join(root, 'apps', name, 'dist', 'main.js'),
          logFile: path.join(dataFolder, 'logs', `${name}.log`),
          onEvent: onProgress,
          environment: {
            ...environment,
            PORT: String(taken[name]),
            DATABASE_URL: databaseUrl,
            KAFKA_BROKERS: infra.kafka.brokers.join(','),
            AUTH_JWKS: issuer.jwksFile,
            AUTH_ISSUER: issuer.issuer,
            CONCORD_FEEDS: feeds.join(','),
            CONCORD_FEED_TOKEN: feedToken,
            NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'node'),
          },
        });
        services.set(name, service);
      }
      await Promise.all([...services.values()].map((service) => service.start()));
    } catch (error) {
      await Promise.all([...services.values()].map((service) => service.stop()));
      await infra.stop();
      throw error;
    }
    return new System(infra, issuer, services, onProgress);
  }

  get addresses(): Addresses {
    const urls = [...this.services].map(([name, { url }]) => [name, url]);
    return {
      kafka: this.infra.kafka.brokers.join(','),
      postgres: this.infra.postgres.url,
      services: Object.fromEntries(urls) as Addresses['services'],
    };
  }

  /** Services first, so that they can say good-bye; then the servers. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      clearInterval(this.watch);
      await Promise.all([...this.services.values()].map((service) => service.stop()));
      await this.infra.stop();
    })();
    return this.stopping;
  }

  /** A server that was killed comes back on its data and its port. */
  private look() {
    for (const [name, server] of Object.entries({ Postgres: this.infra.postgres, Kafka: this.infra.kafka })) {
      if (server.source !== 'process' || this.recovering.has(server) || this.stopping) continue;
      if (server.pid !== undefined && isAlive(server.pid)) continue;
      this.recovering.add(server);
      this.onProgress(`${name} ended and is started again.`);
      server
        .restart()
        .catch((error: Error) => this.onProgress(`${name} could not be started: ${error.message}`))
        .finally(() => this.recovering.delete(server));
    }
  }
}

/** Writes the addresses for scripts, whole or not at all. */
export function writeAddresses(file: string, addresses: Addresses): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(addresses, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function demandFree(name: string, port: number) {
  if (await isFree(port)) return;
  throw new InfraProblem(
    `Port ${port}, where ${name} listens, is taken: stop what uses it (perhaps another \`npm start\`), or take free ports with \`npm start -- --free-ports\`.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Free ports below the range from which clients get theirs, so that a service that restarts finds its own again. */
async function freePorts(): Promise<Record<ServiceName, number>> {
  const found: number[] = [];
  for (let port = 12_000 + Math.floor(Math.random() * 6_000); found.length < Object.keys(SERVICES).length; port++)
    if (await isFree(port)) found.push(port);
  return Object.fromEntries(Object.keys(SERVICES).map((name, n) => [name, found[n]])) as Record<ServiceName, number>;
}
