import { event, policy, publishedBy, type Command, type Decider, type EventFrom } from '@concord/event-sourcing';
import { parsePosition, positionText, readLane, type FeedCursor } from '@concord/event-store';
import {
  eventually,
  kafkaBrokers,
  testDatabase,
  uniqueName,
  add,
  CoinsAdded,
  openTills,
  PARTITIONS,
  run,
  tillParts,
  savings,
  SavingsRow,
} from '@concord/testing';
import { Type } from 'typebox';
import { BusRunner, Consumer, ensureTopics, KafkaClient, Relay, topicOf, type Fetched, type FeedSource } from '../src';

const source = testDatabase('bus-source');
const target = testDatabase('bus-target');

/** The bank subscribes to coins: it keeps a view, and writes its own ledger by a policy. */
const BankRang = event('BankRang', 1, { till: Type.String(), coins: Type.Integer() });
const BellHeard = publishedBy('bank')('BellHeard', 1, { till: Type.String() });
type RingBell = Command<'RingBell', { till: string; coins: number }>;
const bell: Decider<RingBell, EventFrom<typeof BankRang> | EventFrom<typeof BellHeard>, { rung: number }> = {
  kind: 'bell',
  events: { BankRang, BellHeard },
  initial: { rung: 0 },
  commands: ['RingBell'],
  id: ({ data }) => data.till,
  decide: ({ data }) => {
    if (data.coins === 13) throw new Error('Thirteen brings bad luck.');
    return [BankRang.of(data), BellHeard.of({ till: data.till })];
  },
  evolve: ({ rung }, { type }) => ({ rung: rung + (type === 'BankRang' ? 1 : 0) }),
};
const ringBell = policy(
  'bank.ring-bell-when-coins-added',
  { CoinsAdded },
  {
    CoinsAdded: ({ data }): RingBell[] => [{ type: 'RingBell', data }],
  },
);

const bank = { name: 'bank', deciders: [bell], projections: [savings], policies: [ringBell] };

type Opened = Awaited<ReturnType<typeof openTills>>;

