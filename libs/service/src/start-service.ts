import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import helmet from '@fastify/helmet';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ERASING_SERVICES } from '@concord/contracts';
import { BusRunner, ensureTopics, EventBusServer, topicOf } from '@concord/event-bus';
import { Engine, Model, type Tracing } from '@concord/event-sourcing';
import {
  createMissingDatabase,
  EventStore,
  prepareDatabase,
  provisionDatabase,
  Retention,
  type Prepared,
} from '@concord/event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { v7 as uuid7 } from 'uuid';
import { Admission, type AdmittedRequest, type KnownRoute } from './admission';
import { apiDocument } from './api-document';
import { AuthGuard } from './auth/auth.guard';
import { declaredRoutes } from './auth/declared-permissions';
import { verifierFor } from './auth/token-verifier';
import { readConfig, type ServiceConfig } from './config';
import { crashAt } from './crash-at';
import { Freshness } from './freshness';
import { InputPipe } from './input.pipe';
import { acceptJsonAlone, guard, serverOptions } from './http-server';
import { nestLog, newLog } from './log';
import { ProblemCounts, ProblemFilter } from './problem.filter';
import { runUntilStopped } from './process/run-until-stopped';
import { rootOf } from './root.module';
import { traceRequests } from './tracing/requests';
import { startTracing } from './tracing/tracing';
import { CurrentSettings } from './settings/current-settings';
import { warningsOfInitial } from './settings/initial-settings';
import { SettingRow } from './settings/settings.projection';
import { PostgresKeyStore } from './vault/postgres-key-store';
import { prepareVault } from './vault/prepare-vault';
import { rewrapKeys } from './vault/rewrap-keys';
import { dataSourceOptions, kafkaClient, LOG, masterKeyOf, rebuildsOf, type ServiceParts } from './service.module';

/** How many connections may wait to be accepted: a caller must be refused, and not left waiting by the kernel. */
const BACKLOG = 4_096;
/**
 * Remembered streams and rows make old memory fill slowly all the time. V8 would scan all of it after each growth by a
 * quarter, which takes a tenth of a service's time.
 */
const HEAP_GROWTH = '--heap-growing-percent=200';
/** How long a request under way at a stop may take. */
const REQUESTS_END_MS = 5_000;

/** The page of the documents loads its own scripts and styles, and nothing from elsewhere. */
const DOCUMENT_POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'", "'unsafe-inline'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  // A service behind plain HTTP has no other way to load its own scripts.
  upgradeInsecureRequests: null,
};

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
  /** The names of all services of the system: a consistency token of another one is refused. Absent: any is taken. */
  readonly services?: readonly string[];
}

/** Brings database and topics up to date. Run it before the service, once at a time. */
export async function migrate({ parts }: ServiceDeclaration, config: ServiceConfig): Promise<Prepared> {
  const log = newLog(parts.name, config.LOG_LEVEL);
  const model = new Model(parts);
  if (config.DATABASE_ADMIN_URL) await provisionDatabase(config.DATABASE_ADMIN_URL, config.DATABASE_URL);
  else await createMissingDatabase(config.DATABASE_URL);
  await prepareVault(config.VAULT_URL, parts.name, config.DATABASE_ADMIN_URL);
  const dataSource = await new DataSource(dataSourceOptions(parts, config.DATABASE_URL)).initialize();
  try {
    const topics = [parts.name, ...model.sources].map((name) => topicOf(name, config.CONCORD_TOPIC_PREFIX));
    const { CONCORD_PARTITIONS: partitions, CONCORD_REPLICAS: replicas } = config;
    await ensureTopics(kafkaClient(parts.name, config, log), topics, { partitions, replicas });
    await rewrapOldKeys(parts.name, config, log);
    const prepared = await prepareDatabase(dataSource, model, partitions);
    const rebuilds = rebuildsOf(model, dataSource, config, log);
    for (const name of prepared.outdated) {
      const { events, seconds } = await rebuilds.rebuild(name, true);
      log.info({ events, seconds }, `${name} was rebuilt, because its code is newer than its table.`);
    }
    return prepared;
  } finally {
    await dataSource.destroy();
  }
}

/** While a previous master key is named, the service that may change keys wraps them under the current one. */
async function rewrapOldKeys(service: string, config: ServiceConfig, log: Logger): Promise<void> {
  if (config.CONCORD_MASTER_KEY_PREVIOUS === undefined) return;
  if (!(ERASING_SERVICES as readonly string[]).includes(service)) return;
  const store = new PostgresKeyStore(config.VAULT_URL);
  try {
    const count = await rewrapKeys(store, masterKeyOf(config));
    log.info({ count }, 'The keys of the vault are wrapped under the current master key.');
  } finally {
    await store.close();
  }
}

