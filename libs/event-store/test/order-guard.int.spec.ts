import { eventually, testDatabase, meta, openTills } from '@concord/testing';
import { Client } from 'pg';
import { commitStatement } from '../src/commit-statement';
import { Connection, FEED_START, readFeed } from '../src';

const batch = (streamId: string, fromVersion: number) => ({
  positions: [],
  parked: [],
  replayed: [],
  streams: [{ streamId, kind: 'till', lane: 0, fromVersion, version: fromVersion + 1, pubSeq: fromVersion + 1 }],
  reliedOn: [],
  events: [
    {
      type: 'CoinsAdded',
      schemaVersion: 1,
      data: { till: 'x', coins: 1 },
      streamId,
      version: fromVersion + 1,
      eventId: crypto.randomUUID(),
      occurredAt: '2026-01-05T09:00:00.000Z',
      meta,
      lane: 0,
      pubSeq: fromVersion + 1,
    },
  ],
  snapshots: [],
  rows: [],
  timers: [],
  stoppedTimers: [],
  firedTimers: [],
  heldTimers: [],
  answers: [],
  refused: [],
});

/** Transactions of other specs on the server hold the feed back too. */
const PATIENT = { within: 15_000 };
const database = testDatabase('order-guard');

describe('the order of a stream in the feed', () => {
  let tills: Awaited<ReturnType<typeof openTills>>;
  let early: Client;
  let late: Client;
  let reader: Connection;

  beforeAll(async () => {
    tills = await openTills(database.url);
    early = new Client(database.url);
    late = new Client(database.url);
    await Promise.all([early.connect(), late.connect()]);
    reader = new Connection(database.url, 'read', 'spec');
  });
  afterAll(async () => {
    await Promise.all([early.end(), late.end(), reader.close()]);
    await tills.close();
  });

  const append = (client: Client, streamId: string, fromVersion: number, change = (text: string) => text) => {
    const { text, values } = commitStatement(
      batch(streamId, fromVersion),
      'tills',
      () => expect(true).toBe(false) as never,
    );
    return client.query(change(text), values);
  };

  /** A transaction whose id is older than another's appends after it. */
  const overtaken = async (streamId: string, change?: (text: string) => string) => {
    await append(late, streamId, 0);
    await early.query('begin');
    await early.query('select pg_current_xact_id()');
    await append(late, streamId, 1);
    return append(early, streamId, 2, change);
  };

  const versionsInFeed = async (streamId: string) =>
    (await readFeed(reader, FEED_START, 1_000))
      .filter((event) => event.streamId === streamId)
      .map(({ version }) => version);

  it('is refused to a transaction that is older than the last one of the stream', async () => {
    await expect(overtaken('till-guarded')).rejects.toMatchObject({ code: '40001' });
    await early.query('rollback');
    await append(early, 'till-guarded', 2);
    await eventually(async () => expect(await versionsInFeed('till-guarded')).toEqual([1, 2, 3]), PATIENT);
  }, 20_000);

  it('is reversed without the guard', async () => {
    const withoutGuard = (text: string) => text.replace(/\n\s*and \(t\.era < .* or t\.last_txid <= .*\)/, '');
    await overtaken('till-unguarded', (text) => {
      expect(withoutGuard(text)).not.toBe(text);
      return withoutGuard(text);
    });
    await early.query('commit');
    await eventually(async () => expect(await versionsInFeed('till-unguarded')).toEqual([1, 3, 2]), PATIENT);
  }, 20_000);

  it('goes on after a restore into a cluster whose transaction ids are younger', async () => {
    const [{ before }] = await tills.dataSource.query('select count(*)::int as before from events');
    expect(before).toBeGreaterThan(0);
    // What a dump restores into a new cluster: rows with transaction ids of the future.
    await late.query(`update streams set last_txid = (txid_current() + 1000000)::text::xid8`);
    await late.query(`update events set txid = (txid::text::bigint + 1000000)::text::xid8`);
    expect(await readFeed(reader, FEED_START, 1_000)).toHaveLength(0);
    const reopened = await openTills(database.url);
    await eventually(async () => expect(await readFeed(reader, FEED_START, 1_000)).toHaveLength(before), PATIENT);
    await append(late, 'till-guarded', 3);
    await eventually(async () => {
      const feed = await readFeed(reader, FEED_START, 1_000);
      expect(feed.at(-1)).toMatchObject({ streamId: 'till-guarded', version: 4, era: 2 });
    }, PATIENT);
    await reopened.close();
  }, 40_000);
});
