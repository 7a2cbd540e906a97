import { openTills, testDatabase } from '@concord/testing';
import { Client } from 'pg';
import { CLEARED_ROWS_MAX, RETENTION, Retention, type ClearedTable } from '../src';

const database = testDatabase('retention');
let tills: Awaited<ReturnType<typeof openTills>>;
const faults: unknown[] = [];

beforeAll(async () => {
  tills = await openTills(database.url);
});
afterAll(() => tills.close());
beforeEach(() => query('truncate idempotency_keys, timers, parked, refused_reactions'));

const query = <T = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<T[]> =>
  tills.dataSource.query(text, values);
const retention = () =>
  new Retention(database.url, 'tills', { onRound: () => undefined, onFault: (e) => faults.push(e) });

/** Rows of each table with the given age in days, named by it. */
const ADD: Readonly<Record<ClearedTable, string>> = {
  idempotency_keys: `insert into idempotency_keys (principal, key, route, request_hash, status, answered_at)
    select 'p', $2::text || n, 'POST /tills', 'h', 200, now() - make_interval(days => $1) from generate_series(1, $3::int) n`,
  timers: `insert into timers (id, due_at, process, process_id, name, body, fired_at)
    select gen_random_uuid(), now() - interval '1 year', 'p', $2::text || n, 'patience', '{}', now() - make_interval(days => $1)
    from generate_series(1, $3::int) n`,
  parked: `insert into parked (topic, partition, "offset", key, event_id, type, reason, event, settled_at, settled_as)
    select 't', 0, nextval('events_pos_seq'), $2::text || n, 'e', 'CoinsAdded', 'r', '{"value":"secret"}',
      now() - make_interval(days => $1), 'replayed' from generate_series(1, $3::int) n`,
  refused_reactions: `insert into refused_reactions
    select gen_random_uuid(), now() - make_interval(days => $1), 'r', 'c', $2::text || n, 'code', 'e', 'E', 'k'
    from generate_series(1, $3::int) n`,
};
const NAME: Readonly<Record<ClearedTable, string>> = {
  idempotency_keys: 'key',
  timers: 'process_id',
  parked: 'key',
  refused_reactions: 'stream_id',
};
const TABLES = Object.keys(ADD) as ClearedTable[];
const INDEX = {
  idempotency_keys: 'idempotency_keys_age',
  timers: 'timers_fired',
  parked: 'parked_clearable',
  refused_reactions: 'refused_reactions_age',
} as const;

const add = (table: ClearedTable, days: number, name: string, rows = 1) => query(ADD[table], [days, name, rows]);
const names = async (table: ClearedTable) =>
  (await query<{ name: string }>(`select ${NAME[table]} as name from ${table} order by 1`)).map(({ name }) => name);

