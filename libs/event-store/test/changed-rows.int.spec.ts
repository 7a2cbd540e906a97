import { Engine, projection, type ModelParts } from '@concord/event-sourcing';
import { add, openTills, portsOn, run, testDatabase, till, tillEvents, TillRow } from '@concord/testing';
import { Client } from 'pg';
import { changedSince, prepareDatabase } from '../src';

const tracked = projection(
  'tills.tills',
  tillEvents,
  TillRow,
  ({ data }) => ({ till: data.till }),
  { CoinsAdded: (row, { data }) => ({ ...row, coins: row.coins + data.coins }) },
  { tracksChanges: true },
);
const parts: ModelParts = { name: 'tills', deciders: [till], projections: [tracked] };
const database = testDatabase('changed-rows');

describe('a view that tracks changes', () => {
  let tills: Awaited<ReturnType<typeof openTills>>;
  beforeAll(async () => {
    tills = await openTills(database.url, parts);
  });
  afterAll(() => tills.close());

  /** What changed since a snapshot, and the snapshot after which to look the next time. */
  async function look(since: string) {
    const [{ now, changed }] = await tills.dataSource.query(
      `select pg_current_snapshot()::text as now,
         array(select till from till_view t where ${changedSince('t', '$1::pg_snapshot')} order by till) as changed`,
      [since],
    );
    return { now: now as string, changed: changed as string[] };
  }
  const snapshot = async () => (await look('1:1:')).now;

  it('shows each row once after it was made, and once after each change', async () => {
    const before = await snapshot();
    await run(tills.engine, add('a', 1));
    await run(tills.engine, add('b', 1));
    const first = await look(before);
    expect(first.changed).toEqual(['a', 'b']);
    expect((await look(first.now)).changed).toEqual([]);
    await run(tills.engine, add('b', 1));
    expect((await look(first.now)).changed).toEqual(['b']);
  });

  it('misses no row whose transaction began before another one and was committed after it', async () => {
    const slow = new Client({ connectionString: database.url });
    await slow.connect();
    try {
      await slow.query('begin');
      await slow.query(`insert into till_view (till, coins) values ('slow', 1)`);
      const before = await snapshot();
      await run(tills.engine, add('quick', 1));
      const first = await look(before);
      expect(first.changed).toEqual(['quick']);
      await slow.query('commit');
      const second = await look(first.now);
      expect(second.changed).toEqual(['slow']);
      expect((await look(second.now)).changed).toEqual([]);
    } finally {
      await slow.end();
    }
  });

  it('misses and repeats nothing while many write at once', async () => {
    const found: string[] = [];
    let { now } = await look(await snapshot());
    const names = Array.from({ length: 200 }, (_, n) => `many-${n}`);
    // Each engine commits what arrives together in one transaction of its own.
    const engines = Array.from({ length: 5 }, () => new Engine(tills.model, portsOn(tills.store)));
    let isWriting = true;
    const writing = Promise.all(names.map((name, n) => run(engines[n % 5]!, add(name, 1)))).then(
      () => (isWriting = false),
    );
    do {
      const next = await look(now);
      found.push(...next.changed);
      now = next.now;
    } while (isWriting);
    await writing;
    found.push(...(await look(now)).changed);
    expect(found.toSorted()).toEqual(names.toSorted());
  });

  it('takes rows of a restored table for old, although their transactions are yet to come', async () => {
    await tills.dataSource.query(
      `update till_view set changed = (pg_current_xact_id()::text::int8 + 1000000)::text::xid8`,
    );
    await prepareDatabase(tills.dataSource, tills.model, 4);
    const [{ later }] = await tills.dataSource.query(
      `select count(*)::int as later from till_view where changed >= pg_snapshot_xmax(pg_current_snapshot())`,
    );
    expect(later).toBe(0);
  });
});
