import {
  GATEWAY,
  TimerRunner,
  traceIdOf,
  type Engine,
  type Gateway,
  type RecordedEvent,
} from '@concord/event-sourcing';
import { oldestWriter, type EventStore, type OpenWriter } from '@concord/event-store';
import type { Admin } from 'kafkajs';
import { Consumer, isRefusedForGood, type FeedSource } from './consumer';
import { eventIn } from './envelope';
import type { Bus } from './event-bus.server';
import type { KafkaClient, KafkaPublisher } from './kafka';
import { InapplicableMessage } from './parking';
import { partitionKey } from './partition';
import { Relay } from './relay';
import type { LogLine, Subscription } from './subscription';
import { topicOf } from './topics';

export interface BusRunnerOptions {
  readonly service: string;
  /** The name of this instance among those of the service. */
  readonly instance: string;
  readonly topicPrefix: string;
  readonly partitions: number;
  /** See `SubscriptionOptions`. */
  readonly gapMs?: number | undefined;
  readonly gateways: readonly Gateway[];
  readonly feed: FeedSource;
  readonly log: LogLine;
  /** How long a lag may stay without any progress; 30 s where it is absent. */
  readonly stuckMs?: number;
  /** Called when this process can no longer do its work: it must end and be restarted. */
  readonly onStuck: (reason: string) => void;
}

/** Other instances append too, and cannot wake the instance that sends: it polls for their events. */
const IDLE_RELAY_MS = 250;
/** A single instance is woken by its own appends, and polls only in case of a fault. */
const ALONE_RELAY_MS = 1_000;
const BEHIND_RELAY_MS = 1;
/** How long to wait for the next read, which would store the cursors. */
const SETTLE_RELAY_MS = 200;
const IDLE_TIMERS_MS = 1_000;
const FAULT_MS = 500;
const LOOK_EVERY_MS = 10_000;
const WATCH_EVERY_MS = 1_000;
const STUCK_MS = 30_000;
/** A transaction that is open for this long delays all feeds; it is looked for this often. */
const OPEN_SECONDS = 5;
const OPEN_EVERY_MS = 3_000;

