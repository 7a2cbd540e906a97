import { createHook } from 'node:async_hooks';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { publishedBy, policy, type Command, type Decider, type EventFrom } from '@concord/event-sourcing';
import {
  add,
  CoinsAdded,
  eventually,
  kafkaBrokers,
  openTills,
  PARTITIONS,
  run,
  TcpProxy,
  testDatabase,
  tillParts,
  uniqueName,
  savings,
  SavingsRow,
} from '@concord/testing';
import type { ISocketFactory, Producer } from 'kafkajs';
import { Type } from 'typebox';
import { BusRunner, ensureTopics, KafkaClient, topicOf, type OutgoingMessage } from '../src';

// The faults of the client library, shown on a real broker, and that our code avoids them.

const PRODUCE = 0;
const FETCH = 1;
const apiOf = (request: Buffer) => (request.length >= 6 ? request.readInt16BE(4) : -1);

/** kafkajs as it is published, without our changes. */
function stockKafkajs(): typeof import('kafkajs') {
  let stock: typeof import('kafkajs') | undefined;
  jest.isolateModules(() => {
    stock = require('kafkajs') as typeof import('kafkajs');
  });
  return stock!;
}

const silent = () => undefined;
let proxy: TcpProxy;
const through: ISocketFactory = ({ onConnect }) =>
  connect({ port: proxy.port, host: '127.0.0.1', noDelay: true }, onConnect);
const clientOf = (socketFactory?: ISocketFactory) =>
  new KafkaClient({
    brokers: kafkaBrokers(),
    clientId: uniqueName('proof'),
    log: silent,
    ...(socketFactory && { socketFactory }),
  });

beforeAll(async () => {
  const [host, port] = kafkaBrokers()[0]!.split(':');
  proxy = await TcpProxy.before(host!, Number(port));
});
afterAll(() => proxy.close());
afterEach(() => {
  proxy.fateOf = () => 'pass';
});

/** The values on a topic, in their order. */
async function valuesOn(topic: string, atLeast: number): Promise<string[]> {
  const values: string[] = [];
  await clientOf().readAll(uniqueName('reader'), [topic], new Map(), async ({ messages }) => {
    values.push(...messages.map(({ value }) => String(value)));
    return values.length < atLeast;
  });
  return values;
}

const message = (value: string): OutgoingMessage => ({ partition: 0, key: 'k', value, headers: {} });

describe('a send whose reply is lost after the broker has written', () => {
  const loseReplies = (times: number) => {
    let left = times;
    proxy.fateOf = (request) => {
      if (apiOf(request) !== PRODUCE || left === 0) return 'pass';
      left -= 1;
      return 'lose-reply';
    };
  };
  const newTopic = async () => {
    const topic = uniqueName('sequence');
    await ensureTopics(clientOf(), [topic], { partitions: 1, replicas: 1 });
    return topic;
  };

  it('makes an idempotent producer of kafkajs lose the next one: acknowledged and never written', async () => {
    const { Kafka, logLevel } = stockKafkajs();
    const topic = await newTopic();
    const kafka = new Kafka({ brokers: kafkaBrokers(), socketFactory: through, logLevel: logLevel.NOTHING });
    const retry = { retries: 1, initialRetryTime: 20 };
    const producer: Producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, retry });
    await producer.connect();
    const send = (value: string) => producer.send({ topic, acks: -1, messages: [{ partition: 0, key: 'k', value }] });
    const acknowledged: string[] = [];
    for (let n = 0; n < 10; n++) {
      await send(`before-${n}`);
      loseReplies(2);
      await expect(send(`failed-${n}`)).rejects.toThrow(Error);
      // Another message of the same size, under a sequence number that the broker has seen already.
      await send(`unlike-${n}`);
      acknowledged.push(`unlike-${n}`);
    }
    await send('the end');
    await producer.disconnect();
    const written = await valuesOn(topic, 21);
    expect(acknowledged.filter((value) => written.includes(value))).toEqual([]);
  }, 60_000);

  it('loses nothing with our producer: later messages are written, and the failed ones can be sent again', async () => {
    const topic = await newTopic();
    const publisher = clientOf(through).publisher(topic);
    const acknowledged: string[] = [];
    for (let n = 0; n < 4; n++) {
      await publisher.publish([message(`before-${n}`)]);
      // Every try of the client's own fails too.
      loseReplies(Infinity);
      await expect(publisher.publish([message(`failed-${n}`)])).rejects.toThrow(Error);
      loseReplies(0);
      // As the relay does: the same batch again, because its cursor has not moved, then the new events.
      await publisher.publish([message(`failed-${n}`)]);
      await publisher.publish([message(`unlike-${n}`)]);
      acknowledged.push(`before-${n}`, `failed-${n}`, `unlike-${n}`);
    }
    await publisher.publish([message('the end')]);
    await publisher.close();
    const written = await valuesOn(topic, acknowledged.length + 1);
    expect(acknowledged.filter((value) => !written.includes(value))).toEqual([]);
    // First deliveries are in order; only what failed may be there more than once.
    expect([...new Set(written)]).toEqual([...acknowledged, 'the end']);
    const repeated = written.filter((value, n) => written.indexOf(value) !== n);
    expect(repeated.every((value) => value.startsWith('failed'))).toBe(true);
  }, 60_000);

  it('refuses two sends at a time, of which kafkajs would lose one', async () => {
    const publisher = clientOf().publisher(await newTopic());
    const [first, second] = await Promise.allSettled([
      publisher.publish([message('one')]),
      publisher.publish([message('two')]),
    ]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    await publisher.close();
  }, 30_000);
});

