import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import helmet from '@fastify/helmet';
import { Module, ValidationPipe, type DynamicModule, type Type, type ValidationError } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { BusRunner, ensureTopics, EventBusServer, topicOf } from '@concord/event-bus';
import { Engine, Model } from '@concord/event-sourcing';
import { createMissingDatabase, EventStore, prepareDatabase, type Prepared } from '@concord/event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { v7 as uuid7 } from 'uuid';
import { AuthGuard } from './auth/auth.guard';
import { undeclaredRoutes } from './auth/declared-permissions';
import { verifierFor } from './auth/token-verifier';
import { readConfig, ServiceConfig } from './config';
import { crashAt } from './crash-at';
import { Freshness } from './freshness';
import { LoadLimit } from './load-limit';
import { nestLog, newLog } from './log';
import { ProblemFilter, requestInvalid } from './problem.filter';
import { dataSourceOptions, kafkaClient, LOG, rebuildsOf, type ServiceParts } from './service.module';

/** Connections that wait to be accepted: who is refused is to be told so, and not left waiting by the kernel. */
const BACKLOG = 4_096;
/** The largest body that is read. */
const BODY_BYTES_MAX = 1_048_576;
/**
 * What is remembered of streams and rows makes old memory fill slowly all the time. V8 would look through all of it
 * whenever a quarter has come to it, which takes a tenth of a service's time.
 */
const HEAP_GROWTH = '--heap-growing-percent=200';
/** A stop takes at most so long: what is not finished then is repeated by the next instance. */
const STOP_MS = 8_000;

/** A request under way at a stop has so long to be answered. */
const REQUESTS_END_MS = 5_000;

/** A service that runs. */
export interface RunningService {
  readonly app: NestFastifyApplication;
  /** `http://host:port`. */
  readonly url: string;
  readonly openapi: OpenAPIObject;
  /** Finishes what is under way, commits, leaves the group, closes. */
  stop(): Promise<void>;
}

/** What a service's main file declares. */
export interface ServiceDeclaration {
  readonly module: Type;
  readonly parts: ServiceParts;
  readonly title: string;
  readonly description: string;
  /** Where it listens unless PORT says otherwise. */
  readonly port: number;
}

/** Brings database and topics up to date. Run before the service, once at a time. */
export async function migrate({ parts }: ServiceDeclaration, config: ServiceConfig): Promise<Prepared> {
  const log = newLog(parts.name, config.LOG_LEVEL);
  const model = new Model(parts);
  await createMissingDatabase(config.DATABASE_URL);
  const dataSource = await new DataSource(dataSourceOptions(parts, config.DATABASE_URL)).initialize();
  try {
    const topics = [parts.name, ...model.sources].map((name) => topicOf(name, config.CONCORD_TOPIC_PREFIX));
    const { CONCORD_PARTITIONS: partitions, CONCORD_REPLICAS: replicas } = config;
    await ensureTopics(kafkaClient(parts.name, config, log), topics, { partitions, replicas });
    const prepared = await prepareDatabase(dataSource, model, partitions);
    const rebuilds = rebuildsOf(model, dataSource, config, log);
    for (const name of prepared.outdated) {
      const { events, seconds } = await rebuilds.rebuild(name, true);
      log.info({ events, seconds }, `${name} was built anew, as its code is newer than its table.`);
    }
    return prepared;
  } finally {
    await dataSource.destroy();
  }
}

