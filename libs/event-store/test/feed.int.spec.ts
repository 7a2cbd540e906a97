import { eventually, testDatabase, openTills } from '@concord/testing';
import { Client } from 'pg';
import { Connection, FEED_START, oldestWriter, readFeed, type FeedCursor } from '../src';

const WRITERS = 6;
const WRITES = 120;
const PATIENCE_MS = 10_000;

const INSERT = `
  with c as materialized (select pg_current_xact_id() t),
  s as (insert into streams (stream_id, kind, lane, version, pub_seq, era, last_txid) select $1, 'till', 0, 1, 1, 1, t from c)
  insert into events (era, txid, stream_id, version, event_id, type, schema_version, data, meta, occurred_at, lane, pub_seq)
  select 1, t, $1, 1, gen_random_uuid(), 'CoinsAdded', 1, '{}', '{}', now(), 0, 1 from c`;

const database = testDatabase('feed');

describe('the feed', () => {
  it('never skips an event, whatever the order of the commits; a reader that trusts positions alone does', async () => {
    const tills = await openTills(database.url);
    const reader = new Connection(database.url, 'read', 'spec');
    const committed = new Set<string>();
    let writing = true;

    const write = async (writer: number) => {
      const client = new Client(database.url);
      await client.connect();
      for (let n = 0; n < WRITES; n++) {
        const streamId = `till-${writer}-${n}`;
        await client.query('begin');
        await client.query(INSERT, [streamId]);
        // Some commits are slow, some never happen.
        if (n % 5 === 0) await client.query('select pg_sleep(0.01)');
        await client.query(n % 30 === 29 ? 'rollback' : 'commit');
        if (n % 30 !== 29) committed.add(streamId);
      }
      await client.end();
    };

    const seen: string[] = [];
    const read = async () => {
      let cursor: FeedCursor = FEED_START;
      let idleSince = Infinity;
      for (;;) {
        const events = await readFeed(reader, cursor, 50);
        for (const event of events) seen.push(event.streamId);
        cursor = events.at(-1) ?? cursor;
        if (events.length > 0 || writing) idleSince = performance.now();
        // A transaction of another database on the server holds the barrier back; a skipped event never comes.
        const isPatient = seen.length < committed.size && performance.now() - idleSince < PATIENCE_MS;
        if (events.length === 0 && !writing && !isPatient) return;
      }
    };

    const naive = new Set<string>();
    const readNaively = async () => {
      const client = new Client(database.url);
      await client.connect();
      let position = '0';
      for (let last = false; ;) {
        const { rows } = await client.query<{ pos: string; stream_id: string }>(
          'select pos::text as pos, stream_id from events where pos > $1::bigint order by pos limit 50',
          [position],
        );
        for (const row of rows) naive.add(row.stream_id);
        position = rows.at(-1)?.pos ?? position;
        if (rows.length === 0 && last) break;
        if (rows.length === 0) last = !writing;
      }
      await client.end();
    };

    const readers = Promise.all([read(), readNaively()]);
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    writing = false;
    await readers;
    expect(seen).toHaveLength(committed.size);
    expect(new Set(seen)).toEqual(committed);
    expect(naive.size).toBeLessThan(committed.size);
    await reader.close();
    await tills.close();
  }, 60_000);

  it('names the transaction that delays it from another database, and the server ends a forgotten one', async () => {
    const reader = new Connection(database.url, 'read', 'spec');
    const neighbour = new URL(database.url);
    neighbour.pathname = '/postgres';
    const client = new Client({ connectionString: neighbour.href, application_name: 'forgetful' });
    client.on('error', () => undefined);
    const ended = new Promise((resolve) => client.once('end', resolve));
    await client.connect();
    // A little sooner than usual: all other specs on this server wait for it too.
    await client.query(`set idle_in_transaction_session_timeout = '3s'`);
    await client.query('begin');
    await client.query('select pg_current_xact_id()');
    // Other specs may be at work on the server, but not for long.
    await eventually(
      async () =>
        expect(await oldestWriter(reader)).toMatchObject({
          database: 'postgres',
          application: 'forgetful',
          state: 'idle in transaction',
        }),
      { within: 2_800 },
    );
    await ended;
    expect((await oldestWriter(reader))?.application).not.toBe('forgetful');
    await reader.close();
  }, 30_000);
});
