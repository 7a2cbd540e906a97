import { Consumer, KafkaPublisher, Relay, topicOf, type Fetched, type LostEvent } from '@concord/event-bus';
import { Engine, GATEWAY, SettingsTable, TimerRunner, type Gateway, type Model } from '@concord/event-sourcing';
import { laneOf, parsePosition, positionText } from '@concord/event-store';
import type { Broker, Group } from './kafka';
import type { PaymentProvider } from './payment-provider';
import type { Database } from './postgres';
import type { Random } from '../random';
import type { Machine, Schedule } from './seeded-schedule';
import { OrdersGateway } from './services';
import { knownVersions } from './simulated-settings';
import { byFeed } from './stored';
import { SimulatedStore, type StoredTimer } from './simulated-store';

/** What all machines of a run share. */
export interface World {
  readonly schedule: Schedule;
  readonly random: Random;
  readonly broker: Broker;
  readonly provider: PaymentProvider;
  readonly databases: ReadonlyMap<string, Database>;
  readonly partitions: number;
  /** Whether people change settings in this run. */
  readonly changesSettings: boolean;
}

const IDLE_FIRST_MS = 250;
/** Sleeping longer than production does costs no truth: whatever is written wakes the sleepers. */
const IDLE_LAST_MS = 8_000;
const RETRY_MS = 250;
const SETTLE_MS = 50;
/** As `CurrentSettings` of libs/service. */
const SETTINGS_MS = 5_000;
const LOOK_MS = 10_000;
/** Small memories forget, so that loading is part of what is simulated. */
const MEMORY = { streams: 40, rows: 60 };
/** Commands of the simulation bring card tokens in clear, so there is nothing to open. */
const OPEN_VAULT = { open: async (_: string, text: string) => text };

const nobody = () => {};

/** One process of one service: the production engine, relay, consumer and timers on simulated servers. */
export class Instance implements Machine {
  isDead = false;
  frozenUntil = 0;
  frozenSince = 0;
  readonly engine: Engine;
  readonly relay: Relay;
  readonly consumer: Consumer;
  readonly store: SimulatedStore;
  private readonly timers: TimerRunner;
  private readonly settings = new SettingsTable();
  private readonly group: Group;
  private generation = -1;
  private offsets = new Map<string, number>();
  private readonly wakers = { relay: nobody, consumer: nobody, timers: nobody, watch: nobody };
  private isApplying = false;
  private stopping = false;

  constructor(
    readonly name: string,
    readonly model: Model,
    private readonly world: World,
  ) {
    const { schedule, random, broker, provider, partitions, databases } = world;
    const service = model.name;
    this.store = new SimulatedStore(databases.get(service)!, this);
    const skewMs = random.whole(-500, 500);
    this.engine = new Engine(
      model,
      {
        store: this.store,
        clock: { now: () => Math.floor(schedule.now) + skewMs },
        newId: () => random.uuid7(Math.floor(schedule.now)),
        laneOf: (streamId) => laneOf(streamId, partitions),
        pause: (ms) => schedule.pause(ms, this),
        settings: this.settings,
      },
      MEMORY,
    );
    const publisher = new KafkaPublisher(() => broker.producer(this), topicOf(service));
    const clock = { now: () => schedule.now };
    this.relay = new Relay(service, name, this.store, publisher, clock);
    this.consumer = new Consumer(this.engine, this.store, (...asked) => this.feed(...asked));
    const gateways: Gateway[] =
      service === 'orders' ? [new OrdersGateway!(provider.reachedFrom(this), OPEN_VAULT) as Gateway] : [];
    this.timers = new TimerRunner(this.engine, this.store, gateways, () => undefined);
    this.group = broker.groups.get(service)!;
  }

  /** Starts the loops, as `BusRunner` does. */
  start(): void {
    this.engine.onCommit((batch, { txid }) => {
      if (batch.events.some(({ pubSeq }) => pubSeq !== undefined)) {
        this.relay.expect(txid);
        this.wakers.relay();
      }
      for (const timer of batch.timers)
        if (timer.process.startsWith(GATEWAY)) void this.timers.run({ ...timer, attempts: 0 });
      if (batch.timers.length > 0) this.wakers.timers();
    });
    const { cluster } = this.store.database;
    const told = () => (this.isDead ? cluster.onCrash.delete(told) : this.wakers.watch());
    cluster.onCrash.add(told);
    const topics = new Set(this.model.sources.map((source) => topicOf(source)));
    const deaf = this.world.broker.onAppend((topic) => {
      if (this.isDead) deaf();
      else if (topics.has(topic)) this.wakers.consumer();
    });
    void this.relaying();
    void this.timing();
    void this.consuming();
    void this.watching();
    if (this.world.changesSettings) void this.learning();
  }

  /** SIGTERM: leaves the group and hands its lanes over. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.group.leave(this);
    await this.relay.stop().catch(() => undefined);
    this.kill();
  }

  /** SIGKILL. */
  kill(): void {
    this.isDead = true;
  }

  /** SIGSTOP, and SIGCONT after so many milliseconds. */
  freeze(ms: number): void {
    const { now } = this.world.schedule;
    if (this.frozenUntil <= now) this.frozenSince = now;
    this.frozenUntil = now + ms;
  }

  wakeAll(): void {
    this.wakers.relay();
    this.wakers.consumer();
    this.wakers.timers();
  }

  private async learning() {
    while (!this.stopping) {
      if (!this.store.database.cluster.isDown) this.settings.learn(knownVersions(this.store.database, this.model.name));
      await this.world.schedule.pause(SETTINGS_MS, this);
    }
  }

