import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureTopics, KafkaClient } from '@concord/event-bus';
import { Engine, Model, type Command, type EnginePorts, type ModelParts } from '@concord/event-sourcing';
import { EventStore, laneOf, MIGRATIONS, prepareDatabase, SnakeNaming } from '@concord/event-store';
import { createDatabase, startInfra, type LocalInfra } from '@concord/local-infra';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { DATA_FOLDER } from '../workspace';
import { meta } from './meters';

export const PARTITIONS = 6;

/** What engines get from outside, besides their store, as in a service. */
export const ports: Omit<EnginePorts, 'store'> = {
  clock: { now: () => Date.now() },
  newId,
  laneOf: (streamId) => laneOf(streamId, PARTITIONS),
  pause: (ms) => new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve))),
};

/** One service's store in a database of its own, with nothing around it. */
export interface Bench {
  readonly url: string;
  readonly model: Model;
  readonly store: EventStore;
  readonly engine: Engine;
  readonly dataSource: DataSource;
  /** Runs one command; it must decide events. */
  run(command: Command, expectedVersion?: number): Promise<number>;
}

/** A Postgres and a Kafka of their own, where parts of the core are measured by themselves. */
export class Stand {
  readonly kafka: KafkaClient;
  private readonly open: (() => Promise<unknown>)[] = [];
  private databases = 0;

  private constructor(
    readonly infra: LocalInfra,
    private readonly folder: string | undefined,
  ) {
    this.kafka = new KafkaClient({ brokers: infra.kafka.brokers, clientId: 'concord-bench', log: () => undefined });
  }

  static async start(say: (line: string) => void): Promise<Stand> {
    const folder = path.join(DATA_FOLDER, `bench-stand-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    const { DATABASE_URL: databaseUrl, KAFKA_BROKERS: kafkaBrokers } = process.env;
    const servers = { databaseUrl, kafkaBrokers, kafkaCompiler: 'throughput' as const };
    return new Stand(await startInfra({ dataFolder: folder, onProgress: say, ...servers }), folder);
  }

  /** A prepared database of a model. */
  async bench(parts: ModelParts): Promise<Bench> {
    const model = new Model(parts);
    const name = `bench_${process.pid}_${(this.databases += 1)}`;
    const url = await createDatabase(this.infra.postgres.url, name);
    const dataSource = await new DataSource({
      type: 'postgres',
      url,
      entities: model.projections.map(({ row }) => row),
      migrations: MIGRATIONS,
      namingStrategy: new SnakeNaming(),
      poolSize: 3,
    }).initialize();
    await prepareDatabase(dataSource, model, PARTITIONS);
    const store = new EventStore(url, dataSource, model);
    const engine = new Engine(model, { ...ports, store: store.store });
    this.open.push(
      () => store.close(),
      () => dataSource.destroy(),
    );
    return benchOn(url, model, store, engine, dataSource);
  }

  /** Another model on the database of a bench, with an engine that remembers little: other states are loaded again. */
  beside({ url, dataSource }: Bench, parts: ModelParts): Bench {
    const model = new Model(parts);
    const store = new EventStore(url, dataSource, model);
    this.open.push(() => store.close());
    const engine = new Engine(model, { ...ports, store: store.store }, { streams: 10, rows: 10 });
    return benchOn(url, model, store, engine, dataSource);
  }

  /** Bare connections to a database. */
  async connections(url: string, count: number): Promise<Client[]> {
    return Promise.all(
      Array.from({ length: count }, async () => {
        const client = new Client({ connectionString: url });
        await client.connect();
        this.open.push(() => client.end());
        return client;
      }),
    );
  }

  /** A topic as the services have them. */
  async topic(name: string): Promise<string> {
    const topic = `bench-${process.pid}-${name}`;
    await ensureTopics(this.kafka, [topic], { partitions: PARTITIONS, replicas: 1 });
    return topic;
  }

  onClose(close: () => Promise<unknown>): void {
    this.open.push(close);
  }

  async stop(): Promise<void> {
    for (const close of this.open.splice(0).reverse()) await close();
    await this.infra.stop();
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }
}

function benchOn(url: string, model: Model, store: EventStore, engine: Engine, dataSource: DataSource): Bench {
  const run = async (command: Command, expectedVersion?: number) => {
    const wish = { command, ...(expectedVersion !== undefined && { expectedVersion }) };
    const outcome = await engine.execute({ commands: [wish], commandId: newId(), meta });
    if (outcome.kind !== 'done') throw new Error(`${command.type} came to ${JSON.stringify(outcome)}`);
    return outcome.events.at(-1)?.version ?? 0;
  };
  return { url, model, store, engine, dataSource, run };
}
