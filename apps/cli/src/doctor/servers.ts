import { SERVICE_NAMES } from '@concord/contracts';
import { KafkaClient, topicOf } from '@concord/event-bus';
import { readServers } from '@concord/service';
import { Client } from 'pg';
import { ok, problem, reasonOf, warning, type Finding } from './finding';

/** Majors of Postgres on which a whole system has run: that of the compose file and that of `npm start`. */
const POSTGRES_MAJORS = [17, 18];
const CLOCK_MS = 2_000;
const OPEN_TRANSACTION_SECONDS = 60;
const CONNECTIONS_FREE = 0.2;

/** Postgres and Kafka, at the addresses of the system or of the environment. */
export async function serverFindings(
  addresses: { readonly postgres: string; readonly kafka: string } | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<Finding[]> {
  const given = readServers(environment);
  const databaseUrl = given.databaseUrl ?? addresses?.postgres;
  const brokers = given.kafkaBrokers ?? addresses?.kafka;
  const [postgres, kafka] = await Promise.all([
    databaseUrl ? postgresFindings(databaseUrl) : [],
    brokers ? kafkaFindings(brokers, given.kafkaSecurity, environment['CONCORD_TOPIC_PREFIX']) : [],
  ]);
  return [...postgres, ...kafka];
}

interface Facts {
  readonly version: number;
  readonly now: string;
  readonly used: number;
  readonly most: number;
  readonly oldest: number | null;
  readonly fsync: string;
}

async function postgresFindings(url: string): Promise<Finding[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const before = Date.now();
    const { rows } = await client.query<Facts>(`select current_setting('server_version_num')::int / 10000 as version,
      clock_timestamp()::text as now, (select count(*)::int from pg_stat_activity) as used,
      current_setting('max_connections')::int as most, current_setting('fsync') as fsync,
      (select extract(epoch from max(clock_timestamp() - xact_start))::float8 from pg_stat_activity
        where backend_xid is not null and pid <> pg_backend_pid()) as oldest`);
    return judged(rows[0]!, (before + Date.now()) / 2);
  } catch (error) {
    const remedy = 'Start it, or set DATABASE_URL to a database of an administrator.';
    return [problem('Postgres', `does not answer: ${reasonOf(error)}`, remedy)];
  } finally {
    await client.end().catch(() => undefined);
  }
}

function judged({ version, now, used, most, oldest, fsync }: Facts, atMs: number): Finding[] {
  const apartMs = Math.abs(Date.parse(now) - atMs);
  return [
    POSTGRES_MAJORS.includes(version)
      ? ok('Postgres', `version ${version}`)
      : warning('Postgres', `version ${version}`, `Use one of the versions ${POSTGRES_MAJORS.join(', ')}.`),
    fsync === 'on'
      ? ok('Postgres fsync', 'on')
      : problem('Postgres fsync', 'off: a crash loses events', 'Set fsync = on and restart Postgres.'),
    apartMs <= CLOCK_MS
      ? ok('Postgres clock', `${Math.round(apartMs)} ms from this machine's`)
      : warning('Postgres clock', `${Math.round(apartMs)} ms from this machine's`, 'Set the clocks by NTP.'),
    used <= most * (1 - CONNECTIONS_FREE)
      ? ok('Postgres connections', `${used} of ${most}`)
      : warning(
          'Postgres connections',
          `${used} of ${most}`,
          'Raise max_connections: each instance of a service takes up to 14, and one more during a rebuild.',
        ),
    (oldest ?? 0) < OPEN_TRANSACTION_SECONDS
      ? ok('Open transactions', 'none that holds up the feeds')
      : problem(
          'Open transactions',
          `one has been writing for ${Math.round(oldest!)} s, and all feeds wait for it`,
          'Find it in pg_stat_activity and end it with pg_terminate_backend(pid).',
        ),
  ];
}

async function kafkaFindings(
  brokers: string,
  security: ReturnType<typeof readServers>['kafkaSecurity'],
  prefix = '',
): Promise<Finding[]> {
  const kafka = new KafkaClient({
    brokers: brokers.split(','),
    clientId: 'concord-doctor',
    log: () => undefined,
    ...(security && { security }),
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const cluster = await admin.describeCluster();
    const existing = new Set(await admin.listTopics());
    const wanted = SERVICE_NAMES.map((name) => topicOf(name, prefix));
    const missing = wanted.filter((topic) => !existing.has(topic));
    const { topics } = await admin.fetchTopicMetadata({ topics: wanted.filter((topic) => existing.has(topic)) });
    const partitions = topics.flatMap((topic) => topic.partitions);
    const lagging = partitions.filter(({ isr, replicas, leader }) => isr.length < replicas.length || leader < 0).length;
    return [
      ok('Kafka', `${cluster.brokers.length} brokers`),
      missing.length === 0
        ? ok('Topics', `${topics.length}, ${partitions.length} partitions`)
        : warning('Topics', `${missing.join(', ')} missing`, 'They are created when the services migrate.'),
      lagging === 0
        ? ok('Replicas', 'all in sync')
        : problem('Replicas', `${lagging} partitions lack a replica or a leader`, 'Start the broker that is missing.'),
    ];
  } catch (error) {
    return [problem('Kafka', `does not answer: ${reasonOf(error)}`, 'Start it, or set KAFKA_BROKERS.')];
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}