describe('the bus', () => {
  const prefix = `${uniqueName('bus')}-`;
  const log = () => undefined;
  let tills: Opened;
  let bankStore: Opened;
  let kafka: KafkaClient;
  let feedReads = 0;

  const feed: FeedSource = async (_topic, lane, mark, until) => {
    feedReads += 1;
    const events = await readLane(tills.store.reading, lane, parsePosition(mark), 500);
    const end = parsePosition(until);
    const before = (at: FeedCursor) =>
      at.era < end.era || BigInt(at.txid) < BigInt(end.txid) || (at.txid === end.txid && at.pos < end.pos);
    return events.filter(before).map((found) => ({ ...found, version: found.pubSeq!, position: positionText(found) }));
  };

  const runner = (opened: Opened, service: string, instance: string) =>
    new BusRunner(opened.engine, opened.store, kafka, {
      service,
      instance,
      topicPrefix: prefix,
      partitions: PARTITIONS,
      gapMs: 0,
      gateways: [],
      feed,
      log,
      onStuck: (reason) => {
        throw new Error(reason);
      },
    });

  beforeAll(async () => {
    tills = await openTills(source.url, tillParts);
    bankStore = await openTills(target.url, bank);
    kafka = new KafkaClient({ brokers: kafkaBrokers(), clientId: prefix, log });
    await ensureTopics(kafka, [topicOf('tills', prefix), topicOf('bank', prefix)], {
      partitions: PARTITIONS,
      replicas: 1,
    });
  }, 30_000);
  afterAll(async () => {
    await tills.close();
    await bankStore.close();
  });

  const saved = async (till: string) =>
    (await bankStore.dataSource.getRepository(SavingsRow).findOneBy({ till }))?.coins ?? 0;
  const rung = async (till: string) =>
    (
      await bankStore.dataSource.query(
        `select count(*)::int as n from events where stream_id = $1 and type = 'BankRang'`,
        [`bell-${till}`],
      )
    )[0].n;
  const topic = topicOf('tills', prefix);

  /** All messages on the topic, as a consumer would get them. */
  const messages = async (): Promise<Fetched[]> => {
    const found = new Map<number, Fetched['messages'][number][]>();
    const { Kafka, logLevel } = await import('kafkajs');
    const consumer = new Kafka({ brokers: kafkaBrokers(), logLevel: logLevel.NOTHING }).consumer({
      groupId: uniqueName('spy'),
      maxWaitTimeInMs: 100,
    });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ partition, message: { offset, key, value, headers = {} } }) => {
        const list = found.get(partition) ?? [];
        found.set(partition, [...list, { offset: Number(offset), key: key!.toString(), value, headers }]);
      },
    });
    const sent = (await tills.dataSource.query(`select count(*)::int as n from events where pub_seq is not null`))[0].n;
    await eventually(() => expect([...found.values()].flat().length).toBeGreaterThanOrEqual(sent), { within: 15_000 });
    await consumer.disconnect();
    return [...found].map(([partition, list]) => ({ topic, partition, messages: list }));
  };

  it('carries every event to the other service once, in the order of its stream, and triggers its reaction', async () => {
    const first = runner(tills, 'tills', 'tills-1');
    const second = runner(bankStore, 'bank', 'bank-1');
    await Promise.all([first.start(() => undefined), second.start(() => undefined)]);
    const names = Array.from({ length: 20 }, (_, n) => `walk-${n}`);
    await Promise.all(names.flatMap((name) => [1, 2, 3].map((coins) => run(tills.engine, add(name, coins)))));
    await eventually(async () => expect(await Promise.all(names.map(saved))).toEqual(names.map(() => 6)), {
      within: 15_000,
    });
    expect(await Promise.all(names.map(rung))).toEqual(names.map(() => 3));
    await Promise.all([first.stop(), second.stop()]);
  }, 40_000);

  it('puts the CloudEvents attributes into the headers, numbered within the stream and chained within the partition', async () => {
    const [fetched] = await messages();
    const headers = fetched!.messages.map((message) => (name: string) => String(message.headers[name]));
    expect(headers[0]!('ce_previous')).toBe('0.0.0');
    for (const [n, header] of headers.entries()) {
      expect(header('ce_type')).toBe('CoinsAdded');
      expect(header('ce_source')).toBe('/concord/tills');
      expect(header('ce_previous')).toBe(n === 0 ? '0.0.0' : headers[n - 1]!('ce_position'));
    }
  }, 30_000);

  it('applies nothing twice, whatever is delivered again', async () => {
    const before = await Promise.all([saved('walk-0'), saved('walk-7')]);
    const consumer = new Consumer(bankStore.engine, bankStore.store.positions, feed);
    const fetches = await messages();
    // The whole topic again, under new offsets: as after a relay that repeats itself.
    const shifted = fetches.map((fetched) => ({
      ...fetched,
      messages: fetched.messages.map((message) => ({
        ...message,
        offset: message.offset + fetched.messages.length,
      })),
    }));
    await consumer.apply(fetches);
    await consumer.apply(shifted);
    expect(await Promise.all([saved('walk-0'), saved('walk-7')])).toEqual(before);
    expect(consumer.applied).toBe(0);
    await bankStore.dataSource.query('delete from consumer_positions');
    await bankStore.dataSource.query('delete from savings_view');
    await bankStore.dataSource.query('truncate events, streams');
    bankStore.engine.forget();
  }, 30_000);

  it('writes nothing for a member whose partition another one has taken over', async () => {
    const fetches = await messages();
    const zombie = new Consumer(bankStore.engine, bankStore.store.positions, feed);
    const successor = new Consumer(bankStore.engine, bankStore.store.positions, feed);
    // The zombie has read its position, then freezes while the other member goes on.
    await zombie.apply(fetches.map((fetched) => ({ ...fetched, messages: fetched.messages.slice(0, 1) })));
    await successor.apply(fetches);
    const after = await Promise.all([saved('walk-0'), saved('walk-7')]);
    const verdicts = await zombie.apply(
      fetches.map((fetched) => ({ ...fetched, messages: fetched.messages.slice(1) })),
    );
    expect(verdicts.map(({ kind }) => kind)).toEqual(fetches.map(() => 'seek'));
    expect(await Promise.all([saved('walk-0'), saved('walk-7')])).toEqual(after);
  }, 30_000);

  it('seeks back where a fetch begins beyond the stored position, and trims a fetch that begins before it', async () => {
    await bankStore.dataSource.query('delete from consumer_positions');
    await bankStore.dataSource.query('delete from savings_view');
    await bankStore.dataSource.query('truncate events, streams');
    bankStore.engine.forget();
    const fetches = await messages();
    const consumer = new Consumer(bankStore.engine, bankStore.store.positions, feed);
    const [fetched] = fetches;
    const later = { ...fetched!, messages: fetched!.messages.slice(2) };
    expect(await consumer.apply([later])).toEqual([{ kind: 'seek', offset: 0 }]);
    // A rebalance undoes the seek: the fetch begins at the same place, and no message is missing.
    consumer.places.regrouped();
    expect(await consumer.apply([later])).toEqual([{ kind: 'seek', offset: 0 }]);
    expect(await consumer.apply([{ ...fetched!, messages: fetched!.messages.slice(0, 3) }])).toMatchObject([
      { kind: 'applied', nextOffset: 3 },
    ]);
    await consumer.apply(fetches);
    expect(await saved('walk-0')).toBe(6);
  }, 30_000);

  it('does not take messages for lost that are applied while it reads the stored position', async () => {
    await bankStore.dataSource.query('delete from consumer_positions');
    await bankStore.dataSource.query('delete from savings_view');
    await bankStore.dataSource.query('truncate events, streams');
    bankStore.engine.forget();
    const [fetched] = await messages();
    const consumer = new Consumer(bankStore.engine, bankStore.store.positions, feed);
    await consumer.apply([{ ...fetched!, messages: fetched!.messages.slice(0, 1) }]);
    const believed = consumer.places.known;
    const stored = await bankStore.store.positions.all();
    await consumer.apply([fetched!]);
    expect(consumer.places.compare(believed, stored, new Map())).toEqual([]);
    // A message that the database has lost is read again.
    await bankStore.dataSource.query('delete from consumer_positions');
    const { topic, partition } = fetched!;
    expect(consumer.places.compare(consumer.places.known, [], new Map())).toEqual([{ topic, partition, offset: 0 }]);
    await bankStore.dataSource.query('delete from savings_view');
    await bankStore.dataSource.query('truncate events, streams');
    bankStore.engine.forget();
  }, 30_000);

  it('notices that the topic lost messages, and gets them from the feed of the source', async () => {
    await bankStore.dataSource.query('delete from consumer_positions');
    await bankStore.dataSource.query('delete from savings_view');
    await bankStore.dataSource.query('truncate events, streams');
    bankStore.engine.forget();
    feedReads = 0;
    const fetches = await messages();
    const consumer = new Consumer(bankStore.engine, bankStore.store.positions, feed);
    await consumer.apply(
      fetches.map((fetched) => ({ ...fetched, messages: fetched.messages.filter((_, n) => n % 3 !== 1) })),
    );
    expect(feedReads).toBeGreaterThan(0);
    const lastOnes = new Set(
      fetches.flatMap(({ messages: list }) => (list.length % 3 === 2 ? [list.at(-1)!.key] : [])),
    );
    const names = Array.from({ length: 20 }, (_, n) => `walk-${n}`).filter((name) => !lastOnes.has(`till-${name}`));
    for (const name of names) expect(await saved(name)).toBe(6);
  }, 30_000);

  it('parks a message that cannot be applied with its followers, lets all others pass, and replays them in order', async () => {
    const first = runner(tills, 'tills', 'tills-2');
    const second = runner(bankStore, 'bank', 'bank-2');
    await Promise.all([first.start(() => undefined), second.start(() => undefined)]);
    await run(tills.engine, add('unlucky', 13));
    await run(tills.engine, add('unlucky', 4));
    await run(tills.engine, add('lucky', 7));
    await eventually(async () => expect(await saved('lucky')).toBe(7), { within: 15_000 });
    const parked = () =>
      bankStore.dataSource.query(`select key, type, reason from parked where settled_at is null order by "offset"`);
    await eventually(async () => expect(await parked()).toHaveLength(2), { within: 15_000 });
    expect(await parked()).toMatchObject([
      { key: 'till-unlucky', type: 'CoinsAdded', reason: 'Thirteen brings bad luck.' },
      { key: 'till-unlucky', type: 'CoinsAdded', reason: 'An earlier message of this key is parked.' },
    ]);
    expect(await saved('unlucky')).toBe(0);
    // The code is mended: thirteen is a number like any other.
    const { decide } = bell;
    Object.assign(bell, { decide: (command: RingBell) => [BankRang.of({ ...command.data })] });
    expect(await second.replayParked(topic, 'till-unlucky')).toBe(2);
    Object.assign(bell, { decide });
    expect(await saved('unlucky')).toBe(17);
    expect(await rung('unlucky')).toBe(2);
    await Promise.all([first.stop(), second.stop()]);
  }, 60_000);

  it('lets one instance send a lane at a time; one that lost its lease moves no cursor', async () => {
    const sent: string[] = [];
    const publisher = {
      publish: async (list: readonly { key: string }[]) => void sent.push(...list.map(({ key }) => key)),
    };
    const clock = { now: () => performance.now() };
    const owner = new Relay('tills', 'owner', tills.store.lanes, publisher, clock);
    const other = new Relay('tills', 'other', tills.store.lanes, publisher, clock);
    await owner.step();
    await other.step();
    await run(tills.engine, add('lease', 1));
    expect(await other.step()).toBe(0);
    await eventually(async () => expect(await owner.step()).toBe(1));
    // The cursor is stored with the next read, or when none follows soon.
    expect(owner.isUnsettled).toBe(true);
    await owner.settle();
    expect(owner.isUnsettled).toBe(false);
    // The lease ends while the owner is frozen: the other instance takes over, and the owner's cursor is refused.
    await run(tills.engine, add('lease', 1));
    await tills.dataSource.query(`update relay_lanes set lease_until = now() - interval '1 s'`);
    await tills.store.lanes.lease('other');
    await eventually(async () => expect(await owner.step()).toBe(1));
    const [{ owners }] = await tills.dataSource.query(
      `select count(*)::int as owners from relay_lanes where owner = 'owner'`,
    );
    expect(owners).toBe(0);
    expect(await owner.step()).toBe(0);
  }, 30_000);
});
