import { passing } from '@concord/event-sourcing';
import type { Consumer as KafkaConsumer, Kafka } from 'kafkajs';
import type { Consumer, Verdict } from './consumer';
import { incoming } from './envelope';
import { partitionKey, partitionOf, type Fetched, type Return } from './partition';

/** Writes one line to the log of the service. */
export type LogLine = (level: 'error' | 'warn' | 'info', message: string, facts?: object) => void;

export interface SubscriptionOptions {
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly partitions: number;
  /**
   * The pause before the next fetch under load, so that batches grow. Where it is absent, others wait for the effects
   * of a fetch: the pause is then short, and longer after a large fetch.
   */
  readonly gapMs?: number | undefined;
}

const OFFSETS_EVERY_MS = 5_000;
const HEARTBEAT_EVERY_MS = 1_000;
const RETRY_MS = 250;
const GAP_A_MESSAGE_MS = 0.5;
const GAP_MOST_MS = 10;
/** Fetches that follow each other faster than this count as load. */
const LOAD_MS = 50;
/** How long to wait for a fetch with an effect, which would store the positions. */
const SETTLE_MS = 50;

interface Waiting {
  readonly fetched: Fetched;
  readonly tell: (verdict: Verdict) => void;
}

/**
 * The membership in the consumer group of a service. The fetches of all partitions at one time are collected and
 * applied as one. Kafka's own offsets serve start-up and lag tools: the database decides where the service is.
 */
export class Subscription {
  private readonly consumer: KafkaConsumer;
  private waiting: Waiting[] = [];
  private applying: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private settling: NodeJS.Timeout | undefined;
  private stopping = false;
  private lastApplyAt = 0;
  /** When a fetch was applied last, for the watchdog. */
  progressAt = Date.now();
  crashed: Error | undefined;
  /** When all partitions were last known to hold nothing that is not applied by some member. */
  seenAppliedAt = 0;
  /** The partitions that this member holds, as `topic/partition`; undefined before it has joined. */
  assigned: ReadonlySet<string> | undefined;
  /** When a fetch from each broker was last empty. */
  private readonly emptyAt = new Map<string, number>();
  private batches = 0;
  /** When an offset was last changed from outside of a fetch. */
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
      // kafkajs gives up after five tries by default, even where the client's setting says otherwise.
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
      target.places.regrouped();
      passing('consumer.rebalanced');
    });
    this.consumer.on('consumer.start_batch_process', () => void (this.batches += 1));
    // An empty fetch that began after everything was applied means that there is nothing new. kafkajs reports every
    // fetch as empty before it hands over the messages: whether batches follow is known a turn later.
    this.consumer.on('consumer.fetch', ({ timestamp, payload }) => {
      const { batches } = this;
      if (this.isBusy) return;
      setImmediate(() => {
        const { nodeId, duration } = payload as typeof payload & { readonly nodeId: string };
        const began = timestamp - duration;
        // The result of a fetch that was under way when the offset changed is thrown away.
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
        const { topic, partition } = batch;
        const fetched = { topic, partition, messages: batch.messages.map(incoming) };
        const verdict = await this.collect(target, fetched, heartbeat);
        if (!verdict) return;
        if (verdict.kind === 'seek') return this.consumer.seek({ topic, partition, offset: String(verdict.offset) });
        resolveOffset(batch.lastOffset());
        await heartbeat();
      },
    });
    this.timer = setInterval(() => void this.commitOffsets(target), OFFSETS_EVERY_MS).unref();
  }

  /** Finishes what is being applied, commits the offsets to Kafka, leaves the group. */
  async stop(target: Consumer): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    clearTimeout(this.settling);
    await this.applying;
    await target.settle().catch(() => undefined);
    await this.commitOffsets(target);
    await this.consumer.disconnect().catch(() => undefined);
  }

  /** Reads on from these offsets, in the partitions of this member. */
  goTo(places: readonly Return[]): void {
    for (const place of places) {
      if (!this.assigned?.has(partitionKey(place))) continue;
      this.consumer.seek({ ...place, offset: String(place.offset) });
      this.soughtAt = Date.now();
    }
  }

  /** Whether this member holds every partition, so that its fetches are complete. */
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
    // Heartbeats while the database is away, so that the group keeps this member.
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
      // In the same turn as the last look: a fetch that comes a turn later must find nobody applying.
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
    // The pause does not count as time between fetches: the next fetch would look like the first after a rest.
    this.lastApplyAt = Date.now();
    taken.forEach(({ tell }, n) => tell(verdicts?.[n] as Verdict));
  }

  private gapAfter(fetches: readonly Fetched[]): number {
    const messages = fetches.reduce((sum, fetched) => sum + fetched.messages.length, 0);
    return this.options.gapMs ?? Math.min(GAP_MOST_MS, GAP_A_MESSAGE_MS * messages);
  }

  /** Faults of the database and the network are retried for ever; during a stop, the next member repeats. */
  private async untilDone<T>(work: () => Promise<T>): Promise<T | undefined> {
    for (let tries = 0; ; tries++) {
      try {
        return await work();
      } catch (error) {
        if (this.stopping) return undefined;
        if (tries % 20 === 0) this.log('warn', 'A fetch could not be applied; it is retried.', { error });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  private async commitOffsets(target: Consumer) {
    const offsets = [...target.places.known].map(([key, { stored }]) => {
      return { ...partitionOf(key), offset: String(stored) };
    });
    // Nothing depends on this commit: a member that has just lost a partition gets an error.
    if (offsets.length > 0) await this.consumer.commitOffsets(offsets).catch(() => undefined);
  }
}
