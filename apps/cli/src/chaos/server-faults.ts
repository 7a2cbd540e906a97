import { setTimeout as pause } from 'node:timers/promises';
import type { KafkaServer } from '@concord/local-infra';
import { Client } from 'pg';
import type { Fault, Scene } from './faults';
import { until, type Rig } from './rig';

const NO_QUORUM_MS = 10_000;
const FOREIGN_MS = 15_000;
const BACK_WITHIN_MS = 90_000;

/** The database server is killed with all its work. */
async function killPostgres({ rig, recovery }: Scene): Promise<void> {
  const { pid } = rig.postgres;
  rig.say('Postgres is killed');
  await rig.postgres.kill();
  await until(BACK_WITHIN_MS, 'Postgres to accept connections', async () => {
    return rig.postgres.pid !== undefined && rig.postgres.pid !== pid && (await accepts(rig.postgres.url));
  });
  await recovery.flowing('Postgres restart', performance.now());
}

/** The broker that leads most partitions is killed. */
async function killBroker({ rig, recovery }: Scene): Promise<void> {
  const broker = await leader(rig);
  const { pid } = broker;
  const at = performance.now();
  rig.say('the leading broker is killed');
  await broker.kill();
  await recovery.flowing(rig.brokers.length > 1 ? 'broker leader loss' : 'only broker restart', at);
  await until(BACK_WITHIN_MS, 'the broker to be back', () => broker.pid !== undefined && broker.pid !== pid);
}

/** Two of three brokers are frozen: nothing may be acknowledged meanwhile. */
async function freezeQuorum({ rig, random, recovery }: Scene): Promise<void> {
  const frozen = random.shuffled(rig.brokers).slice(1);
  const pids = frozen.flatMap(({ pid }) => pid ?? []);
  rig.say('two brokers of three are frozen');
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  await pause(NO_QUORUM_MS);
  for (const pid of pids) process.kill(pid, 'SIGCONT');
  await recovery.flowing('quorum back', performance.now());
}

/** A client leaves a transaction open in another database of the server: it delays all feeds. */
async function holdTransaction({ rig, recovery }: Scene): Promise<void> {
  const client = new Client({ connectionString: rig.postgres.url });
  client.on('error', () => undefined);
  await client.connect();
  rig.say('a foreign transaction stays open');
  try {
    await client.query('begin');
    await client.query('select pg_current_xact_id()');
    const since = performance.now();
    // The client does not come back: the server ends the transaction.
    const ended = new Promise((resolve) => client.once('end', resolve));
    await Promise.race([ended, pause(FOREIGN_MS)]);
    if (performance.now() - since > FOREIGN_MS) rig.setbacks.push('a forgotten transaction was not ended');
  } finally {
    await client.end().catch(() => undefined);
  }
  await recovery.flowing('foreign transaction ended', performance.now());
}

async function leader(rig: Rig): Promise<KafkaServer> {
  if (rig.brokers.length === 1) return rig.brokers[0]!;
  const admin = rig.kafka.admin();
  await admin.connect();
  const { topics } = await admin.fetchTopicMetadata();
  await admin.disconnect();
  const led = rig.brokers.map((_, n) => {
    const partitions = topics.flatMap((topic) => topic.partitions).filter((partition) => partition.leader === n + 1);
    return { n, partitions: partitions.length };
  });
  return rig.brokers[led.sort((a, b) => b.partitions - a.partitions)[0]!.n]!;
}

async function accepts(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

export const serverFaults: readonly Fault[] = [
  { name: 'postgres-killed', strike: killPostgres },
  { name: 'foreign-transaction', strike: holdTransaction },
  { name: 'broker-killed', strike: killBroker },
  { name: 'quorum-frozen', strike: freezeQuorum, nodes: 3 },
];
