import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startKafka, type KafkaServer } from '@concord/local-infra';
import { eventually, uniqueName } from '@concord/testing';
// What is measured is how it talks to the broker, which no port shows.
// oxlint-disable-next-line no-restricted-imports
import { Kafka, logLevel, type Consumer } from 'kafkajs';
import { ensureTopics, KafkaClient } from '../src';

const PARTITIONS = 12;
const ROOT = path.resolve(__dirname, '..', '..', '..', '.concord');

/** A Kafka of its own, because it is killed. */
describe('fetch sessions', () => {
  mkdirSync(ROOT, { recursive: true });
  const dataFolder = mkdtempSync(path.join(ROOT, 'spec-sessions-'));
  const topic = `${uniqueName('sessions')}.events`;
  const fetches: number[] = [];
  const read: string[] = [];
  let server: KafkaServer;
  let kafka: KafkaClient;
  let consumer: Consumer;

  beforeAll(async () => {
    server = await startKafka({ dataFolder, from: 'process' });
    kafka = new KafkaClient({ brokers: server.brokers, clientId: 'spec', log: () => undefined });
    await ensureTopics(kafka, [topic], { partitions: PARTITIONS, replicas: 1 });
    const retry = { initialRetryTime: 50, maxRetryTime: 500, retries: 1_000 };
    consumer = new Kafka({ brokers: server.brokers, clientId: 'spec', logLevel: logLevel.NOTHING, retry }).consumer({
      groupId: topic,
      maxWaitTimeInMs: 100,
      sessionTimeout: 6_000,
      retry,
    });
    consumer.on('consumer.network.request', ({ payload: { apiName, size } }) => {
      if (apiName === 'Fetch') fetches.push(size);
    });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ eachMessage: async ({ message }) => void read.push(String(message.value)) });
  }, 60_000);
  afterAll(async () => {
    await consumer.disconnect();
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }, 30_000);

  const send = async (values: readonly string[]) => {
    const publisher = kafka.publisher(topic);
    await publisher.publish(
      values.map((value, n) => ({ partition: n % PARTITIONS, key: value, value, headers: { name: value } })),
    );
    await publisher.close();
  };
  const all = (name: string) => Array.from({ length: PARTITIONS * 5 }, (_, n) => `${name}-${n}`);
  const expectRead = (values: readonly string[]) =>
    eventually(async () => expect([...read].sort()).toEqual([...values].sort()), { within: 20_000 });

  it('name every partition once, and after that those that moved', async () => {
    await send(all('first'));
    await expectRead(all('first'));
    const idle = fetches.length;
    await eventually(async () => expect(fetches.length).toBeGreaterThan(idle + 2));
    expect(fetches.at(-1)).toBeLessThan(Math.max(...fetches) / 3);
  });

  it('bring every message of every partition once, one at a time as well as many at once', async () => {
    for (let n = 0; n < 20; n++) await send([`single-${n}`]);
    await send(all('more'));
    const singles = Array.from({ length: 20 }, (_, n) => `single-${n}`);
    await expectRead([...all('first'), ...singles, ...all('more')]);
  });

  it('begin again with a broker that was killed and remembers nothing', async () => {
    const before = [...read];
    await server.kill();
    await server.restart();
    // A broker answers before it leads its partitions again.
    const admin = kafka.admin();
    await admin.connect();
    await eventually(async () => expect(await admin.fetchTopicOffsets(topic)).toHaveLength(PARTITIONS));
    await admin.disconnect();
    fetches.length = 0;
    await send(all('after'));
    await expectRead([...before, ...all('after')]);
    await eventually(async () => expect(fetches.at(-1)).toBeLessThan(Math.max(...fetches) / 3));
  }, 60_000);
});
