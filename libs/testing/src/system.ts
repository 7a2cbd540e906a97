import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  developmentIssuer,
  migrate,
  readConfig,
  startService,
  TRIAL_MASTER_KEY,
  type RunningService,
  type ServiceDeclaration,
} from '@concord/service';
import { kafkaBrokers } from './servers';
import { uniqueName } from './unique-name';

/** One system of services on the shared servers: its own topics, its own keys. */
export async function openSystem() {
  const folder = mkdtempSync(path.join(tmpdir(), 'concord-service-'));
  const issuer = await developmentIssuer(folder, {});
  const prefix = `${uniqueName('svc')}-`;
  const manager = await issuer.mint({ roles: 'inventory_manager' });
  // The services of one system share a vault: it lies in the database of the first of them.
  let vault: string | undefined;
  const configOf = (url: string, environment: NodeJS.ProcessEnv = {}) =>
    readConfig({
      ...environment,
      DATABASE_URL: url,
      KAFKA_BROKERS: kafkaBrokers().join(','),
      CONCORD_PARTITIONS: '4',
      AUTH_JWKS: issuer.jwksFile,
      AUTH_ISSUER: issuer.issuer,
      CONCORD_TOPIC_PREFIX: prefix,
      LOG_LEVEL: 'silent',
      CONCORD_MASTER_KEY: TRIAL_MASTER_KEY,
      VAULT_URL: (vault ??= url),
    });
  return {
    issuer,
    migrate: (declaration: ServiceDeclaration, url: string) => migrate(declaration, configOf(url)),
    start: (declaration: ServiceDeclaration, url: string, environment?: NodeJS.ProcessEnv) =>
      startService(declaration, configOf(url, environment)),
    /** Asks a service as an inventory manager, unless the headers say otherwise. */
    async ask(running: RunningService, method: string, route: string, body?: unknown, headers: object = {}) {
      const all: Record<string, string | undefined> = {
        authorization: `Bearer ${manager}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method === 'POST' && { 'idempotency-key': uniqueName('key') }),
        ...headers,
      };
      const sent = Object.entries(all).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const response = await fetch(running.url + route, {
        method,
        headers: Object.fromEntries(sent),
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

export { reachesOutOfScope, type Probe } from './scopes';
