import { projection, publishedBy, StoreFault } from '@concord/event-sourcing';
import { eventually, kafkaBrokers, testDatabase, uniqueName, openTills, PARTITIONS, run } from '@concord/testing';
import { Type } from 'typebox';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BusRunner, Consumer, ensureTopics, KafkaClient, Relay, topicOf, type OutgoingMessage } from '../src';

/** Letters of any size: what they weigh is not ours to choose. */
const LetterSent = publishedBy('post')('LetterSent', 1, { to: Type.String(), text: Type.String() });

@Entity('letter_view')
class LetterRow {
  @PrimaryColumn({ type: 'text' })
  to!: string;

  @Column({ type: 'bigint' })
  letters: number = 0;
}
const letters = projection('office.letters', { LetterSent }, LetterRow, ({ data }) => ({ to: data.to }), {
  LetterSent: (row) => ({ ...row, letters: row.letters + 1 }),
});
const sender = {
  kind: 'sender',
  events: { LetterSent },
  initial: {},
  commands: ['Send'],
  id: ({ data }: { data: { to: string } }) => data.to,
  decide: ({ data }: { data: { to: string; text: string } }) => [LetterSent.of(data)],
  evolve: (state: object) => state,
};

const source = testDatabase('post');
const target = testDatabase('office');

