import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { freePort, startKafka, type KafkaServer } from '@concord/local-infra';
import { eventually, uniqueName } from '@concord/testing';
import { newAuthority, type Authority, type Issued } from '@concord/testing/certificates';
import { ensureTopics, KafkaClient, type KafkaSecurity } from '../src';

const ROOT = path.resolve(__dirname, '..', '..', '..', '.concord');
const PASSWORD = 'pencil and paper';

/** A Kafka of its own, because it refuses unknown clients. */
describe('a Kafka with TLS', () => {
  mkdirSync(ROOT, { recursive: true });
  const dataFolder = mkdtempSync(path.join(ROOT, 'spec-secured-'));
  const topic = `${uniqueName('secured')}.events`;
  let server: KafkaServer;
  let [authority, other]: Authority[] = [];
  let [known, stranger]: Issued[] = [];
  let ports: { scram: number; mutual: number };

  beforeAll(async () => {
    [authority, other] = await Promise.all([newAuthority('shop'), newAuthority('somebody')]);
    const [node] = await Promise.all([authority.issue('broker', 'localhost', '127.0.0.1')]);
    [known, stranger] = await Promise.all([authority.issue('orders'), other.issue('orders')]);
    const scram = await freePort();
    ports = { scram, mutual: await freePort({ except: [scram] }) };
    server = await startKafka({
      dataFolder,
      from: 'process',
      secured: {
        scramPort: ports.scram,
        mutualPort: ports.mutual,
        ...node,
        authority: authority.certificate,
        users: { orders: PASSWORD },
      },
    });
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }, 30_000);

  const client = (port: number, security: KafkaSecurity | undefined) =>
    new KafkaClient({ brokers: [`127.0.0.1:${port}`], clientId: 'spec', log: () => undefined, security });
  const trusted = () => ({ ca: authority!.certificate });
  const login = (mechanism: 'scram-sha-256' | 'scram-sha-512', password = PASSWORD): KafkaSecurity => ({
    tls: trusted(),
    sasl: { mechanism, username: 'orders', password },
  });
  const mutual = (own: Issued): KafkaSecurity => ({ tls: { ...trusted(), cert: own.certificate, key: own.key } });

  /** Whether a message arrives that one client sends and another reads, as relay and consumer do. */
  const carries = async (port: number, security: KafkaSecurity) => {
    const kafka = client(port, security);
    await ensureTopics(kafka, [topic], { partitions: 1, replicas: 1 });
    const value = uniqueName('value');
    const publisher = kafka.publisher(topic);
    await publisher.publish([{ partition: 0, key: 'k', value, headers: {} }]);
    await publisher.close();
    const read: string[] = [];
    await client(port, security).readAll(uniqueName('group'), [topic], new Map(), async ({ messages }) => {
      read.push(...messages.map((message) => String(message.value)));
      return !read.includes(value);
    });
    return read.includes(value);
  };
  const refusal = async (port: number, security: KafkaSecurity | undefined) => {
    const admin = client(port, security).admin();
    const error = await admin.connect().then(
      () => undefined,
      (failure: Error) => failure,
    );
    await admin.disconnect().catch(() => undefined);
    return error?.message;
  };

  it.each(['scram-sha-256', 'scram-sha-512'] as const)(
    'carries messages of a client with a login by %s',
    async (mechanism) => expect(await carries(ports.scram, login(mechanism))).toBe(true),
    30_000,
  );

  it(
    'carries messages of a client with a certificate',
    async () => expect(await carries(ports.mutual, mutual(known!))).toBe(true),
    30_000,
  );

  it('is found by a command that is told how to reach it', async () => {
    const given = { dataFolder, kafkaBrokers: `127.0.0.1:${ports.mutual}` };
    const kafkaTls = { ...trusted(), cert: known!.certificate, key: known!.key };
    expect((await startKafka({ ...given, kafkaTls })).source).toBe('configured');
    await expect(startKafka(given)).rejects.toThrow('No Kafka answers');
  }, 30_000);

  it('refuses another password, another certificate, and none', async () => {
    expect(await refusal(ports.scram, login('scram-sha-512', 'guessed'))).toMatch(/authentication/i);
    expect(await refusal(ports.mutual, mutual(stranger!))).toBeDefined();
    expect(await refusal(ports.mutual, { tls: trusted() })).toBeDefined();
    expect(await refusal(ports.scram, undefined)).toBeDefined();
  }, 60_000);

  it('is not trusted where its certificate is of another authority', async () => {
    const security = { ...login('scram-sha-512'), tls: { ca: other!.certificate } };
    await eventually(async () => expect(await refusal(ports.scram, security)).toMatch(/certificate/));
  }, 60_000);
});
