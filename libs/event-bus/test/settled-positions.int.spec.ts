import {
  openTills,
  PARTITIONS,
  savings,
  SavingsRow,
  testDatabase,
  uniqueName,
  kafkaBrokers,
  eventually,
} from '@concord/testing';
import { BusRunner, Consumer, ensureTopics, KafkaClient, topicOf, type Fetched } from '../src';

const database = testDatabase('settled-positions');

describe('the position of a consumer without relevant messages', () => {
  const bank = { name: 'bank', projections: [savings] };
  const prefix = `${uniqueName('settled')}-`;
  const topic = topicOf('tills', prefix);
  const noFeed = async () => Promise.reject(new Error('Nothing is missing here.'));
  let opened: Awaited<ReturnType<typeof openTills>>;

  beforeAll(async () => {
    opened = await openTills(database.url, bank);
  }, 30_000);
  afterAll(() => opened.close());
  beforeEach(async () => {
    await opened.dataSource.query('delete from consumer_positions');
    await opened.dataSource.query('delete from savings_view');
    opened.engine.forget();
  });

  const message = (n: number, type: string) => ({
    offset: n - 1,
    key: 'till-settled',
    value: Buffer.from(JSON.stringify({ till: 'settled', coins: 1 })),
    headers: {
      ce_type: type,
      ce_id: `settled-${n}`,
      ce_schemaversion: '1',
      ce_pubseq: String(n),
      ce_position: `1.${n}.${n}`,
      ce_previous: n === 1 ? '0.0.0' : `1.${n - 1}.${n - 1}`,
      ce_time: '2026-01-05T09:00:00.000Z',
    },
  });
  const fetched = (partition: number, from: number, ...types: string[]): Fetched => ({
    topic,
    partition,
    messages: types.map((type, n) => message(from + n, type)),
  });
  const stored = async () => {
    const places = await opened.store.positions.all();
    return Object.fromEntries(places.map(({ partition, nextOffset }) => [partition, nextOffset]));
  };
  const coins = async () => (await opened.dataSource.getRepository(SavingsRow).findOneBy({ till: 'settled' }))?.coins;
  const consumer = () => new Consumer(opened.engine, opened.store.positions, noFeed);

  it('is not stored for irrelevant messages, but with the next relevant one, in whatever partition', async () => {
    const reader = consumer();
    expect(await reader.apply([fetched(0, 1, 'TillSwept', 'TillSwept')])).toEqual([{ kind: 'applied', nextOffset: 2 }]);
    expect(await stored()).toEqual({});
    expect(reader.isUnsettled).toBe(true);
    await reader.apply([fetched(1, 1, 'CoinsAdded')]);
    expect(await stored()).toEqual({ 0: 2, 1: 1 });
    expect(reader.isUnsettled).toBe(false);
    await reader.apply([fetched(0, 3, 'TillSwept', 'CoinsAdded')]);
    expect(await stored()).toEqual({ 0: 4, 1: 1 });
    expect(await coins()).toBe(2);
  });

  it('is stored when it is asked for', async () => {
    const reader = consumer();
    await reader.apply([fetched(0, 1, 'TillSwept')]);
    await reader.settle();
    expect(await stored()).toEqual({ 0: 1 });
    expect(reader.isUnsettled).toBe(false);
    await reader.settle();
    expect(await stored()).toEqual({ 0: 1 });
  });

  it('is read again after a crash, with nothing applied twice or left out', async () => {
    await consumer().apply([fetched(0, 1, 'CoinsAdded', 'TillSwept')]);
    await consumer().apply([fetched(0, 3, 'TillSwept')]);
    const next = consumer();
    // Kafka did not get the offset either. If it had, the fetch would begin beyond the stored position.
    expect(await next.apply([fetched(0, 4, 'CoinsAdded')])).toEqual([{ kind: 'seek', offset: 2 }]);
    await next.apply([fetched(0, 3, 'TillSwept', 'CoinsAdded')]);
    expect(await stored()).toEqual({ 0: 4 });
    expect(await coins()).toBe(2);
  });

  it('is not taken for a loss of the database', async () => {
    const reader = consumer();
    await reader.apply([fetched(0, 1, 'CoinsAdded')]);
    await reader.apply([fetched(0, 2, 'TillSwept')]);
    const places = await opened.store.positions.all();
    expect(reader.places.compare(reader.places.known, places, new Map())).toEqual([]);
  });

  it('does not matter where another member has the partition by now', async () => {
    const frozen = consumer();
    await frozen.apply([fetched(0, 1, 'CoinsAdded')]);
    await frozen.apply([fetched(0, 2, 'TillSwept')]);
    const successor = consumer();
    await successor.apply([fetched(0, 2, 'TillSwept', 'CoinsAdded', 'CoinsAdded')]);
    await frozen.settle();
    expect(await stored()).toEqual({ 0: 4 });
    // It goes on from the stored position: nothing that the other member did is repeated.
    expect(await frozen.apply([fetched(0, 3, 'CoinsAdded', 'CoinsAdded', 'CoinsAdded')])).toMatchObject([
      { kind: 'applied', nextOffset: 5 },
    ]);
    expect(await coins()).toBe(4);
  });

  it('is left to others after a rebalance', async () => {
    const reader = consumer();
    await reader.apply([fetched(0, 1, 'TillSwept')]);
    reader.places.regrouped();
    await reader.apply([fetched(1, 1, 'CoinsAdded')]);
    expect(await stored()).toEqual({ 1: 1 });
    await reader.apply([fetched(0, 1, 'TillSwept', 'CoinsAdded')]);
    expect(await stored()).toEqual({ 0: 2, 1: 1 });
  });

  it('is stored for every partition where the database refuses an event, with the followers of its key parked', async () => {
    const reader = consumer();
    // A letter that no text of Postgres can hold.
    const unfit = Buffer.from(JSON.stringify({ till: '\u0000', coins: 1 }));
    const refused = { ...message(1, 'CoinsAdded'), value: unfit };
    const other = { ...message(3, 'CoinsAdded'), key: 'till-other', value: Buffer.from('{"till":"other","coins":5}') };
    const rubbish = { ...message(1, 'CoinsAdded'), key: 'till-rubbish', value: Buffer.from('none') };
    await reader.apply([
      { topic, partition: 0, messages: [refused, message(2, 'CoinsAdded'), other] },
      { topic, partition: 1, messages: [rubbish] },
      fetched(2, 1, 'TillSwept'),
    ]);
    await reader.settle();
    expect(await stored()).toEqual({ 0: 3, 1: 1, 2: 1 });
    expect(await coins()).toBeUndefined();
    const parked = await opened.dataSource.query(`select key, "offset" from parked order by key, "offset"`);
    expect(parked).toEqual([
      { key: 'till-rubbish', offset: 0 },
      { key: 'till-settled', offset: 0 },
      { key: 'till-settled', offset: 1 },
    ]);
    await opened.dataSource.query('delete from parked');
  });

  it('is stored soon after the last message', async () => {
    const kafka = new KafkaClient({ brokers: kafkaBrokers(), clientId: prefix, log: () => undefined });
    await ensureTopics(kafka, [topic, topicOf('bank', prefix)], { partitions: PARTITIONS, replicas: 1 });
    const runner = new BusRunner(opened.engine, opened.store, kafka, {
      service: 'bank',
      instance: 'bank-1',
      topicPrefix: prefix,
      partitions: PARTITIONS,
      gapMs: 0,
      gateways: [],
      feed: noFeed,
      log: () => undefined,
      onStuck: () => undefined,
    });
    await runner.start(() => undefined);
    const publisher = kafka.publisher(topic);
    const text = ({ key, value, headers }: ReturnType<typeof message>) => {
      return { key, value: String(value), headers, partition: 0 };
    };
    await publisher.publish([text(message(1, 'TillSwept')), text(message(2, 'TillSwept'))]);
    await eventually(async () => expect(await stored()).toEqual({ 0: 2 }), { within: 15_000 });
    await publisher.close();
    await runner.stop();
  }, 30_000);
});
