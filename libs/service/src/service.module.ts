import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { BusRunner, KafkaClient } from '@concord/event-bus';
import { Engine, Model, type EnginePorts, type Gateway, type ModelParts, type Tracing } from '@concord/event-sourcing';
import { EventStore, ImpatientClient, laneOf, MIGRATIONS, Retention, SnakeNaming } from '@concord/event-store';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DeclaredSetting } from '@concord/contracts';
import { hostname } from 'node:os';
import type { Logger } from 'pino';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { v7 as uuid7 } from 'uuid';
import { MeController } from './auth/me.controller';
import type { Permission } from './auth/permissions';
import { CallerLimits } from './caller-limits';
import { Changes } from './changes';
import { Commands } from './commands';
import { CONFIG, type ServiceConfig } from './config';
import { kafkaSecurity } from './server-access';
import { feedOverHttp } from './feed-over-http';
import { EventStreams } from './event-streams';
import { Freshness } from './freshness';
import { Gauges } from './gauges';
import { INVARIANTS, type Invariant } from './invariant';
import { HealthController, MetricsController } from './health.controller';
import { Admission } from './admission';
import { busLog, newLog } from './log';
import { OperationsController } from './operations.controller';
import { ParkedController, ParkedRow } from './parked.controller';
import { Views } from './reading';
import { Rebuilds } from './rebuilds';
import { logRefused, RefusedController, RefusedRow } from './refused.controller';
import { RetriesController, RetryRow } from './retries.controller';
import { MasterKey } from './vault/master-key';
import { PostgresKeyStore } from './vault/postgres-key-store';
import { Vault } from './vault/vault';
import { CurrentSettings } from './settings/current-settings';
import { AuditController, FACTS, MIRRORS } from './audit/audit.controller';
import { AuditReader } from './audit/audit.reader';
import type { Fact, Mirror, Unmirrored } from './audit/facts';
import { mirrorsOf } from './audit/declared';
import { STREAM_PERMISSION, StreamController } from './stream.controller';

/** The parts of a service: its table of contents. */
export interface ServiceParts extends ModelParts {
  readonly gateways?: readonly Type<Gateway>[];
  readonly invariants?: readonly Invariant[];
  /** What others repeat of it, and what it repeats of others: the auditor compares. */
  readonly facts?: readonly Fact[];
  readonly mirrors?: readonly Mirror[];
  /** Views of foreign events for which there is no fact: every other one declares what it mirrors. */
  readonly mirrorsNothing?: readonly Unmirrored[];
  /** The permission for reading a stream besides `ops.stream.read`, where streams hold restricted data. */
  readonly streamPermission?: Permission;
  /** Milliseconds before the next fetch under load; absent where other services wait for the reaction. */
  readonly gapMs?: number;
  /** Settings whose initial value is an example: in production the start warns while nobody has set them. */
  readonly mustSet?: readonly DeclaredSetting[];
  /** Further providers of a gateway or a controller. */
  readonly providers?: readonly Provider[];
}

/** The log, for injection. */
export const LOG = Symbol('log');
/** The `Tracing` of the process; undefined where nothing is traced. */
export const TRACING = Symbol('tracing');
/** The name of this instance among those of its service. */
export const INSTANCE = Symbol('instance');
/** Fewer purged rows than this are counted and not logged. */
const CLEARED_ROWS_LOGGED = 100;
/** Connections of TypeORM's pool for reads. */
const READ_CONNECTIONS = 6;

/** TypeORM's options for a service's database: read tables as entities, the event store as migration. */
export const dataSourceOptions = (parts: ServiceParts, url: string): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities: [...(parts.projections ?? []).map(({ row }) => row), ParkedRow, RefusedRow, RetryRow],
  migrations: MIGRATIONS,
  namingStrategy: new SnakeNaming(),
  poolSize: READ_CONNECTIONS,
  applicationName: `concord-${parts.name}-views`,
  extra: { options: '-c statement_timeout=10s', connectionTimeoutMillis: 5_000, Client: ImpatientClient },
});

