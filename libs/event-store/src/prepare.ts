import { createHash } from 'node:crypto';
import type { Model, Projection } from '@concord/event-sourcing';
import { Client, escapeIdentifier } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { CHANGED, createViewTable, viewOf, type View } from './views';

/** An arbitrary number: the key of the lock under which a database is prepared. */
const PREPARE_LOCK = 7_230_117;
const UNKNOWN_DATABASE = '3D000';
const DATABASE_EXISTS = '42P04';

/** Creates the database of a URL where the server does not have it yet. */
export async function createMissingDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return;
  } catch (error) {
    if ((error as { code?: string }).code !== UNKNOWN_DATABASE) throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
  const server = new URL(url);
  const name = decodeURIComponent(server.pathname.slice(1));
  server.pathname = '/postgres';
  const maintenance = new Client({ connectionString: server.href });
  await maintenance.connect();
  try {
    await maintenance.query(`create database ${escapeIdentifier(name)}`);
  } catch (error) {
    // Somebody else was first.
    if ((error as { code?: string }).code !== DATABASE_EXISTS) throw error;
  } finally {
    await maintenance.end();
  }
}

/** Projections to be rebuilt, because their code or columns are newer than their table. */
export interface Prepared {
  readonly partitions: number;
  readonly outdated: readonly string[];
}

/** A database that does not fit the configuration. The message says what to do. */
export class PrepareProblem extends Error {}

/**
 * Brings a service's database up to date: migrations, era, the number of partitions, lanes, read tables. Runs before
 * the service does, once at a time; a second run waits.
 */
export async function prepareDatabase(dataSource: DataSource, model: Model, partitions: number): Promise<Prepared> {
  const guard = dataSource.createQueryRunner();
  await guard.connect();
  try {
    await guard.query('select pg_advisory_lock($1)', [PREPARE_LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
    await guardEra(guard);
    await recordPartitions(guard, partitions);
    const outdated: string[] = [];
    for (const projection of model.projections) {
      const view = viewOf(projection, dataSource);
      if (!(await prepareView(guard, dataSource, projection, view))) outdated.push(projection.name);
      else if (view.tracksChanges) await forgetLaterChanges(guard, view);
    }
    return { partitions, outdated };
  } finally {
    await guard.query('select pg_advisory_unlock($1)', [PREPARE_LOCK]);
    await guard.release();
  }
}

/** The number of partitions at the first preparation of the database. */
export async function recordedPartitions(dataSource: DataSource): Promise<number | undefined> {
  const known = await dataSource.query(`select to_regclass('settings') is not null as known`);
  if (!known[0].known) return undefined;
  const rows = await dataSource.query(`select value from settings where name = 'partitions'`);
  return rows[0] && Number(rows[0].value);
}

/** Changes when a projection must be rebuilt: other columns, other events, or another `version` of its code. */
export function codeHash(projection: Projection, view: View): string {
  const events = Object.keys(projection.events).sort();
  const parts = { shape: view.shape, events, version: projection.version ?? 1 };
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}

/**
 * After a restore into a younger cluster transaction ids begin below those in the tables: old events would not be
 * visible yet, and new events would sort before them. A higher era sorts new events after all old ones.
 */
async function guardEra(runner: QueryRunner) {
  await runner.startTransaction();
  try {
    await runner.query('lock table era in access exclusive mode');
    await runner.query(`update era set era = era + 1 where exists (
      select 1 from streams s where s.era = era.era and s.last_txid >= pg_snapshot_xmax(pg_current_snapshot()))`);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

async function recordPartitions(runner: QueryRunner, partitions: number) {
  await runner.query(`insert into settings (name, value) values ('partitions', $1) on conflict do nothing`, [
    String(partitions),
  ]);
  const [{ value }] = await runner.query(`select value from settings where name = 'partitions'`);
  if (Number(value) !== partitions)
    throw new PrepareProblem(
      `This database was set up for ${value} partitions and CONCORD_PARTITIONS says ${partitions}: the number is never changed, because events of one key would move to another partition. Set CONCORD_PARTITIONS=${value}.`,
    );
  await runner.query(`insert into relay_lanes (lane) select generate_series(0, $1::int - 1) on conflict do nothing`, [
    partitions,
  ]);
}

/** After a restore into a younger cluster rows name transactions that are yet to come: they would seem to change then. */
const forgetLaterChanges = (runner: QueryRunner, { table }: View) =>
  runner.query(
    `update "${table}" set ${CHANGED} = '3'::xid8 where ${CHANGED} >= pg_snapshot_xmax(pg_current_snapshot())`,
  );

/** Creates the table of a view that has none. False when its table was built by other code. */
async function prepareView(runner: QueryRunner, dataSource: DataSource, projection: Projection, view: View) {
  const hash = codeHash(projection, view);
  const [live] = await runner.query(
    `select build, code_hash from projection_builds where name = $1 and status = 'live'`,
    [view.name],
  );
  if (live) return live.code_hash === hash;
  const [{ used }] = await runner.query(
    `select exists (select 1 from events) or exists (select 1 from consumer_positions) as used`,
  );
  await createViewTable(view, view.table, dataSource);
  // In a store with a history an empty table would be wrong: its hash stays open, so that it is rebuilt at once.
  await runner.query(
    `insert into projection_builds (name, build, table_name, status, code_hash, finished_at) values ($1, 1, $2, 'live', $3, now())`,
    [view.name, view.table, used ? 'empty' : hash],
  );
  return !used;
}
