import path from 'node:path';
import type { ConnectionOptions } from 'node:tls';
import { configuredKafka, configuredPostgres } from './configured';
import type { ContainerServer } from './container-server';
import { chooseSource, type ServersFrom } from './docker-engine';
import { InfraProblem } from './infra-problem';
import { KafkaContainer, KafkaContainerRecipe } from './kafka-container';
import { KafkaProcess, KafkaRecipe, type KafkaCompiler } from './kafka-process';
import { PostgresContainer, PostgresContainerRecipe } from './postgres-container';
import { PostgresProcess, PostgresRecipe } from './postgres-process';
import type { KafkaServer, LocalInfra, PostgresServer, Progress, SecuredKafka, ServerCertificate } from './server';
import { privateFolder } from './private-folder';

/** Where a server stores its data, and where it reports slow steps. */
export interface StartOptions {
  /** Folder for data and logs; each server makes a folder of its own in it. One run at a time. */
  readonly dataFolder: string;
  /** Gets a line when something takes long. Nothing is printed without it. */
  readonly onProgress?: Progress;
  /** For clients; without it a free one is found and kept for the next run on this folder. */
  readonly port?: number;
  /**
   * Left out, a container if a Docker engine answers and can start one, else a process on this machine. The variable
   * CONCORD_INFRA has the last word.
   */
  readonly from?: ServersFrom;
  /** Only for containers, default true: false lets the data end with the container. A folder is the caller's to delete. */
  readonly keepData?: boolean;
}

/** Options of `startPostgres`. */
export interface PostgresOptions extends StartOptions {
  /** Of a server that runs already (DATABASE_URL): nothing is started then. */
  readonly databaseUrl?: string | undefined;
  /** Only for processes: clients may ask for TLS, and are shown this. */
  readonly tls?: ServerCertificate;
}

/** Options of `startKafka`. */
export interface KafkaOptions extends StartOptions {
  /** Of a cluster that runs already (KAFKA_BROKERS), `host:port` separated by commas: nothing is started then. */
  readonly kafkaBrokers?: string | undefined;
  /** How to connect to that cluster, where it is secured. */
  readonly kafkaTls?: ConnectionOptions | undefined;
  readonly kafkaCompiler?: KafkaCompiler;
  /** Only for processes: the port that clients are sent to, where a proxy stands in between. */
  readonly advertisedPort?: number;
  /** Only for processes: listeners beside the open one that let nobody in without TLS. */
  readonly secured?: SecuredKafka;
}

/** Options of `startInfra`. */
export interface InfraOptions extends Omit<PostgresOptions, 'port' | 'tls'>, Omit<KafkaOptions, 'port' | 'secured'> {
  readonly postgresPort?: number;
  readonly kafkaPort?: number;
}

const silent: Progress = () => undefined;

/**
 * A Postgres that accepts connections: the one of `databaseUrl`, else a container where a Docker engine answers, else a
 * process on this machine. It ends with this process, however that ends.
 *
 * @throws {InfraProblem} One sentence with the remedy.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const onProgress = options.onProgress ?? silent;
  if (options.databaseUrl) return configuredPostgres(options.databaseUrl);
  const folder = folderOf(options, 'postgres');
  const container = await inContainer(
    options,
    () => new PostgresContainer(new PostgresContainerRecipe(folder), settings(options)),
  );
  if (container) return container;
  const server = new PostgresProcess(new PostgresRecipe(folder, onProgress, options.tls), options.port, onProgress);
  await server.start();
  return server;
}

/**
 * A Kafka that takes and gives messages, found in the same order as Postgres: one node, nothing replicated.
 *
 * @throws {InfraProblem} One sentence with the remedy.
 */
export async function startKafka(options: KafkaOptions): Promise<KafkaServer> {
  const onProgress = options.onProgress ?? silent;
  if (options.kafkaBrokers) return configuredKafka(options.kafkaBrokers, options.kafkaTls);
  const folder = folderOf(options, 'kafka');
  const container = await inContainer(
    options,
    () => new KafkaContainer(new KafkaContainerRecipe(folder), settings(options)),
  );
  if (container) return container;
  const { kafkaCompiler = 'quick-start', advertisedPort, secured } = options;
  const recipe = new KafkaRecipe(folder, kafkaCompiler, onProgress, { advertisedPort, secured });
  const server = new KafkaProcess(recipe, options.port, onProgress);
  await server.start();
  return server;
}

/**
 * A Postgres and a Kafka, started side by side. If one cannot start, the other is ended again.
 *
 * @throws {InfraProblem} One sentence with the remedy.
 */
export async function startInfra({ postgresPort, kafkaPort, ...options }: InfraOptions): Promise<LocalInfra> {
  const [postgres, kafka] = await Promise.allSettled([
    startPostgres({ ...options, ...(postgresPort ? { port: postgresPort } : {}) }),
    startKafka({ ...options, ...(kafkaPort ? { port: kafkaPort } : {}) }),
  ]);
  if (postgres.status === 'fulfilled' && kafka.status === 'fulfilled') {
    const servers = { postgres: postgres.value, kafka: kafka.value };
    const stop = async (): Promise<void> => {
      await Promise.all([servers.postgres.stop(), servers.kafka.stop()]);
    };
    return { ...servers, stop };
  }
  for (const started of [postgres, kafka]) if (started.status === 'fulfilled') await started.value.stop();
  throw postgres.status === 'rejected' ? postgres.reason : (kafka as PromiseRejectedResult).reason;
}

/** The folder of a server within that of all local data. */
function folderOf({ dataFolder }: StartOptions, server: string): string {
  privateFolder(dataFolder, true);
  return path.resolve(dataFolder, server);
}

/** `undefined` when there is to be a process instead. */
async function inContainer<S extends ContainerServer>(options: StartOptions, create: () => S): Promise<S | undefined> {
  const { source, forced } = await chooseSource(options.from);
  if (source === 'process') return undefined;
  const server = create();
  try {
    await server.start();
    return server;
  } catch (error) {
    // A folder in use or a taken port: a process would meet the same.
    if (error instanceof InfraProblem) throw error;
    // Without a way to a registry Docker answers and yet starts nothing.
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0]?.trim();
    const failure = `Docker could not start ${server.name} (${reason})`;
    if (forced) throw new InfraProblem(`${failure}: check Docker, or unset CONCORD_INFRA.`);
    (options.onProgress ?? silent)(`${failure}; a process on this machine does instead.`);
    return undefined;
  }
}

function settings({
  port,
  keepData = true,
  onProgress = silent,
}: StartOptions): ConstructorParameters<typeof ContainerServer>[1] {
  return { port, keepData, onProgress };
}
