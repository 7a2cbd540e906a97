import { topicOf } from '@concord/event-bus';
import { GATEWAY } from '@concord/event-sourcing';
import { Client } from './simulated-client';
import { agreed } from './agreement';
import { conserved } from './conservation';
import { strike } from './simulated-faults';
import { judge } from './history';
import { Instance, type World } from './instance';
import { Broker, Group } from './kafka';
import { PaymentProvider } from './payment-provider';
import { Cluster, Database, type Weather } from './postgres';
import { Random } from '../random';
import { Schedule } from './seeded-schedule';
import { MODELS } from './services';
import { OPENS_AFTER_MS } from './simulated-settings';
import { Shop } from './simulated-shop';
import type { StoredPlace } from './stored';

/** What one seed came to. */
export interface Outcome {
  readonly seed: number;
  readonly steps: number;
  readonly events: number;
  readonly violations: readonly string[];
  readonly faults: Readonly<Record<string, number>>;
}

const STEPS_MAX = 60_000;
/** Whether all is at rest is asked every so many steps. */
const LOOK_STEPS = 20;
/** Faults begin so long before the shop opens. */
const BEFORE_OPENING_MS = 8_000;
const QUIET: Weather = { requestLost: 0, replyLost: 0, slowCommit: 0, askedTwice: 0 };

/** One run: seven services, their servers, a shop's day and its misfortunes, all out of one number. */
export class Simulation {
  private readonly random: Random;
  private readonly weather: Weather;
  private readonly world: World;
  private readonly cluster: Cluster;
  private readonly instances: Instance[] = [];
  private readonly faults: Record<string, number> = {};
  private isCalm = false;
  private started = 0;

  constructor(private readonly seed: number) {
    const random = (this.random = new Random(seed));
    const rough = random.next() * 0.04;
    this.weather = {
      requestLost: rough,
      replyLost: random.next() * 0.04,
      slowCommit: random.next() * 0.1,
      askedTwice: 0,
    };
    if (seed % 3 === 0) this.weather.askedTwice = 0.2;
    const schedule = new Schedule(random);
    this.cluster = new Cluster(schedule, random, this.weather);
    const broker = new Broker(schedule, random, this.weather);
    const provider = new PaymentProvider(schedule, random, this.weather);
    const databases = new Map([...MODELS.keys()].map((name) => [name, new Database(name, this.cluster)]));
    this.world = {
      schedule,
      random,
      broker,
      provider,
      databases,
      partitions: random.whole(1, 3),
      changesSettings: seed % 4 === 1,
    };
  }

  async run(): Promise<Outcome> {
    const { schedule, partitions } = this.world;
    this.prepare(partitions);
    for (const model of MODELS.values()) for (let n = this.random.whole(1, 2); n > 0; n--) this.launch(model.name);
    const client = new Client(this.world, (service) => this.instances.filter(({ model }) => model.name === service));
    const shop = new Shop(this.world, client);
    const gapMs = 100 + this.random.next() * 1_500;
    const victims = {
      world: this.world,
      cluster: this.cluster,
      instances: () => this.instances,
      replace: (instance: Instance) => this.replace(instance),
    };
    const note = (name: string) => (this.faults[name] = (this.faults[name] ?? 0) + 1);
    const begin = () => void strike(victims, gapMs, () => this.isCalm, note);
    // Nothing but the settings is at work before the shop opens.
    const opensAfterMs = this.world.changesSettings ? OPENS_AFTER_MS : 0;
    if (opensAfterMs > 0) schedule.after(opensAfterMs - BEFORE_OPENING_MS, undefined, begin);
    else begin();
    schedule.after(opensAfterMs + 2_000 + this.random.next() * 9_000, undefined, () => this.calm());

    let problem: string | undefined;
    let isOver = false;
    shop.day().then(
      () => (isOver = true),
      (error: Error) => (problem = error.stack ?? error.message),
    );
    while (!problem && !(isOver && this.isCalm && schedule.steps % LOOK_STEPS === 0 && this.isAtRest())) {
      if (schedule.steps > STEPS_MAX) problem = `Still not at rest after ${STEPS_MAX} steps: ${this.restless()}`;
      if (!(await schedule.step())) problem = 'Nothing is left to happen, and it is not over.';
    }
    const events = [...this.world.databases.values()].reduce((sum, { feed }) => sum + feed.length, 0);
    const violations = problem
      ? [problem, ...judge(this.world, client)]
      : [...judge(this.world, client), ...conserved(this.world, shop.usesMax), ...agreed(this.world)];
    for (const instance of this.instances) instance.kill();
    return { seed: this.seed, steps: schedule.steps, events, violations, faults: this.faults };
  }

  private prepare(partitions: number) {
    for (const [name, database] of this.world.databases) {
      database.put('era/', { era: 1 });
      for (let lane = 0; lane < partitions; lane++)
        database.put(`lanes/${lane}`, { owner: null, epoch: 0, leaseUntil: 0, era: 0, txid: 0, pos: 0 });
      this.world.broker.createTopic(topicOf(name), partitions);
    }
    for (const model of MODELS.values()) {
      const keys = [...this.world.broker.partitions.keys()].filter((key) =>
        model.sources.some((source) => key.startsWith(`${topicOf(source)}/`)),
      );
      this.world.broker.groups.set(model.name, new Group(keys, this.random));
    }
  }

  private launch(service: string) {
    const instance = new Instance(`${service}-${++this.started}`, MODELS.get(service)!, this.world);
    this.instances.push(instance);
    instance.start();
  }

  private replace(instance: Instance) {
    const at = this.instances.indexOf(instance);
    if (at < 0 || !instance.isDead) return;
    this.instances.splice(at, 1);
    this.launch(instance.model.name);
  }

  /** The weather clears, and whoever is down comes back. */
  private calm() {
    this.isCalm = true;
    Object.assign(this.weather, QUIET);
  }

  private isAtRest(): boolean {
    return this.restless() === '';
  }

  /** What is still under way, in words; nothing when all is at rest. */
  private restless(): string {
    if (this.cluster.isDown || this.world.broker.isDown) return 'a server is down';
    for (const [name, { feed }] of this.world.databases) {
      const sent = new Map<string, Set<string>>();
      for (const [key, { log }] of this.world.broker.partitions)
        if (key.startsWith(`${topicOf(name)}/`))
          sent.set(key, new Set(log.map(({ headers }) => String(headers['ce_id']))));
      const unsent = feed.find(
        ({ pubSeq, lane, eventId }) => pubSeq !== undefined && !sent.get(`${topicOf(name)}/${lane}`)!.has(eventId),
      );
      if (unsent) return `${unsent.type} of ${unsent.streamId} is not on the topic`;
      for (const source of MODELS.get(name)!.sources)
        for (const [key, { end }] of this.world.broker.partitions) {
          if (!key.startsWith(`${topicOf(source)}/`)) continue;
          const place = this.world.databases.get(name)!.latest<StoredPlace>(`positions/${key}`)?.nextOffset ?? 0;
          if (place < end) return `${name} is at ${place} of ${end} in ${key}`;
        }
    }
    const { now } = this.world.schedule;
    for (const [name, database] of this.world.databases)
      for (const [, timer] of database.all<{ firedAt: number | null; dueAt: string; process: string }>('timers'))
        if (timer.firedAt === null && (Date.parse(timer.dueAt) <= now || timer.process.startsWith(GATEWAY)))
          return `${name} owes ${timer.process}`;
    return '';
  }
}
