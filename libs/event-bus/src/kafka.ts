import './dead-connections';
import './fetch-sessions';
import './message-headers';
import './produce-requests';
import './quiet-kafkajs';
import { passing } from '@concord/event-sourcing';
import {
  Kafka,
  logLevel,
  Partitioners,
  type Admin,
  type Consumer as KafkaConsumer,
  type ISocketFactory,
  type Producer,
} from 'kafkajs';
import { partitionOf, type Consumer, type Fetched, type Return, type Verdict } from './consumer';
import type { OutgoingMessage } from './envelope';
import type { Publisher } from './relay';

/** One line for the log of the service. */
export type LogLine = (level: 'error' | 'warn' | 'info', message: string, facts?: object) => void;

export interface KafkaOptions {
  /** `host:port`, one or several. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly log: LogLine;
  /** How connections are made, where it is not the usual way: through a tunnel, or through what breaks them in specs. */
  readonly socketFactory?: ISocketFactory;
}

/** The only door to kafkajs. A maintained client can take its place behind the same methods. */
export class KafkaClient {
  private readonly kafka: Kafka;
  private readonly log: LogLine;

  constructor({ brokers, clientId, log, socketFactory }: KafkaOptions) {
    this.log = log;
    this.kafka = new Kafka({
      brokers: [...brokers],
      clientId,
      ...(socketFactory && { socketFactory }),
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
   * Reads topics, each partition from the offset in `from` (by `topic/partition`, else from its beginning), one batch
   * at a time, until `onBatch` answers false; where it answers an offset, the partition is read on from there. Commits
   * no offsets; the group is deleted afterwards.
   */
  async readAll(
    groupId: string,
    topics: readonly string[],
    from: ReadonlyMap<string, number>,
    onBatch: (fetched: Fetched) => Promise<boolean | { readonly offset: string }>,
  ): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId,
      minBytes: 1,
      maxWaitTimeInMs: 100,
      maxBytesPerPartition: 4_194_304,
      // A broker that has just begun, or is busy, is loading its groups for longer than the default's five tries.
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
              const list = messages.map(({ offset, key, value, headers = {} }) => {
                return { offset, key: key?.toString('utf8') ?? '', value, headers };
              });
              try {
                const next = await onBatch({ topic, partition, messages: list });
                ended = next === false;
                if (typeof next === 'object') consumer.seek({ topic, partition, offset: next.offset });
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
   * Without tries of its own. kafkajs remembers for the length of a send which brokers have answered, and when it tries
   * again it asks only the others: a partition whose leader was lost and whose new leader has answered for its own
   * partitions before is passed over, and the send succeeds without its messages. The relay tries again, with everything
   * and with a new producer, so there are no sequence numbers to be kept either.
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
 * Sends batches, one at a time. After any error its producer is thrown away and a new one is made, which knows nothing of
 * brokers that have gone or of what was sent before: as an idempotent one, kafkajs would give the batch after a failed
 * one the same sequence number, and a broker acknowledges such a batch without writing it.
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

export interface SubscriptionOptions {
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly partitions: number;
  /**
   * Waited before the next fetch while there is load, so that batches grow. Absent where others wait for what follows
   * from a fetch: then it is short, and longer after a fetch that brought much.
   */
  readonly gapMs?: number | undefined;
}

const OFFSETS_EVERY_MS = 5_000;
const HEARTBEAT_EVERY_MS = 1_000;
const RETRY_MS = 250;
const GAP_A_MESSAGE_MS = 0.5;
const GAP_MOST_MS = 10;
/** Fetches nearer to each other than this are load. */
const LOAD_MS = 50;
/** So long a fetch is waited for that brings something to do, which would tell the database how far we are. */
const SETTLE_MS = 50;

interface Waiting {
  readonly fetched: Fetched;
  readonly tell: (verdict: Verdict) => void;
}

/**
 * Membership in the consumer group of a service. What the partitions bring at one time is collected and applied as one.
 * Kafka's own offsets are for start-up and for lag tools: the database decides where we are.
 */
export class Subscription {
  private readonly consumer: KafkaConsumer;
  private waiting: Waiting[] = [];
  private applying: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private settling: NodeJS.Timeout | undefined;
  private stopping = false;
  private lastApplyAt = 0;
  /** When something was applied last, for the watchdog. */
  progressAt = Date.now();
  crashed: Error | undefined;
  /** When a look at all partitions last showed that they hold nothing that is not applied by some member. */
  seenAppliedAt = 0;
  /** The partitions that this member holds, as `topic/partition`; undefined before it has joined. */
  assigned: ReadonlySet<string> | undefined;
  /** When a fetch from each broker last brought nothing. */
  private readonly emptyAt = new Map<string, number>();
  private batches = 0;
  /** When a place to read from was last changed from outside of a fetch. */
  private soughtAt = 0;

  constructor(
    kafka: Kafka,
    private readonly options: SubscriptionOptions,
    private readonly log: LogLine,
  ) {
    this.consumer = kafka.consumer({
      groupId: options.groupId,
      sessionTimeout: 6_000,
      heartbeatInterval: 2_000,
      rebalanceTimeout: 10_000,
      minBytes: 1,
      maxWaitTimeInMs: 500,
      maxBytesPerPartition: 1_048_576,
      // The default gives up after five tries, also where the client's own setting says otherwise.
      retry: {
        initialRetryTime: 100,
        maxRetryTime: 2_000,
        retries: Number.MAX_SAFE_INTEGER,
        restartOnFailure: async () => true,
      },
    });
  }

  async start(target: Consumer): Promise<void> {
    const { topics, partitions } = this.options;
    this.consumer.on('consumer.crash', ({ payload }) => {
      if (!payload.restart) this.crashed = payload.error;
    });
    this.consumer.on('consumer.group_join', ({ payload: { memberAssignment } }) => {
      const held = Object.entries(memberAssignment).flatMap(([topic, list]) => list.map((n) => `${topic}/${n}`));
      this.assigned = new Set(held);
      this.emptyAt.clear();
      target.regrouped();
      passing('consumer.rebalanced');
    });
    this.consumer.on('consumer.start_batch_process', () => void (this.batches += 1));
    // An empty fetch that began after everything was applied says that there is nothing new. kafkajs reports every fetch
    // as empty, before it hands over what was fetched: whether batches follow is known a turn later.
    this.consumer.on('consumer.fetch', ({ timestamp, payload }) => {
      const { batches } = this;
      if (this.isBusy) return;
      setImmediate(() => {
        const { nodeId, duration } = payload as typeof payload & { readonly nodeId: string };
        const began = timestamp - duration;
        // What a fetch brought that was under way when the place to read from was changed is thrown away.
        if (!this.isBusy && batches === this.batches && began > this.soughtAt) this.emptyAt.set(nodeId, began);
      });
    });
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: topics.length * partitions,
      eachBatch: async ({ batch, resolveOffset, heartbeat, isRunning, isStale }) => {
        if (!isRunning() || isStale() || this.stopping) return;
        const messages = batch.messages.map(({ offset, key, value, headers = {} }) => {
          return { offset, key: key?.toString('utf8') ?? '', value, headers };
        });
        const verdict = await this.collect(
          target,
          { topic: batch.topic, partition: batch.partition, messages },
          heartbeat,
        );
        if (!verdict) return;
        if (verdict.kind === 'seek') {
          this.consumer.seek({ topic: batch.topic, partition: batch.partition, offset: verdict.offset });
          return;
        }
        resolveOffset(batch.lastOffset());
        await heartbeat();
      },
    });
    this.timer = setInterval(() => void this.commitOffsets(target), OFFSETS_EVERY_MS).unref();
  }

  /** Finishes what is being applied, tells Kafka where we are, leaves the group. */
  async stop(target: Consumer): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    clearTimeout(this.settling);
    await this.applying;
    await target.settle().catch(() => undefined);
    await this.commitOffsets(target);
    await this.consumer.disconnect().catch(() => undefined);
  }

  /** Reads on from these offsets, in the partitions that are this member's. */
  goTo(places: readonly Return[]): void {
    for (const place of places) {
      if (!this.assigned?.has(`${place.topic}/${place.partition}`)) continue;
      this.consumer.seek({ ...place });
      this.soughtAt = Date.now();
    }
  }

  /** Whether this member holds every partition, so that its fetches say all there is to say. */
  get holdsAll(): boolean {
    return this.assigned?.size === this.options.topics.length * this.options.partitions;
  }

  /** Up to when everything that the topics held is known to be applied. */
  get caughtUpAt(): number {
    const fetched = this.holdsAll && this.emptyAt.size > 0 ? Math.min(...this.emptyAt.values()) : 0;
    return Math.max(fetched, this.seenAppliedAt);
  }

  private get isBusy(): boolean {
    return this.waiting.length > 0 || this.applying !== undefined;
  }

  /** How long the oldest fetch has been waiting to be applied, in milliseconds. */
  get waitingMs(): number {
    return this.isBusy ? Date.now() - this.progressAt : 0;
  }

  private async collect(
    target: Consumer,
    fetched: Fetched,
    heartbeat: () => Promise<void>,
  ): Promise<Verdict | undefined> {
    if (!this.isBusy) this.progressAt = Date.now();
    const told = new Promise<Verdict | undefined>((tell) => this.waiting.push({ fetched, tell }));
    this.applying ??= this.drain(target);
    // While the database is away the group must not take us for dead.
    const beat = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_EVERY_MS);
    try {
      return await told;
    } finally {
      clearInterval(beat);
    }
  }

  private async drain(target: Consumer) {
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (this.waiting.length > 0) await this.applyWaiting(target);
    } finally {
      // In the same turn as the last look: what comes a turn later must find nobody applying.
      this.applying = undefined;
    }
    if (target.isUnsettled && !this.stopping) this.settling ??= setTimeout(() => this.settle(target), SETTLE_MS);
  }