describe.each(TABLES)('rows of %s', (table) => {
  const { days } = RETENTION[table];

  it('are purged when they are too old, and stay until then', async () => {
    await add(table, days - 1, 'young', 3);
    await add(table, days + 1, 'old', 3);
    expect(await retention().round()).toEqual(new Map([[table, 3]]));
    expect(await names(table)).toEqual(['young1', 'young2', 'young3']);
    expect(await retention().round()).toEqual(new Map());
  });

  it('are purged in small batches', async () => {
    await query('create table batches (rows int)');
    await query(`create function note_batch() returns trigger language plpgsql as $$
      begin insert into batches select count(*) from gone; return null; end $$`);
    await query(`create trigger note after delete on ${table} referencing old table as gone
      for each statement execute function note_batch()`);
    try {
      await add(table, days + 1, 'old', 2 * CLEARED_ROWS_MAX + 7);
      const counted = retention();
      await counted.round();
      const batches = await query<{ rows: number }>('select rows from batches where rows > 0');
      expect(batches.map(({ rows }) => rows)).toEqual([CLEARED_ROWS_MAX, CLEARED_ROWS_MAX, 7]);
      expect(counted.total).toEqual(new Map([[table, 2 * CLEARED_ROWS_MAX + 7]]));
    } finally {
      await query(`drop trigger note on ${table}`);
      await query('drop function note_batch()');
      await query('drop table batches');
    }
  });

  it('are found by an index, however many are young', async () => {
    const read = async () => {
      await query('select pg_stat_force_next_flush()');
      const counts = `select coalesce(sum(idx_tup_read), 0) as read from pg_stat_user_indexes where relname = $1`;
      const [{ read: all }] = (await query<{ read: number }>(counts, [table])) as [{ read: number }];
      const [{ scans }] = (await query<{ scans: number }>(
        `select seq_scan as scans from pg_stat_user_tables where relname = $1`,
        [table],
      )) as [{ scans: number }];
      return { entries: Number(all), scans: Number(scans) };
    };
    await add(table, days - 1, 'young', 5_000);
    await add(table, days + 1, 'old', 10);
    const before = await read();
    await retention().round();
    const after = await read();
    expect(after.entries - before.entries).toBeLessThan(100);
    expect(after.scans).toBe(before.scans);
    const [{ used }] = (await query<{ used: number }>(
      'select idx_scan as used from pg_stat_user_indexes where indexrelname = $1',
      [INDEX[table]],
    )) as [{ used: number }];
    expect(Number(used)).toBeGreaterThan(0);
  });

  it('are shared by instances that purge at the same time', async () => {
    await add(table, days + 1, 'old', 3 * CLEARED_ROWS_MAX);
    const rounds = await Promise.all([retention().round(), retention().round(), retention().round()]);
    const sum = rounds.reduce((rows, cleared) => rows + (cleared.get(table) ?? 0), 0);
    expect(sum).toBe(3 * CLEARED_ROWS_MAX);
    expect(await names(table)).toEqual([]);
  });
});

describe('clearing', () => {
  it('waits for no lock, and skips rows that another transaction is writing', async () => {
    await add('timers', 31, 'fired', 2);
    const writer = new Client({ connectionString: database.url });
    await writer.connect();
    try {
      await writer.query('begin');
      await writer.query(`update timers set fired_at = null where process_id = 'fired1'`);
      expect(await retention().round()).toEqual(new Map([['timers', 1]]));
      await writer.query('commit');
    } finally {
      await writer.end();
    }
    await retention().round();
    expect(await names('timers')).toEqual(['fired1']);
  });

  it('keeps open timers and waiting messages, however old they are', async () => {
    await add('timers', 400, 'open');
    await add('parked', 400, 'waiting');
    await query('update timers set fired_at = null');
    await query('update parked set settled_at = null, settled_as = null');
    expect(await retention().round()).toEqual(new Map());
  });

  it('keeps the record of a discarded message, without the message: a rebuild must leave it out', async () => {
    await add('parked', 91, 'discarded');
    await query(`update parked set settled_as = 'discarded'`);
    expect(await retention().round()).toEqual(new Map([['parked', 1]]));
    expect(await query('select key, settled_as, event from parked')).toEqual([
      { key: 'discarded1', settled_as: 'discarded', event: null },
    ]);
    expect(await retention().round()).toEqual(new Map());
  });

  it('keeps a replayed message while a build that began before it was replayed is not finished', async () => {
    await add('parked', 91, 'replayed');
    await query(`insert into projection_builds (name, build, table_name, status, code_hash, started_at)
      values ('spec', 1, 'spec__1', 'building', 'h', now() - interval '92 days')`);
    expect(await retention().round()).toEqual(new Map());
    await query(`delete from projection_builds where name = 'spec'`);
    expect(await retention().round()).toEqual(new Map([['parked', 1]]));
  });

  it('stops between two statements', async () => {
    await add('idempotency_keys', 8, 'old', 4 * CLEARED_ROWS_MAX);
    const stopped = retention();
    stopped.start();
    const round = stopped.round();
    await stopped.stop();
    await round;
    expect((await names('idempotency_keys')).length).toBeGreaterThanOrEqual(3 * CLEARED_ROWS_MAX);
    expect(faults).toEqual([]);
  });
});
