import type { ConnectionOptions } from 'node:tls';
import { InfraProblem } from './infra-problem';
import { brokersAnswer } from './kafka-ready';
import { answers } from './postgres-process';
import type { KafkaServer, PostgresServer, Server } from './server';
import { waitFor } from './wait';

// Long enough for a server that has just been started.
const ANSWERS_WITHIN_MS = 5_000;

/** The Postgres of DATABASE_URL, once it answers. */
export async function configuredPostgres(url: string): Promise<PostgresServer> {
  const { hostname, port } = parsed(url);
  if (!(await waitFor(() => answers(url), ANSWERS_WITHIN_MS))) {
    // Not the whole URL: it may hold a password, and logs would keep it.
    throw new InfraProblem(
      `No Postgres accepts us at ${hostname}:${port || 5432}, the address in DATABASE_URL: ` +
        'start it or correct DATABASE_URL, or unset it to get a Postgres of our own.',
    );
  }
  return { ...notOurs('Postgres', Number(port || 5432)), url };
}

/** The Kafka of KAFKA_BROKERS, once it answers. */
export async function configuredKafka(list: string, tls?: ConnectionOptions): Promise<KafkaServer> {
  const brokers = list
    .split(',')
    .map((broker) => broker.trim())
    .filter(Boolean);
  if (!(await waitFor(() => brokersAnswer(brokers, tls), ANSWERS_WITHIN_MS))) {
    throw new InfraProblem(
      `No Kafka answers at ${brokers.join(', ')}, the address in KAFKA_BROKERS: ` +
        'start it or correct KAFKA_BROKERS, or unset it to get a Kafka of our own.',
    );
  }
  return { ...notOurs('Kafka', Number(brokers[0]?.split(':').pop())), brokers };
}

function parsed(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new InfraProblem('DATABASE_URL is not a URL: write it as postgres://user:password@host:port/database.');
  }
}

function notOurs(name: string, port: number): Server {
  const refuse = async (): Promise<void> => {
    throw new InfraProblem(`This ${name} was configured from outside: it is not killed or restarted from here.`);
  };
  return {
    source: 'configured',
    port,
    pid: undefined,
    logFile: undefined,
    stop: async () => undefined,
    kill: refuse,
    restart: refuse,
  };
}