describe('the bus', () => {
  const prefix = `${uniqueName('hostile')}-`;
  const topic = topicOf('post', prefix);
  const log = () => undefined;
  const feed = async () => [];
  let post: Awaited<ReturnType<typeof openTills>>;
  let office: Awaited<ReturnType<typeof openTills>>;
  let kafka: KafkaClient;

  beforeAll(async () => {
    post = await openTills(source.url, { name: 'post', deciders: [sender] });
    office = await openTills(target.url, { name: 'office', projections: [letters] });
    kafka = new KafkaClient({ brokers: kafkaBrokers(), clientId: prefix, log });
    await ensureTopics(kafka, [topic, topicOf('office', prefix)], { partitions: PARTITIONS, replicas: 1 });
  }, 30_000);
  afterAll(async () => {
    await post.close();
    await office.close();
  });

  const received = async (to: string) =>
    (await office.dataSource.getRepository(LetterRow).findOneBy({ to }))?.letters ?? 0;
  const runner = (instance: string) =>
    new BusRunner(office.engine, office.store, kafka, {
      service: 'office',
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
  const message = (n: number, text: string): OutgoingMessage => ({
    partition: 0,
    key: `sender-${n % 7}`,
    value: JSON.stringify({ to: 'backlog', text }),
    headers: {
      ce_type: 'LetterSent',
      ce_id: `letter-${n}`,
      ce_schemaversion: '1',
      ce_pubseq: String(n),
      ce_position: `1.${n}.${n}`,
      ce_previous: n === 1 ? '0.0.0' : `1.${n - 1}.${n - 1}`,
      ce_time: '2026-01-05T09:00:00.000Z',
    },
  });

  it('knows what another member parked in a partition that it takes over, and what was settled elsewhere', async () => {
    const first = new Consumer(office.engine, office.store.positions, feed);
    const second = new Consumer(office.engine, office.store.positions, feed);
    const place = `${prefix}parking`;
    const fetched = (partition: number, from: number, ...texts: (string | undefined)[]) => ({
      topic: place,
      partition,
      messages: texts.map((text, at) => {
        const n = from + at;
        const { headers } = message(n + 1, '');
        const value = text === undefined ? 'no JSON' : JSON.stringify({ to: place, text });
        return { headers, offset: n, key: `sender-of-${partition}`, value: Buffer.from(value) };
      }),
    });
    const parked = () =>
      office.dataSource.query(`select "offset" from parked where topic = $1 and settled_at is null`, [place]);
    await second.apply([fetched(1, 0, 'a')]);
    await first.apply([fetched(0, 0, undefined)]);
    await second.apply([fetched(0, 0, undefined, 'b')]);
    expect(await parked()).toHaveLength(2);
    expect(await received(place)).toBe(1);
    await office.dataSource.query(
      `update parked set settled_at = now(), settled_as = 'discarded', settled_reason = 'spec' where topic = $1`,
      [place],
    );
    await second.apply([fetched(0, 2, 'c')]);
    expect(await parked()).toHaveLength(0);
    expect(await received(place)).toBe(2);
  });

  it('never claims to have applied what is only fetched', async () => {
    const publisher = kafka.publisher(topic);
    const total = 300;
    for (let n = 1; n <= total; n += 10)
      await publisher.publish(Array.from({ length: 10 }, (_, at) => message(n + at, 'x'.repeat(50_000))));
    await publisher.close();
    const written = Date.now();
    const reader = runner('reader');
    const lies: number[] = [];
    const watch = setInterval(() => {
      const { applied } = reader.consumer;
      if (Date.now() - reader.lagMs > written && applied < total) lies.push(applied);
    }, 1);
    await reader.start(() => undefined);
    await eventually(async () => expect(await received('backlog')).toBe(total), { within: 15_000 });
    clearInterval(watch);
    expect(lies).toEqual([]);
    await eventually(() => expect(reader.lagMs).toBeLessThan(1_000));
    await reader.stop();
  }, 30_000);

  it('knows in an instance without partitions how far the others are', async () => {
    const readers = ['a', 'b', 'c', 'd', 'e', 'f'].map(runner);
    await Promise.all(readers.map((reader) => reader.start(() => undefined)));
    await eventually(() => expect(Math.max(...readers.map(({ lagMs }) => lagMs))).toBeLessThan(3_000), {
      within: 15_000,
    });
    const lock = office.dataSource.createQueryRunner();
    await lock.startTransaction();
    await lock.query('lock table letter_view in exclusive mode');
    const publisher = kafka.publisher(topic);
    await publisher.publish([message(301, 'late')]);
    await publisher.close();
    const written = Date.now();
    await eventually(() => expect(Date.now() - written).toBeGreaterThan(3_000));
    expect(readers.map(({ lagMs }) => Date.now() - lagMs > written + 1)).toEqual(readers.map(() => false));
    await lock.rollbackTransaction();
    await lock.release();
    await eventually(() => expect(Math.max(...readers.map(({ lagMs }) => lagMs))).toBeLessThan(3_000), {
      within: 15_000,
    });
    await Promise.all(readers.map((reader) => reader.stop()));
  }, 60_000);

  it('applies again what a crash of the database lost, though no new message comes', async () => {
    const reader = runner('survivor');
    await reader.start(() => undefined);
    await eventually(() => expect(reader.lagMs).toBeLessThan(1_000), { within: 15_000 });
    const before = await received('backlog');
    // As if the last commit of the view had not reached the disk: it moved the position and the row.
    await office.dataSource.query(
      `update consumer_positions set next_offset = next_offset - 1, mark = format('1.%s.%s', next_offset - 1, next_offset - 1)
       where topic = $1 and partition = 0`,
      [topic],
    );
    await office.dataSource.query(`update letter_view set letters = letters - 1, rev = rev - 1 where "to" = 'backlog'`);
    expect(await received('backlog')).toBe(before - 1);
    await eventually(async () => expect(await received('backlog')).toBe(before), { within: 30_000 });
    await reader.stop();
  }, 60_000);

  it('carries many large events of one lane', async () => {
    const publisher = kafka.publisher(topicOf('office', prefix));
    const relay = new Relay('post', 'post-1', post.store.lanes, publisher, { now: () => performance.now() });
    for (let n = 0; n < 60; n++)
      await run(post.engine, { type: 'Send', data: { to: 'heavy', text: 'x'.repeat(40_000) } });
    await eventually(
      async () => {
        await relay.step();
        expect(relay.sent).toBe(60);
      },
      { within: 10_000, every: 1 },
    );
    await publisher.close();
  }, 30_000);

  it('does not poll without a pause for events that another instance sends', async () => {
    let now = 0;
    await post.store.lanes.release('post-1');
    const relay = new Relay('post', 'post-2', post.store.lanes, { publish: async () => undefined }, { now: () => now });
    await relay.step();
    for (let n = 0; n < 1_000; n++) relay.expect(String(n));
    expect(relay.isBehind).toBe(true);
    now += 10_000;
    expect(relay.isBehind).toBe(false);
  });

  it('parks a message with an unreadable position, and goes on', async () => {
    const consumer = new Consumer(office.engine, office.store.positions, feed);
    const [bad, good] = [message(1, 'bad'), message(1, 'good')].map((outgoing, n) => ({
      offset: n,
      key: `other-${n}`,
      value: Buffer.from(outgoing.value),
      headers: { ...outgoing.headers, ...(n === 0 && { ce_position: 'nowhere' }) },
    }));
    const verdicts = await consumer.apply([{ topic, partition: 3, messages: [bad!, good!] }]);
    expect(verdicts).toEqual([{ kind: 'applied', nextOffset: 2 }]);
    expect((await office.store.positions.parkedOf(topic, 'other-0')).length).toBe(1);
  });

  it('parks nothing because of contention, however often', async () => {
    const contended = {
      model: office.model,
      deliver: async () => Promise.reject(new StoreFault('conflict', 'Somebody was first.')),
    };
    const consumer = new Consumer(contended, office.store.positions, feed);
    const [first] = [message(1, 'x')].map((outgoing) => ({
      ...outgoing,
      offset: 0,
      value: Buffer.from(outgoing.value),
    }));
    const applying = consumer.apply([{ topic, partition: 2, messages: [first!] }]);
    await expect(applying).rejects.toMatchObject({ kind: 'conflict' });
  });
});
