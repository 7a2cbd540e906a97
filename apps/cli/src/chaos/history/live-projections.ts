import type { ServiceName } from '@concord/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Client as Database } from 'pg';
import { isProblem, type Concord } from '@concord/client';

import type { Violations } from './violations';

const LOOK_AGAIN_MS = 200;
const TRIES_MAX = 600;

/** Rebuilds every projection of a service from the first event on, and compares it with the live one. */
export async function compareProjections(
  client: Concord,
  service: ServiceName,
  url: string,
  violations: Violations,
): Promise<number> {
  const { builds } = (await client.of(service).get('/v1/projections')).data;
  const live = builds.filter(({ status }) => status === 'live');
  const database = new Database({ connectionString: url });
  await database.connect();
  let rows = 0;
  try {
    for (const { name, table } of live) {
      const before = await rowsOf(database, table);
      // Of two instances that are asked at once one builds and the other one waits.
      await Promise.all([rebuilt(client, service, name), rebuilt(client, service, name)]);
      const after = await rowsOf(database, table);
      rows += after.size;
      for (const key of new Set([...before.keys(), ...after.keys()])) {
        const difference = differenceOf(before.get(key), after.get(key));
        if (difference) violations.add('a projection is not the fold of its events', `${name} ${key} ${difference}`);
      }
    }
    const open = await database.query<{ name: string }>(`select name from projection_builds where status = 'building'`);
    violations.add(
      'a build was begun and never ended',
      open.rows.map(({ name }) => name),
    );
  } finally {
    await database.end();
  }
  return rows;
}

/** Waits for a build under way: one that a fault has begun, or our own where its answer took too long. */
async function rebuilt(client: Concord, service: ServiceName, name: string): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await client.of(service).post('/v1/projections/{name}/rebuild', { path: { name } });
      return;
    } catch (error) {
      if (!isProblem(error, 'rebuild-under-way') || tries === TRIES_MAX) throw error;
      await pause(LOOK_AGAIN_MS);
    }
}

type Row = Readonly<Record<string, unknown>>;

/** By primary key; without the revision and the transaction, which are others in each build. */
async function rowsOf(database: Database, table: string): Promise<Map<string, Row>> {
  const keys = await database.query<{ name: string }>(
    `select a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
     where i.indrelid = to_regclass($1) and i.indisprimary order by a.attname`,
    [`"${table}"`],
  );
  const { rows } = await database.query<{ row: Row }>(
    `select to_jsonb(t) - 'rev' - 'changed' as row from "${table}" t`,
  );
  return new Map(rows.map(({ row }) => [keys.rows.map(({ name }) => String(row[name])).join(' '), row]));
}

/** The differences of two rows, in words; empty if they are the same. */
function differenceOf(had: Row | undefined, ought: Row | undefined): string | undefined {
  if (!had) return `is missing: ${JSON.stringify(ought)}`;
  if (!ought) return `should not exist: ${JSON.stringify(had)}`;
  const differing = Object.keys({ ...had, ...ought }).filter((name) => !isDeepStrictEqual(had[name], ought[name]));
  if (differing.length === 0) return undefined;
  return differing
    .map((name) => `${name} ${JSON.stringify(had[name])} instead of ${JSON.stringify(ought[name])}`)
    .join(', ');
}