/** The modules of a service: `@Module({ imports: [service({ name, deciders, … })], controllers })`. */
export function service(parts: ServiceParts): DynamicModule {
  const model = new Model(parts);
  const gateways = parts.gateways ?? [];
  const providers: Provider[] = [
    { provide: Model, useValue: model },
    { provide: INVARIANTS, useValue: parts.invariants ?? [] },
    { provide: STREAM_PERMISSION, useValue: parts.streamPermission },
    { provide: FACTS, useValue: parts.facts ?? [] },
    { provide: MIRRORS, useValue: mirrorsOf(parts) },
    {
      provide: AuditReader,
      inject: [DataSource],
      useFactory: (dataSource: DataSource) => new AuditReader(dataSource, model),
    },
    {
      provide: LOG,
      inject: [CONFIG],
      useFactory: (config: ServiceConfig) => newLog(parts.name, config.LOG_LEVEL),
    },
    { provide: INSTANCE, useFactory: () => `${parts.name}-${hostname()}-${process.pid}-${uuid7().slice(-6)}` },
    {
      provide: EventStore,
      inject: [DataSource, CONFIG],
      useFactory: (dataSource: DataSource, config: ServiceConfig) =>
        new EventStore(config.DATABASE_URL, dataSource, model),
    },
    {
      provide: Retention,
      inject: [CONFIG, LOG],
      useFactory: (config: ServiceConfig, log: Logger) => retentionOf(parts.name, config, log),
    },
    {
      provide: Engine,
      inject: [EventStore, CONFIG, LOG, TRACING, CurrentSettings],
      useFactory: (
        { store }: EventStore,
        config: ServiceConfig,
        log: Logger,
        tracing: Tracing | undefined,
        settings: CurrentSettings,
      ) => {
        const engine = new Engine(model, { ...ports(config), store, tracing, settings: settings.table });
        logRefused(engine, log);
        return engine;
      },
    },
    {
      provide: Rebuilds,
      inject: [DataSource, CONFIG, LOG, Engine],
      useFactory: (dataSource: DataSource, config: ServiceConfig, log: Logger, engine: Engine) =>
        rebuildsOf(model, dataSource, config, log, engine),
    },
    {
      provide: BusRunner,
      inject: [Engine, EventStore, CONFIG, LOG, INSTANCE, ...gateways],
      useFactory: (
        engine: Engine,
        store: EventStore,
        config: ServiceConfig,
        log: Logger,
        instance: string,
        ...called: Gateway[]
      ) =>
        new BusRunner(engine, store, kafkaClient(parts.name, config, log), {
          service: parts.name,
          instance,
          topicPrefix: config.CONCORD_TOPIC_PREFIX,
          partitions: config.CONCORD_PARTITIONS,
          gapMs: config.CONCORD_FETCH_GAP_MS ?? parts.gapMs,
          gateways: called,
          feed: feedOverHttp(config, model),
          log: busLog(log),
          onStuck: (reason) => {
            log.fatal(reason);
            process.exit(1);
          },
        }),
    },
    { provide: CallerLimits, useFactory: () => new CallerLimits() },
    {
      provide: Admission,
      inject: [CONFIG, CallerLimits],
      useFactory: (config: ServiceConfig, limits: CallerLimits) => new Admission(config.CONCORD_REQUESTS_MAX, limits),
    },
    {
      provide: EventStreams,
      inject: [CONFIG],
      useFactory: (config: ServiceConfig) => new EventStreams(config.CONCORD_STREAMS_MAX),
    },
    { provide: Commands, inject: [Engine], useFactory: (engine: Engine) => new Commands(engine) },
    {
      provide: Changes,
      inject: [Engine, EventStore],
      useFactory: (engine: Engine, store: EventStore) => new Changes(engine, store),
    },
    Gauges,
    { provide: Views, inject: [DataSource], useFactory: (dataSource: DataSource) => new Views(dataSource) },
    {
      provide: Freshness,
      inject: [EventStore, BusRunner, CONFIG],
      useFactory: (store: EventStore, bus: BusRunner, config: ServiceConfig) =>
        new Freshness(model, store, bus, config.CONCORD_TOPIC_PREFIX, config.CONCORD_PARTITIONS),
    },
    {
      provide: PostgresKeyStore,
      inject: [CONFIG],
      useFactory: (config: ServiceConfig) => new PostgresKeyStore(config.VAULT_URL),
    },
    {
      provide: Vault,
      inject: [PostgresKeyStore, CONFIG],
      useFactory: (store: PostgresKeyStore, config: ServiceConfig) => new Vault(store, masterKeyOf(config)),
    },
    {
      provide: CurrentSettings,
      inject: [DataSource, LOG],
      useFactory: (dataSource: DataSource, log: Logger) =>
        new CurrentSettings(dataSource, (error) => log.warn({ error }, 'The settings could not be read anew.')),
    },
    ...gateways,
    ...(parts.providers ?? []),
  ];
  const controllers = [
    HealthController,
    MetricsController,
    MeController,
    OperationsController,
    ParkedController,
    RefusedController,
    RetriesController,
    StreamController,
    AuditController,
  ];
  return {
    module: ServiceModule,
    global: true,
    imports: [database(parts)],
    providers,
    controllers,
    exports: providers,
  };
}

/** The master keys of a configuration. */
export const masterKeyOf = ({ CONCORD_MASTER_KEY: current, CONCORD_MASTER_KEY_PREVIOUS: previous }: ServiceConfig) =>
  new MasterKey(current, ...(previous === undefined ? [] : [previous]));

const retentionOf = (name: string, config: ServiceConfig, log: Logger) =>
  new Retention(config.DATABASE_URL, name, {
    onRound: (cleared) => {
      const rows = [...cleared.values()].reduce((sum, n) => sum + n, 0);
      if (rows >= CLEARED_ROWS_LOGGED) log.info(Object.fromEntries(cleared), `${rows} old rows were purged.`);
    },
    onFault: (error) => log.warn({ error }, 'Old rows could not be purged; the next round tries again.'),
  });

/** The ports of an engine, besides its store. */
const ports = ({ CONCORD_PARTITIONS: partitions }: ServiceConfig): Omit<EnginePorts, 'store'> => ({
  clock: { now: () => Date.now() },
  newId: () => uuid7(),
  laneOf: (streamId) => laneOf(streamId, partitions),
  pause: (ms) => new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve))),
});

/** Builds projections of a service, whether it runs or not. */
export const rebuildsOf = (model: Model, dataSource: DataSource, config: ServiceConfig, log: Logger, engine?: Engine) =>
  new Rebuilds(
    model,
    dataSource,
    config.DATABASE_URL,
    kafkaClient(model.name, config, log),
    config.CONCORD_TOPIC_PREFIX,
    feedOverHttp(config, model),
    ports(config),
    engine,
  );

/** The client of a service. */
export const kafkaClient = (name: string, config: ServiceConfig, log: Logger) =>
  new KafkaClient({
    brokers: config.KAFKA_BROKERS.split(','),
    clientId: `concord-${name}`,
    log: busLog(log),
    security: kafkaSecurity(config),
  });

@Module({})
class ServiceModule {}

const database = (parts: ServiceParts) =>
  TypeOrmModule.forRootAsync({
    inject: [CONFIG],
    useFactory: (config: ServiceConfig) => ({
      ...dataSourceOptions(parts, config.DATABASE_URL),
      retryAttempts: 3,
      retryDelay: 500,
    }),
  });
