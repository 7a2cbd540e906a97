import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DOOR_PORT, SERVICE_NAMES, SERVICES, type ServiceName } from '@concord/contracts';
import { demandPort, freePort, startInfra, type LocalInfra, type Server } from '@concord/local-infra';
import { provisionDatabase } from '@concord/event-store';
import {
  developmentIssuer,
  developmentMasterKey,
  developmentSessionKey,
  prepareVault,
  readServers,
  SERVER_VARIABLE_NAMES,
  type DevelopmentIssuer,
} from '@concord/service';
import { ServiceProcess } from './service-process';

/** Where the parts of a system are: what `.concord/addresses.json` holds. */
export interface Addresses {
  readonly kafka: string;
  readonly postgres: string;
  readonly services: Readonly<Record<ServiceName, string>>;
  /** The one address for people and systems, where it was started. */
  readonly door?: string | undefined;
  /** All instances of each service, where there are several. */
  readonly instances?: Readonly<Record<ServiceName, readonly string[]>> | undefined;
}

export interface SystemOptions {
  /** The root of the workspace. */
  readonly root: string;
  readonly dataFolder: string;
  /** `free` takes any free ports, `fixed` those of `SERVICES`. */
  readonly ports: 'fixed' | 'free';
  readonly onProgress: (line: string) => void;
  /** Called when the servers are there: no other system runs on the data folder from then on. */
  readonly onOwned?: () => void;
  readonly environment?: NodeJS.ProcessEnv;
  /** Only these servers; both from the environment where absent. */
  readonly databaseUrl?: string;
  readonly kafkaBrokers?: string;
  /** Servers that were started for it: it ends them, and starts those again that are killed. */
  readonly servers?: Servers;
  /** Of each service; one where absent. */
  readonly instances?: number;
  /** Whether the door is started too. */
  readonly door?: boolean;
  /** Before the names of databases and roles, where several systems share a server. */
  readonly databasePrefix?: string;
}

/** Where a system finds its servers, and which of them are to be watched. */
export interface Servers extends Pick<LocalInfra, 'stop'> {
  /** Of the maintenance database. */
  readonly databaseUrl: string;
  readonly kafkaBrokers: readonly string[];
  /** The variables that say how Kafka is reached, where it is not open to anybody. */
  readonly kafkaAccess?: Readonly<Record<string, string>>;
  /** By the names under which they are spoken of. */
  readonly watched: Readonly<Record<string, Server>>;
}

const LOOK_MS = 500;
const REMEDY = 'stop what uses it (perhaps another `npm start`), or take free ports with `npm start -- --free-ports`';
/** Reading tokens of other services' feeds live as long as a system may run without a restart. */
const FEED_TOKEN_SECONDS = 30 * 24 * 3600;

/** A whole system on this machine: Postgres, Kafka and seven services as processes, watched and started again. */
export class System {
  private readonly watch: NodeJS.Timeout;
  private readonly recovering = new Set<Server>();
  private stopping: Promise<void> | undefined;

  private constructor(
    readonly servers: Servers,
    readonly issuer: DevelopmentIssuer,
    /** The instances of each service. */
    readonly services: ReadonlyMap<ServiceName, readonly ServiceProcess[]>,
    /** The URL of each service's database, with its own role. */
    readonly databases: ReadonlyMap<ServiceName, string>,
    private readonly door: ServiceProcess | undefined,
    private readonly onProgress: (line: string) => void,
  ) {
    this.watch = setInterval(() => this.look(), LOOK_MS).unref();
  }