/** Starts a service with a configuration. Throws where it cannot start. */
export async function startService(declaration: ServiceDeclaration, config: ServiceConfig): Promise<RunningService> {
  const { module, title, description } = declaration;
  const root: DynamicModule = { module: Root, imports: [configuration(config), module] };
  const filter = new ProblemFilter(newLog(declaration.parts.name, config.LOG_LEVEL));
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply) => filter.answer(error, request, reply);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => uuid7(),
    frameworkErrors: answer,
    // Those with a request under way are closed when it is answered.
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  const log = app.get(LOG);
  app.useLogger(nestLog(log));
  app.get(LoadLimit).install(app.getHttpAdapter().getInstance(), answer);
  // Documentation pages load their own scripts; everything else answers JSON.
  await app.register(helmet, { contentSecurityPolicy: false });
  let stopping = false;
  // A connection that is kept alive would keep the server from closing after its last answer.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (_request, reply) => {
      if (stopping) void reply.header('connection', 'close');
    });
  app.useGlobalPipes(
    new JsonValidation({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: requestInvalid,
    }),
  );
  app.useGlobalFilters(filter);
  app.useGlobalInterceptors(app.get(Freshness));
  const { AUTH_JWKS: jwks, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience } = config;
  app.useGlobalGuards(new AuthGuard(verifierFor({ jwks, issuer, audience })));
  const undeclared = undeclaredRoutes(app);
  if (undeclared.length > 0)
    throw new Error(`These routes declare no permission: ${undeclared.map(({ route }) => route).join(', ')}.`);
  const bus = app.get(BusRunner);
  app.connectMicroservice<MicroserviceOptions>({ strategy: new EventBusServer(bus) });
  const openapi = documentOf(app, title, description);
  SwaggerModule.setup('docs', app, openapi, { jsonDocumentUrl: 'openapi.json' });
  await app.startAllMicroservices();
  await app.listen({ port: config.PORT, host: config.HOST, backlog: BACKLOG });
  const stop = async () => {
    stopping = true;
    const end = setTimeout(() => app.getHttpServer().closeAllConnections(), REQUESTS_END_MS);
    await app.close();
    clearTimeout(end);
    await app.get(Engine).idle();
    await app.get(EventStore).close();
  };
  return { app, url: await app.getUrl(), openapi, stop };
}

/**
 * The main file of a service: `migrate` brings database and topics up to date and ends, `serve` (the default) serves
 * until SIGTERM, `up` does both. What makes a start impossible is one clear line on standard error.
 */
export async function main(declaration: ServiceDeclaration): Promise<void> {
  const hasParent = process.send !== undefined;
  setFlagsFromString(HEAP_GROWTH);
  try {
    const config = readConfig({ PORT: String(declaration.port), ...process.env });
    if (config.CRASH_AT) crashAt(config.CRASH_AT);
    const task = process.argv[2] ?? 'serve';
    if (!['serve', 'migrate', 'up'].includes(task))
      throw new Error(`there is no task ${task}: migrate, serve (the default), or up, which does both.`);
    if (task !== 'serve') {
      await migrate(declaration, config);
      if (task === 'migrate') return process.exit(0);
    }
    const running = await startService(declaration, config);
    const log = running.app.get(LOG);
    log.info({ url: running.url }, `${declaration.parts.name} is ready`);
    process.send?.({ ready: running.url });
    const end = (signal: string) => {
      log.info(`${signal}: stopping`);
      void pause(STOP_MS, undefined, { ref: false }).then(() => process.exit(1));
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'The stop did not end well.');
          process.exit(1);
        },
      );
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
    // A child of `npm start` goes when its parent is gone, also after kill -9.
    if (hasParent) process.once('disconnect', () => end('parent gone'));
    // It may have gone while this one was starting.
    if (hasParent && !process.connected) end('parent gone');
  } catch (error) {
    console.error(`${declaration.parts.name} cannot start: ${(error as Error).message}`);
    process.exit(1);
  }
}

/** Bodies are JSON: there are no binary values in them to be looked for. */
class JsonValidation extends ValidationPipe {
  protected override findNestedBinaryValues(): ValidationError[] {
    return [];
  }
}

function documentOf(app: NestFastifyApplication, title: string, description: string): OpenAPIObject {
  const document = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion('1.0.0')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/')
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  return SwaggerModule.createDocument(app, document);
}

@Module({})
class Root {}

@Module({})
class Configuration {}

const configuration = (config: ServiceConfig): DynamicModule => ({
  module: Configuration,
  global: true,
  providers: [{ provide: ServiceConfig, useValue: config }],
  exports: [ServiceConfig],
});