/** The loops of one service instance: relay, consumer, timers, and a look at their progress. */
export class BusRunner implements Bus {
  readonly relay: Relay;
  readonly consumer: Consumer;
  private readonly publisher: KafkaPublisher;
  private readonly timers: TimerRunner;
  private readonly subscription: Subscription | undefined;
  private readonly admin: Admin;
  private readonly loops: Promise<void>[] = [];
  private stopping = false;
  private started = false;
  private wakeRelay: () => void = () => undefined;
  private onApplied: (events: readonly RecordedEvent[]) => void = () => undefined;
  private watching: NodeJS.Timeout | undefined;
  private looking = false;
  private lookedAt = 0;
  /** Set when a session with the database was lost: the server may have crashed. */
  private mayHaveFallenBack = false;
  /** The end offsets of all partitions at the last look. */
  private ends: { readonly at: number; readonly high: ReadonlyMap<string, number> } | undefined;
  private laggingSince: number | undefined;
  private lastReached = 0;
  /** Messages between the end of each topic and the applied offset, by topic; refreshed every ten seconds. */
  readonly lag = new Map<string, number>();
  /** Age in seconds of the oldest writing transaction of the server at the last look: all feeds wait for it. */
  oldestWriterSeconds = 0;
  relayFault: unknown;
  private toldOf: number | undefined;
  private watchingWriters: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly store: EventStore,
    private readonly kafka: KafkaClient,
    private readonly options: BusRunnerOptions,
  ) {
    const { service, instance, topicPrefix, partitions, gapMs, gateways, feed, log } = options;
    this.publisher = kafka.publisher(topicOf(service, topicPrefix));
    const clock = { now: () => performance.now() };
    this.relay = new Relay(service, instance, store.lanes, this.publisher, clock, engine.tracing);
    this.consumer = new Consumer(engine, store.positions, feed, (events) => this.onApplied(events));
    this.timers = new TimerRunner(engine, store.timers, gateways, (message, error, { correlationId, traceparent }) => {
      const reason = error instanceof Error ? error.message : String(error);
      log('warn', message, { reason, correlationId, traceId: traceIdOf(traceparent) });
    });
    const topics = engine.model.sources.map((source) => topicOf(source, topicPrefix));
    if (topics.length > 0)
      this.subscription = kafka.subscription({ groupId: `${topicPrefix}${service}`, topics, partitions, gapMs });
    this.admin = kafka.admin();
  }

  async start(onApplied: (events: readonly RecordedEvent[]) => void): Promise<void> {
    this.onApplied = onApplied;
    this.engine.onCommit((batch, committed) => {
      if (batch.events.some(({ pubSeq }) => pubSeq !== undefined)) {
        this.relay.expect(committed.txid);
        this.wakeRelay();
      }
      // The call of a command that was just committed is made at once: this instance holds its lease.
      for (const timer of batch.timers)
        if (timer.process.startsWith(GATEWAY)) void this.timers.run({ ...timer, attempts: 0 });
    });
    this.loops.push(this.relaying());
    // Only a process sets timers.
    if (this.engine.model.processes.size > 0) this.loops.push(this.timing());
    await this.subscription?.start(this.consumer);
    this.store.onSessionLost(() => {
      this.mayHaveFallenBack = true;
      this.consumer.places.sessionLost();
    });
    this.watching = setInterval(() => void this.watch(), WATCH_EVERY_MS).unref();
    this.watchingWriters = setInterval(() => void this.lookAtWriters(), OPEN_EVERY_MS).unref();
    this.started = true;
  }

  /** Finishes what is under way, hands over lanes and partitions, closes the connections to Kafka. */
  async stop(): Promise<void> {
    if (this.stopping) return;
    this.stopping = true;
    clearInterval(this.watching);
    clearInterval(this.watchingWriters);
    this.wakeRelay();
    await this.subscription?.stop(this.consumer);
    await Promise.all(this.loops);
    await this.relay.stop().catch(() => undefined);
    await this.publisher.close();
    await this.admin.disconnect().catch(() => undefined);
  }

  /** Why this instance is not ready; undefined when it is. */
  get problem(): string | undefined {
    if (!this.started) return 'The event bus is not started yet.';
    if (this.subscription?.crashed) return `The consumer has crashed: ${this.subscription.crashed.message}`;
    if (this.relayFault)
      return `Events cannot be sent: ${String((this.relayFault as Error).message ?? this.relayFault)}`;
    const waitingMs = this.subscription?.waitingMs ?? 0;
    if (waitingMs > this.stuckMs) return `A fetch has been waiting for ${Math.round(waitingMs / 1000)} s.`;
    return undefined;
  }

  private get stuckMs(): number {
    return this.options.stuckMs ?? STUCK_MS;
  }

  /**
   * Milliseconds since everything in the topics was known to be applied here; 0 where the service subscribes to
   * nothing.
   */
  get lagMs(): number {
    return this.subscription ? Math.max(0, Date.now() - this.subscription.caughtUpAt) : 0;
  }

  /**
   * Applies the parked messages of a key, in their order. Returns how many. Throws `InapplicableMessage` at the first that
   * still cannot be applied: it stays parked with those behind it.
   */
  async replayParked(topic: string, key: string): Promise<number> {
    let applied = 0;
    const { positions } = this.store;
    // More messages may be parked meanwhile: the key is free when none remains.
    for (let waiting = await positions.parkedOf(topic, key); waiting.length > 0;) {
      for (const { id, offset, type, event } of waiting) {
        const value = event.value === null ? null : Buffer.from(event.value);
        const message = { offset, key, value, headers: event.headers };
        try {
          await this.engine.replayParked(id, eventIn(message, this.engine.model.eventType(type)!));
        } catch (error) {
          if (!isRefusedForGood(error)) throw error;
          throw new InapplicableMessage(`${type} of ${key} cannot be applied: ${(error as Error).message}`);
        }
        applied += 1;
      }
      waiting = await positions.parkedOf(topic, key);
    }
    return applied;
  }

  private async relaying() {
    while (!this.stopping) {
      let waitMs: number;
      try {
        const sent = await this.relay.step();
        this.relayFault = undefined;
        if (this.relay.isUnsettled && !this.relay.isBehind && !(await this.wait(SETTLE_RELAY_MS)))
          await this.relay.settle();
        // The relay knows what is committed while a batch is sent: where it knows of nothing, it need not read.
        const idleMs = this.subscription?.holdsAll ? ALONE_RELAY_MS : IDLE_RELAY_MS;
        waitMs = !this.relay.isBehind ? idleMs : sent > 0 ? 0 : BEHIND_RELAY_MS;
      } catch (error) {
        if (!this.relayFault) this.options.log('warn', 'Events could not be sent; the relay retries.', { error });
        this.relayFault = error;
        waitMs = FAULT_MS;
      }
      if (waitMs > 0) await this.wait(waitMs);
    }
  }

  /** Waits for this long or until it is woken; returns whether it was woken. */
  private wait(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms, false);
      const wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
      // Commits during a send need no wake-up: the next step reads them.
      this.wakeRelay = ms >= SETTLE_RELAY_MS ? () => setImmediate(wake) : wake;
    });
  }

  private async timing() {
    while (!this.stopping) {
      const done = await this.timers.step().catch((error: unknown) => {
        this.options.log('warn', 'Timers could not be read; the loop retries.', { error });
        return 0;
      });
      if (done === 0) await new Promise((resolve) => setTimeout(resolve, IDLE_TIMERS_MS));
    }
  }

  /**
   * Logs the transaction that delays all feeds of the server: nothing that is committed after its start can be sent
   * until it ends.
   */
  private async lookAtWriters() {
    const found = await oldestWriter(this.store.reading).catch((): OpenWriter | undefined => undefined);
    this.oldestWriterSeconds = found?.seconds ?? 0;
    if (!found || found.seconds < OPEN_SECONDS) this.toldOf = undefined;
    else if (this.toldOf !== found.pid) {
      this.toldOf = found.pid;
      const { pid, database, application, state, seconds } = found;
      const who = `The session ${pid} of ${application || 'nobody named'} in the database ${database} (${state})`;
      this.options.log(
        'warn',
        `${who} has had a transaction open for ${Math.round(seconds)} s: events wait for it. End it with pg_terminate_backend(${pid}).`,
      );
    }
  }

  /** Looks every ten seconds; every second where other members hold partitions whose fetches are not seen here. */
  private async watch() {
    const lookEveryMs = Math.min(LOOK_EVERY_MS, this.stuckMs / 3);
    const isDue = this.mayHaveFallenBack || Date.now() - this.lookedAt >= lookEveryMs;
    if (this.looking || !this.subscription || (this.subscription.holdsAll && !isDue)) return;
    if (this.subscription.crashed)
      return this.options.onStuck(`The consumer has crashed: ${this.subscription.crashed.message}`);
    this.looking = true;
    this.lookedAt = Date.now();
    try {
      await this.look(this.subscription);
    } catch (error) {
      // Without a broker or a database no instance makes progress; a restart would not help.
      if (isDue) this.options.log('warn', 'The lag could not be measured.', { error });
      this.laggingSince = undefined;
    } finally {
      this.looking = false;
    }
  }

  /** Measures the lag. A lag without any progress means that this process is stuck, whatever the cause. */
  private async look(subscription: Subscription) {
    const at = Date.now();
    this.mayHaveFallenBack = false;
    // Read before the database: what is applied meanwhile would otherwise look as if the database lacked it.
    const believed = this.consumer.places.known;
    const places = await this.store.positions.all().catch((error: unknown) => {
      this.mayHaveFallenBack = true;
      throw error;
    });
    // The stored positions count, whichever member applied the messages.
    const stored = new Map(places.map((position) => [partitionKey(position), position.nextOffset]));
    if (this.ends && [...this.ends.high].every(([key, high]) => (stored.get(key) ?? 0) >= high))
      subscription.seenAppliedAt = this.ends.at;
    await this.admin.connect();
    const high = new Map<string, number>();
    const held = new Map<string, number>();
    let [mine, reached] = [0, 0];
    for (const source of this.engine.model.sources) {
      const topic = topicOf(source, this.options.topicPrefix);
      let lag = 0;
      for (const end of await this.admin.fetchTopicOffsets(topic)) {
        const key = partitionKey({ topic, partition: end.partition });
        // A partition whose messages have expired has an end offset and nothing to apply.
        if (end.high !== end.low) high.set(key, Number(end.high));
        const waiting = Math.max(0, (high.get(key) ?? 0) - (stored.get(key) ?? 0));
        lag += waiting;
        if (subscription.assigned && !subscription.assigned.has(key)) continue;
        held.set(key, high.get(key) ?? 0);
        mine += waiting;
        reached += stored.get(key) ?? 0;
      }
      this.lag.set(source, lag);
    }
    this.ends = { at, high };
    // A message that is being applied at this moment would look as if it were stuck.
    if (subscription.waitingMs === 0) subscription.goTo(this.consumer.places.compare(believed, places, held));
    if (mine === 0 || reached !== this.lastReached) this.laggingSince = undefined;
    else this.laggingSince ??= at;
    this.lastReached = reached;
    if (this.laggingSince && at - this.laggingSince > this.stuckMs)
      this.options.onStuck(`${mine} messages wait and none has been applied for ${this.stuckMs / 1000} s.`);
  }
}