  static async start(options: SystemOptions): Promise<System> {
    const {
      root,
      dataFolder,
      ports,
      onProgress,
      environment = process.env,
      instances = 1,
      databasePrefix = '',
    } = options;
    mkdirSync(dataFolder, { recursive: true });
    const listening = await portsOf(ports, instances);
    const issuer = await developmentIssuer(path.join(dataFolder, 'keys'));
    const masterKey = await developmentMasterKey(path.join(dataFolder, 'keys'));
    const door = options.door ? await doorOf(options, listening, issuer, environment) : undefined;
    const servers = options.servers ?? (await ownServers(options, environment));
    options.onOwned?.();
    const services = new Map<ServiceName, ServiceProcess[]>();
    const databases = new Map<ServiceName, string>();
    try {
      const feeds = Object.entries(listening).map(([name, [port]]) => `${name}=http://127.0.0.1:${port}`);
      const feedToken = await issuer.mint({
        roles: 'feed_reader',
        subject: 'feed-reader',
        ttlSeconds: FEED_TOKEN_SECONDS,
      });
      const count = `${SERVICE_NAMES.length} services`;
      onProgress(instances > 1 ? `Starting ${count}, ${instances} instances each …` : `Starting ${count} …`);
      for (const name of SERVICE_NAMES) {
        const databaseUrl = ownUrl(servers.databaseUrl, `${databasePrefix}${name}`);
        await provisionDatabase(servers.databaseUrl, databaseUrl);
        const vaultUrl = besideOf(databaseUrl, `${databasePrefix}vault`);
        await prepareVault(vaultUrl, name, servers.databaseUrl);
        databases.set(name, databaseUrl);
        const processes = listening[name].map((port, n) => {
          const instance = n === 0 ? name : `${name}-${n + 1}`;
          return new ServiceProcess({
            name: instance,
            main: path.join(root, 'apps', name, 'dist', 'main.js'),
            logFile: path.join(dataFolder, 'logs', `${instance}.log`),
            onEvent: onProgress,
            environment: {
              ...environment,
              // What names servers to us names others to a service.
              ...Object.fromEntries(SERVER_VARIABLE_NAMES.map((variable) => [variable, ''])),
              ...servers.kafkaAccess,
              PORT: String(port),
              DATABASE_URL: databaseUrl,
              VAULT_URL: vaultUrl,
              CONCORD_MASTER_KEY: masterKey,
              KAFKA_BROKERS: servers.kafkaBrokers.join(','),
              AUTH_JWKS: issuer.jwksFile,
              AUTH_ISSUER: issuer.issuer,
              CONCORD_FEEDS: feeds.join(','),
              CONCORD_FEED_TOKEN: feedToken,
              NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'node'),
            },
          });
        });
        services.set(name, processes);
      }
      // One instance of each at a time: starting costs more than running.
      for (let n = 0; n < instances; n++)
        await Promise.all([...services.values()].map((processes) => processes[n]!.start()));
      await door?.start();
    } catch (error) {
      await door?.stop();
      await Promise.all([...services.values()].flat().map((service) => service.stop()));
      await servers.stop();
      throw error;
    }
    return new System(servers, issuer, services, databases, door, onProgress);
  }

  get addresses(): Addresses {
    const urls = [...this.services].map(([name, [first]]) => [name, first!.url]);
    const instances = [...this.services].map(([name, all]) => [name, all.map(({ url }) => url)]);
    return {
      kafka: this.servers.kafkaBrokers.join(','),
      postgres: this.servers.databaseUrl,
      services: Object.fromEntries(urls) as Addresses['services'],
      ...(this.door && { door: localhost(this.door.url) }),
      ...(instances.some(([, all]) => all!.length > 1) && {
        instances: Object.fromEntries(instances) as Addresses['instances'],
      }),
    };
  }

  /** Services first, so that they can say good-bye; then the servers. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      clearInterval(this.watch);
      await this.door?.stop();
      await Promise.all([...this.services.values()].flat().map((service) => service.stop()));
      await this.servers.stop();
    })();
    return this.stopping;
  }

  /** A server that was killed comes back on its data and its port. */
  private look() {
    for (const [name, server] of Object.entries(this.servers.watched)) {
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

/** The URL of another database on the same server, for the same role. */
function besideOf(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** The URL of a service's own database on a server, for a role of the same name with a new password. */
function ownUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.username = name;
  url.password = randomBytes(18).toString('base64url');
  url.pathname = `/${name}`;
  return url.href;
}

async function ownServers(options: SystemOptions, environment: NodeJS.ProcessEnv): Promise<Servers> {
  const given = readServers(environment);
  const infra = await startInfra({
    dataFolder: options.dataFolder,
    onProgress: options.onProgress,
    databaseUrl: options.databaseUrl ?? given.databaseUrl,
    kafkaBrokers: options.kafkaBrokers ?? given.kafkaBrokers,
    kafkaTls: given.kafkaSecurity?.tls,
    kafkaCompiler: 'throughput',
  });
  const kafkaAccess = given.kafkaSecurity && SERVER_VARIABLE_NAMES.filter((name) => /^KAFKA_(TLS|SASL)/.test(name));
  return {
    databaseUrl: infra.postgres.url,
    kafkaBrokers: infra.kafka.brokers,
    kafkaAccess: Object.fromEntries((kafkaAccess ?? []).map((name) => [name, environment[name] ?? ''])),
    watched: { Postgres: infra.postgres, Kafka: infra.kafka },
    stop: () => infra.stop(),
  };
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

/** The process of the door, before the services that it leads to. */
async function doorOf(
  { root, dataFolder, ports, onProgress }: SystemOptions,
  listening: Ports,
  issuer: DevelopmentIssuer,
  environment: NodeJS.ProcessEnv,
): Promise<ServiceProcess> {
  const keys = path.join(dataFolder, 'keys');
  const taken = Object.values(listening).flat();
  const port = ports === 'fixed' ? await demandPort(DOOR_PORT, 'the door', REMEDY) : await freePort({ except: taken });
  const services = Object.entries(listening).map(([name, [first]]) => `${name}=http://127.0.0.1:${first}`);
  return new ServiceProcess({
    name: 'edge',
    main: path.join(root, 'apps', 'edge', 'dist', 'main.js'),
    logFile: path.join(dataFolder, 'logs', 'edge.log'),
    onEvent: onProgress,
    environment: {
      ...environment,
      PORT: String(port),
      CONCORD_SERVICES: services.join(','),
      CONCORD_SESSION_KEY: await developmentSessionKey(keys),
      CONCORD_KEYS: keys,
      AUTH_JWKS: issuer.jwksFile,
      AUTH_ISSUER: issuer.issuer,
      NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.cache', 'node'),
    },
  });
}

/** A browser keeps the cookies of a name apart from those of an address: people are told one of them. */
const localhost = (url: string) => url.replace('127.0.0.1', 'localhost');

type Ports = Readonly<Record<ServiceName, readonly number[]>>;

/** The ports of all instances. Further instances of a service take the ports a hundred above, two hundred above … */
async function portsOf(kind: SystemOptions['ports'], instances: number): Promise<Ports> {
  const chosen: number[] = [];
  const ports: Partial<Record<ServiceName, number[]>> = {};
  for (const name of SERVICE_NAMES)
    for (let n = 0; n < instances; n++) {
      const port =
        kind === 'fixed'
          ? await demandPort(SERVICES[name] + n * 100, name, REMEDY)
          : await freePort({ except: chosen });
      chosen.push(port);
      (ports[name] ??= []).push(port);
    }
  return ports as Ports;
}
