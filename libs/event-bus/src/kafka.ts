import './dead-connections';
import './fetch-sessions';
import './message-headers';
import './produce-requests';
import './quiet-kafkajs';
import type { Offset } from '@concord/event-sourcing';
import {
  Kafka,
  logLevel,
  Partitioners,
  type Admin,
  type ISocketFactory,
  type Producer,
  type SASLOptions,
} from 'kafkajs';
import { incoming, type OutgoingMessage } from './envelope';
import { partitionOf, type Fetched } from './partition';
import type { Publisher } from './relay';
import { Subscription, type LogLine, type SubscriptionOptions } from './subscription';

/** How to connect to a secured cluster. */
export interface KafkaSecurity {
  /**
   * TLS, with PEM texts: the authority of the brokers' certificates (Node's own list, where it is absent), and a client
   * certificate with its key where brokers ask for one. A broker's certificate must be for its host name.
   */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string };
  readonly sasl?: {
    readonly mechanism: 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
}

export interface KafkaOptions {
  /** One or several `host:port`. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly log: LogLine;
  /** Absent where brokers accept unencrypted connections from everybody. */
  readonly security?: KafkaSecurity | undefined;
  /** How connections are made, where they need a tunnel, or a proxy that breaks them in specs. */
  readonly socketFactory?: ISocketFactory;
}

/** The only file that uses kafkajs directly. A maintained client can take its place behind the same methods. */
export class KafkaClient {
  private readonly kafka: Kafka;
  private readonly log: LogLine;

  constructor({ brokers, clientId, log, security: { tls, sasl } = {}, socketFactory }: KafkaOptions) {
    this.log = log;
    this.kafka = new Kafka({
      brokers: [...brokers],
      clientId,
      ...(socketFactory && { socketFactory }),
      ...(tls && { ssl: { ...tls } }),
      ...(sasl && { sasl: { ...sasl } as SASLOptions }),
      connectionTimeout: 3_000,
      requestTimeout: 15_000,
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 8 },
      logLevel: logLevel.WARN,
      logCreator:
        () =>
        ({ level, log: { message, ...facts } }) =>
          log(level === logLevel.ERROR ? 'error' : 'warn', `kafka: ${message}`, { error: facts['error'] }),
    });
  }

  publisher(topic: string): KafkaPublisher {
    return new KafkaPublisher(() => this.newProducer(), topic);
  }

  subscription(options: SubscriptionOptions): Subscription {
    return new Subscription(this.kafka, options, this.log);
  }

  /**
   * Reads topics, each partition from the offset in `from` (by `topic/partition`, otherwise from its beginning), one
   * batch at a time, until `onBatch` returns false. Where it returns an offset, the partition is read on from there.
   * Commits no offsets; the group is deleted afterwards.
   */
  async readAll(
    groupId: string,
    topics: readonly string[],
    from: ReadonlyMap<string, number>,
    onBatch: (fetched: Fetched) => Promise<boolean | { readonly offset: Offset }>,
  ): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId,
      minBytes: 1,
      maxWaitTimeInMs: 100,
      maxBytesPerPartition: 4_194_304,
      // A busy broker, or one that has just started, loads its groups for longer than the default's five tries.
      retry: { initialRetryTime: 100, maxRetryTime: 2_000, retries: 30 },
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    try {
      await new Promise<void>((resolve, reject) => {
        let ended = false;
        consumer.on('consumer.crash', ({ payload }) => {
          if (!payload.restart) reject(payload.error);
        });
        consumer
          .run({
            autoCommit: false,
            eachBatchAutoResolve: false,
            eachBatch: async ({ batch, heartbeat, resolveOffset }) => {
              if (ended) return;
              const { topic, partition, messages } = batch;
              try {
                const next = await onBatch({ topic, partition, messages: messages.map(incoming) });
                ended = next === false;
                if (typeof next === 'object') consumer.seek({ topic, partition, offset: String(next.offset) });
                else resolveOffset(batch.lastOffset());
                await heartbeat();
              } catch (error) {
                ended = true;
                return reject(error as Error);
              }
              if (ended) resolve();
            },
          })
          .then(() => {
            for (const [key, offset] of from) {
              const { topic, partition } = partitionOf(key);
              if (topics.includes(topic)) consumer.seek({ topic, partition, offset: String(offset) });
            }
          }, reject);
      });
    } finally {
      await consumer.disconnect().catch(() => undefined);
      const admin = this.admin();
      await admin
        .connect()
        .then(() => admin.deleteGroups([groupId]))
        .catch(() => undefined);
      await admin.disconnect().catch(() => undefined);
    }
  }

  admin(): Admin {
    return this.kafka.admin({ retry: { retries: 3 } });
  }

  /**
   * Without retries of its own. kafkajs remembers during a send which brokers have answered, and a retry asks only the
   * others. Where the leader of a partition was lost and the new leader had answered for its own partitions before, the
   * retry skips that partition, and the send succeeds without its messages. The relay retries with everything and with
   * a new producer, so no sequence numbers need to be kept either.
   */
  private newProducer(): Producer {
    return this.kafka.producer({
      idempotent: false,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { retries: 0 },
    });
  }
}

/**
 * Sends batches, one at a time. After any error the producer is replaced by a new one, which knows nothing of lost
 * brokers or of what was sent before. As an idempotent producer, kafkajs would give the batch after a failed one the
 * same sequence number, and a broker acknowledges such a batch without writing it.
 */
export class KafkaPublisher implements Publisher {
  private producer: Producer | undefined;
  private busy = false;

  constructor(
    private readonly newProducer: () => Producer,
    private readonly topic: string,
  ) {}

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    if (this.busy) throw new Error('A send is under way: two at a time lose messages.');
    this.busy = true;
    try {
      if (!this.producer) {
        this.producer = this.newProducer();
        await this.producer.connect();
      }
      await this.producer.sendBatch({ acks: -1, topicMessages: [{ topic: this.topic, messages: [...messages] }] });
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      this.busy = false;
    }
  }

  async close(): Promise<void> {
    const producer = this.producer;
    this.producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }
}