describe('a client that has nothing to do', () => {
  /** Timers set within half a second by a producer that is connected and idle. */
  async function timersOf(kafka: { producer(): Producer }) {
    const producer = kafka.producer();
    await producer.connect();
    let count = 0;
    const timers = createHook({ init: (_, type) => void (count += type === 'Timeout' ? 1 : 0) }).enable();
    const began = performance.now();
    await new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (performance.now() - began < 500) return;
        clearInterval(look);
        resolve();
      }, 50);
    });
    timers.disable();
    await producer.disconnect();
    return count;
  }
  const quiet = { brokers: kafkaBrokers(), logLevel: 0 };

  it('keeps a timer of a millisecond running in kafkajs', async () => {
    expect(await timersOf(new (stockKafkajs().Kafka)(quiet))).toBeGreaterThan(50);
  });

  it('keeps none with ours', async () => {
    const { Kafka } = await import('kafkajs');
    expect(await timersOf(new Kafka(quiet))).toBeLessThan(5);
  });
});

/** The vault subscribes to coins: it counts them in a view, and rings for each by a policy. */
const VaultRang = publishedBy('vault')('VaultRang', 1, { till: Type.String() });
type Ring = Command<'RingVault', { till: string }>;
const vaultBell: Decider<Ring, EventFrom<typeof VaultRang>, object> = {
  kind: 'vault-bell',
  events: { VaultRang },
  initial: {},
  commands: ['RingVault'],
  id: ({ data }) => data.till,
  decide: ({ data }) => [VaultRang.of(data)],
  evolve: (state) => state,
};
const ringVault = policy(
  'vault.ring-when-coins-added',
  { CoinsAdded },
  { CoinsAdded: ({ data: { till } }): Ring[] => [{ type: 'RingVault', data: { till } }] },
);
const vault = { name: 'vault', deciders: [vaultBell], projections: [savings], policies: [ringVault] };

const source = testDatabase('proof-source');
const target = testDatabase('proof-target');
type Opened = Awaited<ReturnType<typeof openTills>>;

