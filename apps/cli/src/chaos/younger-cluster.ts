import { SERVICE_NAMES } from '@concord/contracts';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createDatabase, startPostgres } from '@concord/local-infra';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

import type { Fault, Scene } from './faults';

/**
 * A service's database moves to a server that has just been set up, as after a restore from a dump: its transaction ids
 * begin far below those in the tables.
 */
async function moveToYoungerCluster({ rig, random, recovery }: Scene): Promise<boolean> {
  const service = random.pick(SERVICE_NAMES);
  const from = rig.databases.get(service)!;
  if (rig.moved.has(service)) return false;
  rig.say(`${service} is stopped, and its database moves to a younger server`);
  const instances = rig.instances(service);
  await Promise.all(instances.map((instance) => instance.stop()));
  const folder = path.join(rig.folder, `moved-${service}`);
  const server = await startPostgres({ dataFolder: folder, from: 'process', onProgress: rig.say });
  rig.watch(`Postgres of ${service}`, server);
  const to = await createDatabase(server.url, service);
  for (const instance of instances) instance.set({ DATABASE_URL: to });
  await instances[0]!.migrate();
  await copyTables(from, to, path.join(folder, 'copy'));
  rig.moved.add(service);
  rig.databases.set(service, to);
  const at = performance.now();
  await Promise.all(instances.map((instance) => instance.start()));
  const [{ era } = { era: 0 }] = await rig.query<{ era: number }>(service, 'select era from era');
  rig.say(`${service} goes on in era ${era}`);
  if (era < 2) rig.setbacks.push(`${service} was restored into a younger cluster and is still in era ${era}`);
  await recovery.flowing('restored into a younger cluster', at);
  return true;
}

/** As a dump does it: every table as it stands, and where the sequence is. */
async function copyTables(from: string, to: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // Both servers write and read here, as users of their own.
  chmodSync(folder, 0o777);
  const source = new Client({ connectionString: from });
  const target = new Client({ connectionString: to });
  await Promise.all([source.connect(), target.connect()]);
  try {
    await source.query('begin isolation level repeatable read read only');
    const { rows } = await source.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    await target.query('begin');
    for (const { name } of rows) {
      const table = escapeIdentifier(name);
      const file = escapeLiteral(path.join(folder, `${name}.copy`));
      const columns = await source.query<{ list: string }>(
        `select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as list
         from information_schema.columns where table_schema = 'public' and table_name = $1`,
        [name],
      );
      const { list } = columns.rows[0]!;
      await source.query(`copy ${table} (${list}) to ${file}`);
      await target.query(`delete from ${table}`);
      await target.query(`copy ${table} (${list}) from ${file}`);
    }
    const { rows: last } = await source.query<{ value: string }>(
      `select last_value::text as value from events_pos_seq`,
    );
    await target.query(`select setval('events_pos_seq', $1)`, [last[0]!.value]);
    await target.query('commit');
  } finally {
    await Promise.all([source.end(), target.end()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

export const restoreFaults: readonly Fault[] = [{ name: 'younger-cluster', strike: moveToYoungerCluster }];