  private settle(target: Consumer) {
    this.settling = undefined;
    if (this.stopping || this.isBusy) return;
    this.progressAt = Date.now();
    this.applying = this.untilDone(() => target.settle()).then(() => this.drain(target));
  }

  private async applyWaiting(target: Consumer) {
    const taken = this.waiting;
    this.waiting = [];
    const underLoad = Date.now() - this.lastApplyAt < LOAD_MS;
    const fetches = taken.map(({ fetched }) => fetched);
    const verdicts = await this.untilDone(() => target.apply(fetches));
    this.progressAt = Date.now();
    const gapMs = underLoad ? this.gapAfter(fetches) : 0;
    if (gapMs > 0) await new Promise((resolve) => setTimeout(resolve, gapMs));
    // The gap is none between the fetches: it would make the next one look like the first after a rest.
    this.lastApplyAt = Date.now();
    taken.forEach(({ tell }, n) => tell(verdicts?.[n] as Verdict));
  }

  private gapAfter(fetches: readonly Fetched[]): number {
    const messages = fetches.reduce((sum, fetched) => sum + fetched.messages.length, 0);
    return this.options.gapMs ?? Math.min(GAP_MOST_MS, GAP_A_MESSAGE_MS * messages);
  }

  /** Faults of the database and the network are retried for ever; when we are stopping, the next member repeats. */
  private async untilDone<T>(work: () => Promise<T>): Promise<T | undefined> {
    for (let tries = 0; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (this.stopping) return undefined;
        if (tries % 20 === 0) this.log('warn', 'A fetch could not be applied; it is tried again.', { error });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  private async commitOffsets(target: Consumer) {
    const offsets = [...target.positions].map(([key, { stored }]) => ({ ...partitionOf(key), offset: stored }));
    // Nothing rests on it: a member that has just lost a partition may be told off.
    if (offsets.length > 0) await this.consumer.commitOffsets(offsets).catch(() => undefined);
  }
}