  private async relaying() {
    for (let idle = 0; !this.stopping;) {
      let waitMs = 0;
      try {
        const sent = await this.relay.step();
        idle = sent > 0 ? 0 : idle + 1;
        if (sent === 0) waitMs = this.relay.isBehind ? 1 : idleMs(idle);
      } catch {
        waitMs = RETRY_MS;
      }
      if (waitMs > 0) await this.wait('relay', waitMs);
    }
  }

  private async timing() {
    for (let idle = 0; !this.stopping;) {
      const next = this.nextTimerMs();
      const done = next <= 0 ? await this.timers.step().catch(() => 0) : 0;
      idle = done > 0 ? 0 : idle + 1;
      if (done === 0) await this.wait('timers', Math.max(1, Math.min(idleMs(idle), next <= 0 ? Infinity : next)));
    }
  }

  private nextTimerMs(): number {
    let due = Infinity;
    for (const [, timer] of this.store.database.all<StoredTimer>('timers'))
      if (timer.firedAt === null) due = Math.min(due, Date.parse(timer.dueAt));
    return due - this.world.schedule.now;
  }

  private async consuming() {
    const { schedule, random, broker } = this.world;
    for (let idle = 0; !this.stopping;) {
      if (broker.isDown) {
        await schedule.pause(RETRY_MS, this);
        continue;
      }
      if (!this.group.has(this)) {
        await schedule.pause(schedule.latency(), this);
        if (this.stopping) return;
        this.group.join(this);
      }
      this.follow();
      const { generation } = this;
      const fetches = this.fetch();
      if (fetches.length === 0) {
        if (idle > 0) await this.consumer.settle().catch(() => undefined);
        idle += 1;
        await this.wait('consumer', this.consumer.isUnsettled ? SETTLE_MS : idleMs(idle));
        continue;
      }
      idle = 0;
      await schedule.pause(schedule.latency(), this);
      const verdicts = await this.applyUntilDone(fetches);
      this.isApplying = false;
      if (generation === this.group.generation) {
        verdicts.forEach((verdict, n) => {
          const { topic, partition, messages } = fetches[n]!;
          const next = verdict.kind === 'seek' ? verdict.offset : messages.at(-1)!.offset + 1;
          this.offsets.set(`${topic}/${partition}`, next);
        });
      }
      if (random.chance(0.2) && generation === this.group.generation)
        for (const [key, { stored }] of this.consumer.places.known) this.group.committed.set(key, stored);
    }
  }

  /** After a rebalance every partition is read from the offset that was committed to Kafka. */
  private follow() {
    if (this.generation === this.group.generation) return;
    this.generation = this.group.generation;
    this.consumer.places.regrouped();
    this.offsets = new Map(this.group.of(this).map((key) => [key, this.group.committed.get(key) ?? 0]));
  }

  /** Looks at the stored positions now and then, and soon after a session was lost. */
  private async watching() {
    const { schedule, broker } = this.world;
    while (!this.stopping) {
      await this.wait('watch', LOOK_MS);
      const { generation } = this;
      const believed = this.consumer.places.known;
      const stored = await this.store.all().catch(() => undefined);
      if (!stored || this.isApplying || generation !== this.generation) continue;
      const ends = new Map([...this.offsets.keys()].map((key) => [key, broker.partitions.get(key)!.end]));
      for (const { topic, partition, offset } of this.consumer.places.compare(believed, stored, ends))
        if (this.offsets.has(`${topic}/${partition}`)) this.offsets.set(`${topic}/${partition}`, offset);
      this.wakers.consumer();
      await schedule.pause(RETRY_MS, this);
    }
  }

  private fetch(): Fetched[] {
    const { random, broker } = this.world;
    const fetches: Fetched[] = [];
    for (const [key, offset] of this.offsets) {
      const partition = broker.partitions.get(key)!;
      const messages = partition.from(offset, random.whole(1, 40));
      if (messages.length > 0) fetches.push({ topic: partition.topic, partition: partition.number, messages });
    }
    return fetches;
  }

  private async applyUntilDone(fetches: readonly Fetched[]) {
    for (;;) {
      this.isApplying = true;
      try {
        return await this.consumer.apply(fetches);
      } catch {
        this.isApplying = false;
        await this.world.schedule.pause(RETRY_MS, this);
      }
    }
  }

  /** The feed API of another service, as libs/service asks it. */
  private async feed(
    topic: string,
    partition: number,
    mark: string,
    until: string,
    max?: number,
  ): Promise<LostEvent[]> {
    const source = topic.replace(/\.events$/, '');
    const store = new SimulatedStore(this.world.databases.get(source)!, this);
    const after = parsePosition(mark);
    const end = parsePosition(until);
    const events = await store.lost(partition, { ...after, txid: Number(after.txid) });
    return events
      .filter((event) => byFeed(event, { ...end, txid: Number(end.txid) }) < 0 && this.model.eventType(event.type))
      .slice(0, max)
      .map((event) => ({
        ...event,
        version: event.pubSeq!,
        position: positionText({ ...event, txid: String(event.txid) }),
      }));
  }

  private wait(who: keyof Instance['wakers'], ms: number): Promise<void> {
    const { schedule } = this.world;
    return new Promise((resolve) => {
      const alarm = schedule.after(ms, this, () => {
        this.wakers[who] = nobody;
        resolve();
      });
      this.wakers[who] = () => {
        this.wakers[who] = nobody;
        alarm.isOff = true;
        schedule.after(0, this, resolve);
      };
    });
  }
}

const idleMs = (idle: number) => Math.min(IDLE_LAST_MS, IDLE_FIRST_MS * 2 ** Math.min(idle - 1, 10));