describe('consuming', () => {
  const prefix = `${uniqueName('proof')}-`;
  let tills: Opened;
  let one: Opened;
  let other: Opened;
  let relay: BusRunner;
  /** Unexpected reports of the watchdogs. */
  const unexpected: string[] = [];

  beforeAll(async () => {
    tills = await openTills(source.url, tillParts);
    one = await openTills(target.url, vault);
    other = await openTills(target.url, vault);
    const topics = [topicOf('tills', prefix), topicOf('vault', prefix)];
    await ensureTopics(clientOf(), topics, { partitions: PARTITIONS, replicas: 1 });
    relay = runner(tills, 'tills', 'tills-1', clientOf());
    await relay.start(silent);
  }, 40_000);
  afterAll(async () => {
    await relay.stop();
    await Promise.all([tills.close(), one.close(), other.close()]);
  }, 20_000);

  const runner = (
    opened: Opened,
    service: string,
    instance: string,
    kafka: KafkaClient,
    more: { stuckMs?: number; onStuck?: (reason: string) => void } = {},
  ) =>
    new BusRunner(opened.engine, opened.store, kafka, {
      service,
      instance,
      topicPrefix: prefix,
      partitions: PARTITIONS,
      gapMs: 0,
      gateways: [],
      log: silent,
      feed: async () => Promise.reject(new Error('Nothing is lost here.')),
      onStuck: (reason) => unexpected.push(reason),
      ...more,
    });
  const coins = async (till: string) =>
    (await one.dataSource.getRepository(SavingsRow).findOneBy({ till }))?.coins ?? 0;
  const rings = async (till: string) => {
    const sql = `select count(*)::int as n from events where stream_id = $1`;
    return (await one.dataSource.query(sql, [`vault-bell-${till}`]))[0].n as number;
  };

  it('that gets no messages any more is found, although the group still counts on the member', async () => {
    const reasons: string[] = [];
    const kafka = clientOf(through);
    const stuck = runner(one, 'vault', 'stuck', kafka, { stuckMs: 1_500, onStuck: (reason) => reasons.push(reason) });
    await stuck.start(silent);
    await run(tills.engine, add('flows', 1));
    await eventually(async () => expect(await coins('flows')).toBe(1), { within: 15_000 });
    expect(reasons).toEqual([]);
    // Heartbeats pass, and so does everything except the answers to fetches.
    let vanished = 0;
    proxy.fateOf = (request) => {
      if (apiOf(request) !== FETCH) return 'pass';
      vanished += 1;
      return 'vanish';
    };
    // The fetch that was under way has ended.
    await eventually(() => expect(vanished).toBeGreaterThan(0));
    await run(tills.engine, add('waits', 1));
    await eventually(() => expect(reasons.length).toBeGreaterThan(0), { within: 20_000 });
    expect(await coins('waits')).toBe(0);
    const { groups } = await describeGroup(`${prefix}vault`);
    expect(groups[0]).toMatchObject({ state: 'Stable', members: [expect.anything()] });
    proxy.fateOf = () => 'pass';
    proxy.cut();
    await stuck.stop();
  }, 60_000);

  async function describeGroup(groupId: string) {
    const admin = clientOf().admin();
    await admin.connect();
    try {
      return await admin.describeGroups([groupId]);
    } finally {
      await admin.disconnect();
    }
  }

  it('loses and doubles nothing while a second member comes and goes under load', async () => {
    const names = Array.from({ length: 16 }, (_, n) => `turn-${n}`);
    let added = 0;
    const load = async (rounds: number) => {
      for (let n = 0; n < rounds; n++) {
        await Promise.all(names.map((name) => run(tills.engine, add(name, 1))));
        added += 1;
      }
    };
    const staying = runner(one, 'vault', 'stays', clientOf());
    await staying.start(silent);
    for (let turn = 0; turn < 4; turn++) {
      const guest = runner(other, 'vault', `guest-${turn}`, clientOf());
      let isDecided = false;
      const visit = async () => {
        await guest.start(silent);
        // The guest has taken over some of the partitions once it has applied a message.
        await eventually(() => expect(guest.consumer.applied).toBeGreaterThan(0), { within: 20_000 });
      };
      const visiting = visit().finally(() => (isDecided = true));
      // Events flow while the group rebalances, and again while the guest leaves.
      while (!isDecided) {
        await load(1);
        await pause(20);
      }
      await visiting;
      await Promise.all([guest.stop(), load(5)]);
    }
    await eventually(async () => expect(await Promise.all(names.map(coins))).toEqual(names.map(() => added)), {
      within: 20_000,
    });
    expect(await Promise.all(names.map(rings))).toEqual(names.map(() => added));
    expect(unexpected).toEqual([]);
    await staying.stop();
  }, 120_000);
});
