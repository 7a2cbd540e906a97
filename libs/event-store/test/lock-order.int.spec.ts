import type { Batch } from '@concord/event-sourcing';
import { meta, openTills, testDatabase } from '@concord/testing';
import { Client } from 'pg';
import { commitStatement } from '../src/commit-statement';

const database = testDatabase('lock-order');

/** One event on each of several streams, in the order given. */
const batch = (streamIds: readonly string[], fromVersion: number): Batch => ({
  positions: [],
  parked: [],
  replayed: [],
  reliedOn: [],
  snapshots: [],
  rows: [],
  timers: [],
  stoppedTimers: [],
  firedTimers: [],
  heldTimers: [],
  answers: [],
  refused: [],
  streams: streamIds.map((streamId) => ({
    streamId,
    kind: 'till',
    lane: 0,
    fromVersion,
    version: fromVersion + 1,
    pubSeq: fromVersion + 1,
  })),
  events: streamIds.map((streamId) => ({
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
  })),
});

describe('two transactions on the same rows, named in opposite orders', () => {
  let tills: Awaited<ReturnType<typeof openTills>>;
  let one: Client;
  let other: Client;

  beforeAll(async () => {
    tills = await openTills(database.url);
    // Every row takes long, so that both are under way before either has all its locks.
    await tills.dataSource.query(`
      create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(0.05); return new; end $$;
      create trigger slow_streams before insert or update on streams for each row execute function dawdle();
      create trigger slow_events before insert on events for each row execute function dawdle();
      create trigger slow_keys before insert on idempotency_keys for each row execute function dawdle();
      create trigger slow_positions before insert or update on consumer_positions for each row execute function dawdle();
    `);
    const options = '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c deadlock_timeout=20ms';
    [one, other] = [1, 2].map(() => new Client({ connectionString: database.url, options })) as [Client, Client];
    await Promise.all([one.connect(), other.connect()]);
  });
  afterAll(async () => {
    await Promise.all([one.end(), other.end()]);
    await tills.close();
  });

  const append = (client: Client, work: Batch, change: (text: string) => string) => {
    const { text, values } = commitStatement(work, 'tills', () => expect(true).toBe(false) as never);
    return client.query(change(text), values);
  };
  /** Runs both at once; returns the error code of the refused one. */
  const both = async (first: Batch, second: Batch, change = (text: string) => text) => {
    const outcomes = await Promise.allSettled([append(one, first, change), append(other, second, change)]);
    return outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
  };
  const meet = (ids: readonly string[], fromVersion: number, change?: (text: string) => string) =>
    both(batch(ids, fromVersion), batch(ids.toReversed(), fromVersion), change);
  const streams = (name: string) => ['a', 'b', 'c'].map((part) => `till-${name}-${part}`);

  it('that move streams: one waits for the other, then finds them moved', async () => {
    await append(one, batch(streams('ordered'), 0), (text) => text);
    for (let version = 1; version <= 5; version++) expect(await meet(streams('ordered'), version)).toEqual(['40001']);
  });

  it('that move streams would deadlock if the rows were not locked in one order first', async () => {
    await append(one, batch(streams('unordered'), 0), (text) => text);
    const withoutOrder = (text: string) => {
      const change = text.replace(' order by stream_id for update', '');
      expect(change).not.toBe(text);
      return change;
    };
    expect(await meet(streams('unordered'), 1, withoutOrder)).toEqual(['40P01']);
  });

  it('that open streams: one waits for the other, then finds them open', async () => {
    for (let n = 0; n < 5; n++) expect(await meet(streams(`new-${n}`), 0)).toEqual(['23505']);
  });

  it('that answer the same keys: one waits for the other, then finds them answered', async () => {
    const answers = ['k1', 'k2', 'k3'].map((key) => {
      return { principal: 'p', key, route: 'POST /x', requestHash: '', status: 200, body: null, tokenOf: [] };
    });
    const empty = batch([], 0);
    expect(await both({ ...empty, answers }, { ...empty, answers: answers.toReversed() })).toEqual(['23505']);
  });

  it('that move the same positions: one waits for the other, then finds them moved', async () => {
    const positions = [0, 1, 2].map((partition) => {
      return { topic: 't', partition, fromOffset: 0, nextOffset: 5, mark: '1.1.1' };
    });
    const empty = batch([], 0);
    expect(await both({ ...empty, positions }, { ...empty, positions: positions.toReversed() })).toEqual(['CC001']);
  });
});