/** Starts a service with a configuration. Throws where it cannot start. Nothing is traced without `tracing`. */
export async function startService(
  declaration: ServiceDeclaration,
  config: ServiceConfig,
  tracing?: Tracing,
): Promise<RunningService> {
  const { module, title, description } = declaration;
  const { name } = declaration.parts;
  const counts = new ProblemCounts();
  const filter = new ProblemFilter(newLog(name, config.LOG_LEVEL), counts);
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply) => filter.answer(error, request, reply);
  const adapter = new FastifyAdapter({
    ...serverOptions(),
    genReqId: () => uuid7(),
    frameworkErrors: answer,
    // Those with a request under way are closed when it is answered.
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(rootOf(module, config, counts, tracing), adapter, {
    bufferLogs: true,
    abortOnError: false,
    bodyParser: false,
  });
  const log = app.get(LOG);
  app.useLogger(nestLog(log));
  const server = app.getHttpAdapter().getInstance();
  acceptJsonAlone(server);
  guard(server, answer);
  if (tracing) traceRequests(server, tracing);
  const { AUTH_JWKS: jwks, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_GUEST_JWKS: guestJwks } = config;
  const verifier = verifierFor({ jwks, issuer, audience, guestJwks });
  const admission = app.get(Admission);
  const freshness = app.get(Freshness);
  freshness.services = declaration.services;
  admission.install(server, verifier, answer, (request) => freshness.waitFor(request));
  await app.register(helmet, { contentSecurityPolicy: { directives: DOCUMENT_POLICY } });
  let stopping = false;
  server.addHook('onSend', async (request, reply) => {
    // A connection that is kept alive would keep the server from closing after its last answer.
    if (stopping) void reply.header('connection', 'close');
    // No cache may store what a caller sees.
    if ((request as AdmittedRequest).caller) void reply.header('cache-control', 'no-store');
  });
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(filter);
  app.useGlobalInterceptors(freshness);
  app.useGlobalGuards(new AuthGuard(verifier));
  const routes = declaredRoutes(app);
  const undeclared = routes.filter(({ access }) => access === undefined);
  if (undeclared.length > 0)
    throw new Error(
      `These routes declare no permission: ${undeclared.map(({ method, path }) => `${method} ${path}`).join(', ')}.`,
    );
  admission.know(routes as readonly KnownRoute[]);
  const bus = app.get(BusRunner);
  app.connectMicroservice<MicroserviceOptions>({ strategy: new EventBusServer(bus) });
  const contact = { email: config.CONCORD_API_CONTACT_EMAIL, url: config.CONCORD_API_CONTACT_URL };
  const openapi = apiDocument(app, { name, title, description }, routes, contact);
  SwaggerModule.setup('docs', app, openapi, { jsonDocumentUrl: 'openapi.json' });
  const settings = app.get(CurrentSettings);
  // A service of a test may do without.
  if (declaration.parts.projections?.some(({ row }) => row === SettingRow)) await settings.start();
  const mustSet = declaration.parts.mustSet ?? [];
  for (const [facts, sentence] of warningsOfInitial(mustSet, settings.table, new Date().toISOString()))
    log.warn(facts, sentence);
  await app.startAllMicroservices();
  await app.listen({ port: config.PORT, host: config.HOST, backlog: BACKLOG });
  const retention = app.get(Retention);
  retention.start();
  const stop = async () => {
    stopping = true;
    settings.stop();
    const cleared = retention.stop();
    const end = setTimeout(() => app.getHttpServer().closeAllConnections(), REQUESTS_END_MS);
    await app.close();
    clearTimeout(end);
    await app.get(Engine).idle();
    await app.get(EventStore).close();
    await app.get(PostgresKeyStore).close();
    await cleared;
  };
  return { app, url: await app.getUrl(), openapi, stop };
}

/**
 * The main file of a service: `migrate` brings database and topics up to date and ends, `serve` (the default) serves
 * until SIGTERM, `up` does both. What makes a start impossible is logged in one line on standard error.
 */
export function main(declaration: ServiceDeclaration): Promise<void> {
  const { name } = declaration.parts;
  setFlagsFromString(HEAP_GROWTH);
  return runUntilStopped(name, async () => {
    const config = readConfig({ PORT: String(declaration.port), ...process.env });
    if (config.CRASH_AT) crashAt(config.CRASH_AT);
    const task = process.argv[2] ?? 'serve';
    if (!['serve', 'migrate', 'up'].includes(task))
      throw new Error(`there is no task ${task}: migrate, serve (the default), or up, which does both.`);
    if (task !== 'serve') {
      await migrate(declaration, config);
      if (task === 'migrate') return process.exit(0);
    }
    const tracing = await startTracing(name, process.env, newLog(name, config.LOG_LEVEL));
    const { app, url, stop } = await startService(declaration, config, tracing);
    return { url, log: app.get(LOG), stop: () => stop().then(() => tracing?.stop()) };
  });
}
