import {
  Engine,
  policy,
  projection,
  publishedBy,
  recorded,
  StoreFault,
  type PositionMove,
} from '@concord/event-sourcing';
import { testDatabase, engineOn, openTills, portsOn, till } from '@concord/testing';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { Type } from 'typebox';

/** A customer of the mint paid: an event of another service for the tills. */
const Paid = publishedBy('mint')('Paid', 1, { till: Type.String(), coins: Type.Integer() });

@Entity('paid_view')
class PaidRow {
  @PrimaryColumn({ type: 'text' })
  till!: string;

  @Column({ type: 'bigint' })
  coins: number = 0;
}
const paid = projection('tills.paid', { Paid }, PaidRow, ({ data }) => ({ till: data.till }), {
  Paid: (row, { data }) => ({ ...row, coins: row.coins + data.coins }),
});
const addWhenPaid = policy(
  'tills.add-when-paid',
  { Paid },
  {
    Paid: ({ data }) => (data.coins > 0 ? [{ type: 'AddCoins', data }] : []),
  },
);
const parts = { name: 'tills', deciders: [till], projections: [paid], policies: [addWhenPaid] };

const database = testDatabase('positions');

describe('a delivery', () => {
  let tills: Awaited<ReturnType<typeof openTills>>;
  beforeAll(async () => {
    tills = await openTills(database.url, parts);
  });
  afterAll(() => tills.close());

  const move = (fromOffset: number, nextOffset: number, partition = 0): PositionMove => {
    const mark = `1.100.${nextOffset}`;
    return { topic: 'mint.events', partition, fromOffset, nextOffset, mark };
  };
  let made = 0;
  const heard = (name: string, coins: number) => ({
    ...recorded(Paid.of({ till: name, coins }), { streamId: `payment-${name}`, version: 2 }),
    eventId: `00000000-0000-5000-8000-${String((made += 1)).padStart(12, '0')}`,
  });
  const rows = (sql: string) => tills.dataSource.query(sql);
  const stored = () => tills.store.positions.one('mint.events', 0);

  it('applies events, lets policies react and moves the position in one transaction', async () => {
    await tills.engine.deliver({ events: [heard('a', 5)], positions: [move(0, 1)], parked: [] });
    expect(await stored()).toMatchObject({ nextOffset: 1, mark: '1.100.1' });
    const [{ same }] = await rows(
      `select count(distinct x)::int as same from (
         select xmin::text as x from consumer_positions union all select xmin::text from paid_view
         union all select xmin::text from events) all_rows`,
    );
    expect(same).toBe(1);
  });

  it('of a consumer that is behind is refused, with all its writes', async () => {
    const before = await rows('select count(*)::int as n from events');
    const delivery = { events: [heard('stale', 5)], positions: [move(0, 1)], parked: [] };
    await expect(tills.engine.deliver(delivery)).rejects.toMatchObject({ kind: 'position-moved' });
    expect(await rows('select count(*)::int as n from events')).toEqual(before);
    expect(await rows(`select * from paid_view where till = 'stale'`)).toEqual([]);
    expect(await stored()).toMatchObject({ nextOffset: 1 });
  });

  it('is refused as a whole where one of its partitions has moved', async () => {
    const delivery = { events: [heard('half', 0)], positions: [move(0, 9, 1), move(0, 1)], parked: [] };
    await expect(tills.engine.deliver(delivery)).rejects.toBeInstanceOf(StoreFault);
    expect(await tills.store.positions.one('mint.events', 1)).toBeUndefined();
  });

  it('that a crash has lost is refused to a consumer that remembers it', async () => {
    await tills.engine.deliver({ events: [heard('lost', 1)], positions: [move(0, 2, 5)], parked: [] });
    await rows(`delete from consumer_positions where partition = 5`);
    const delivery = { events: [heard('lost', 1)], positions: [move(2, 3, 5)], parked: [] };
    await expect(tills.engine.deliver(delivery)).rejects.toMatchObject({ kind: 'position-moved' });
    expect(await tills.store.positions.one('mint.events', 5)).toBeUndefined();
  });

  it('is read again from the database after its session has ended: a crash may have lost what is remembered', async () => {
    await tills.engine.deliver({ events: [heard('amnesia', 0)], positions: [move(0, 1, 6)], parked: [] });
    await tills.engine.deliver({ events: [heard('amnesia', 5)], positions: [move(1, 2, 6)], parked: [] });
    // The server loses both, and another instance inserts the row again, with the same revisions.
    await rows(`update paid_view set coins = 90 where till = 'amnesia'`);
    await rows(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like 'concord-tills-ap%'`);
    await tills.engine.deliver({ events: [heard('amnesia', 0)], positions: [move(2, 3, 6)], parked: [] });
    expect(await rows(`select coins from paid_view where till = 'amnesia'`)).toEqual([{ coins: 90 }]);
  });

  it('inserts no row that another instance has inserted meanwhile, whatever its revision', async () => {
    await tills.engine.deliver({ events: [heard('made', 5)], positions: [move(0, 1, 7)], parked: [] });
    const [{ rev }] = await rows(`select rev from paid_view where till = 'made'`);
    const other = await openTills(database.url, parts);
    // Its clock happens to give the first revision of the existing row.
    const guess = new Engine(other.model, { ...portsOn(other.store), absentRevision: Number(rev) });
    const event = { ...heard('made', 2), version: 1, streamId: 'payment-made' };
    await guess.deliver({ events: [event], positions: [move(0, 1, 8)], parked: [] });
    expect(await rows(`select coins from paid_view where till = 'made'`)).toEqual([{ coins: 7 }]);
    await other.close();
  });

  it('is granted to one of several consumers that begin at the same place', async () => {
    const other = await openTills(database.url, parts);
    const engines = [tills.engine, other.engine, engineOn(tills.model, tills.store)];
    const outcomes = await Promise.allSettled(
      engines.map((engine) => engine.deliver({ events: [heard('race', 7)], positions: [move(0, 1, 2)], parked: [] })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await rows(`select coins from paid_view where till = 'race'`)).toEqual([{ coins: 7 }]);
    await other.close();
  });

  it('whose answer was lost is found to be committed, not repeated and not taken for poison', async () => {
    const { store } = tills.store;
    let lost = 0;
    // The commit happens; its answer does not arrive.
    const unsure = {
      load: store.load.bind(store),
      session: store.session.bind(store),
      async commit(...batch: Parameters<typeof store.commit>) {
        const committed = await store.commit(...batch);
        if (lost++ === 0) throw new StoreFault('unavailable', 'The connection is lost.');
        return committed;
      },
    };
    const engine = engineOn(tills.model, { ...tills.store, store: unsure } as never);
    const delivery = { events: [heard('unsure', 3)], positions: [move(0, 1, 3)], parked: [] };
    await expect(engine.deliver(delivery)).rejects.toMatchObject({ kind: 'position-moved' });
    expect(await rows(`select coins from paid_view where till = 'unsure'`)).toEqual([{ coins: 3 }]);
    expect(await rows(`select count(*)::int as n from events where stream_id = 'till-unsure'`)).toEqual([{ n: 1 }]);
  });

  it('stores a refused command of a reaction with the position, once', async () => {
    const [full, more] = [heard('full', 1_000), heard('full', 1)];
    await tills.engine.deliver({ events: [full, more], positions: [move(0, 2, 9)], parked: [] });
    const delivery = { events: [more], positions: [move(1, 2, 9)], parked: [] };
    await expect(tills.engine.deliver(delivery)).rejects.toMatchObject({ kind: 'position-moved' });
    // The topic was moved here from another Kafka: the same event comes again.
    await tills.engine.deliver({ events: [more], positions: [move(0, 1, 10)], parked: [] });
    expect(await rows('select reaction, stream_id, code, cause_id, cause_type from refused_reactions')).toEqual([
      {
        reaction: 'tills.add-when-paid',
        stream_id: 'till-full',
        code: 'till-full',
        cause_id: more.eventId,
        cause_type: 'Paid',
      },
    ]);
  });

  it('parks with the position, and a parked message is settled with its effects', async () => {
    const event = heard('late', 2);
    const parked = {
      topic: 'mint.events',
      partition: 4,
      offset: 0,
      key: event.streamId,
      eventId: event.eventId,
      type: 'Paid',
      reason: 'The spec says so.',
      event: { headers: {}, value: '{}' },
    };
    await tills.engine.deliver({ events: [], positions: [move(0, 1, 4)], parked: [parked] });
    const [message] = await tills.store.positions.parkedOf('mint.events', event.streamId);
    const { id } = message!;
    await tills.engine.replayParked(id, event);
    await expect(tills.engine.replayParked(id, event)).rejects.toMatchObject({ kind: 'position-moved' });
    expect(await rows(`select coins from paid_view where till = 'late'`)).toEqual([{ coins: 2 }]);
    expect(await tills.store.positions.parkedKeys()).toEqual(new Set());
  });

  it('parks events that a topic lost beside the message that revealed the loss, in the order of their key', async () => {
    const parked = ['revealing', 'lost-2', 'lost-1', 'garbage'].map((eventId, n) => ({
      topic: 'mint.events',
      partition: 11,
      offset: 0,
      key: 'paid-lossy',
      eventId,
      type: 'Paid',
      reason: 'The spec says so.',
      event: { headers: { ce_id: eventId, ce_pubseq: ['12', '2', '1', 'x'][n]! }, value: '{}' },
    }));
    await tills.engine.deliver({ events: [], positions: [move(0, 1, 11)], parked });
    // The same once more, as after a lost answer.
    await tills.engine.deliver({ events: [], positions: [move(1, 2, 11)], parked });
    const waiting = await tills.store.positions.parkedOf('mint.events', 'paid-lossy');
    const ids = waiting.map(({ event }) => (event as { headers: Record<string, string> }).headers['ce_id']);
    expect(ids).toEqual(['lost-1', 'lost-2', 'revealing', 'garbage']);
  });
});
