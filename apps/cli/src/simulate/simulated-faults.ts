import type { Instance, World } from './instance';
import type { Cluster } from './postgres';
import { Transaction } from './postgres';
import type { StoredStream } from './stored';

/** What the faults act on. */
export interface Victims {
  readonly world: World;
  readonly cluster: Cluster;
  readonly instances: () => readonly Instance[];
  /** Starts another process in the place of one that ended. */
  readonly replace: (instance: Instance) => void;
}

/** Keys of messages that nobody of ours has sent. */
export const POISON = 'poison-';
const SESSION_MS = 6_000;
const RESTART_MS = 3_000;

type Fault = (victims: Victims) => void | Promise<void>;

/** What strikes, one after the other, each named. */
export const FAULTS: Readonly<Record<string, Fault>> = {
  'kill a process': ({ world, instances, replace }) => {
    const victim = world.random.pick(instances());
    victim.kill();
    const { schedule, random, broker } = world;
    schedule.after(SESSION_MS, undefined, () => broker.groups.get(victim.model.name)!.leave(victim));
    schedule.after(random.next() * RESTART_MS, undefined, () => replace(victim));
  },

  'stop a process in good order': async ({ world, instances, replace }) => {
    const victim = world.random.pick(instances());
    void victim.stop();
    world.schedule.after(RESTART_MS, undefined, () => {
      victim.kill();
      replace(victim);
    });
  },

  'freeze a process': ({ world, instances }) => {
    const victim = world.random.pick(instances());
    const { schedule, random, broker } = world;
    const ms = random.chance(0.5) ? random.next() * 2_000 : 5_000 + random.next() * 40_000;
    victim.freeze(ms);
    schedule.after(SESSION_MS, undefined, () => {
      if (victim.frozenUntil > schedule.now) broker.groups.get(victim.model.name)!.leave(victim);
    });
  },

  rebalance: ({ world }) => world.random.pick([...world.broker.groups.values()]).rebalance(),

  'kill Postgres': ({ world, cluster }) => {
    if (cluster.isDown) return;
    cluster.crash();
    world.schedule.after(100 + world.random.next() * RESTART_MS, undefined, () => (cluster.isDown = false));
  },

  'kill Kafka': ({ world: { broker, schedule, random } }) => {
    broker.isDown = true;
    schedule.after(200 + random.next() * RESTART_MS, undefined, () => (broker.isDown = false));
  },

  'a long transaction elsewhere': ({ world, cluster }) => {
    const stranger = new Transaction(world.random.pick([...world.databases.values()]));
    const { generation } = cluster;
    world.schedule.after(world.random.next() * 2_000, undefined, () => {
      if (generation === cluster.generation) stranger.end();
    });
  },

  'a message vanishes from a topic': ({ world: { broker, random } }) => {
    const partition = random.pick([...broker.partitions.values()]);
    const at = random.whole(0, partition.log.length);
    const [message, ...later] = partition.log.slice(at).filter(({ key }) => !key.startsWith(POISON));
    // The last one cannot be missed before another comes: nothing tells that there was one.
    if (message && later.length > 0) partition.log[partition.log.indexOf(message)] = { ...message, gone: true };
  },

  'poison in a topic': ({ world: { broker, random } }) => {
    const partition = random.pick([...broker.partitions.values()]);
    const key = `${POISON}${random.whole(1, 1e9)}`;
    // The second one is a follower of the first.
    for (const ce_type of ['Nonsense', 'MoreOfIt']) partition.put({ key, value: '{', headers: { ce_type } });
  },

  'restore into a younger cluster': ({ world, cluster, instances, replace }) => {
    const all = [...instances()];
    for (const instance of all) instance.kill();
    // The dump is complete; only transaction ids begin again.
    world.schedule.after(SESSION_MS, undefined, () => {
      cluster.generation += 1;
      for (const transaction of cluster.running) transaction.end();
      cluster.nextTxid = 3;
      for (const database of world.databases.values()) guardEra(database, cluster);
      for (const instance of all) {
        world.broker.groups.get(instance.model.name)!.leave(instance);
        replace(instance);
      }
    });
  },
};

/** How often each strikes, compared with the others. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'kill a process': 6,
  'stop a process in good order': 2,
  'freeze a process': 5,
  rebalance: 4,
  'kill Postgres': 7,
  'kill Kafka': 2,
  'a long transaction elsewhere': 3,
  'a message vanishes from a topic': 3,
  'poison in a topic': 1,
  'restore into a younger cluster': 0.3,
};
const LOTS = Object.entries(WEIGHTS).flatMap(([name, weight]) => Array<string>(Math.round(weight * 10)).fill(name));

/** Strikes at random moments until `isOver`. */
export async function strike(victims: Victims, gapMs: number, isOver: () => boolean, told: (name: string) => void) {
  const { random, schedule } = victims.world;
  for (;;) {
    await schedule.pause(random.next() * 2 * gapMs);
    if (isOver()) return;
    if (victims.instances().every(({ isDead }) => isDead)) continue;
    const name = random.pick(LOTS);
    told(name);
    void FAULTS[name]!(victims);
  }
}

/** As libs/event-store does before a service starts. */
function guardEra(
  database: Victims['world']['databases'] extends ReadonlyMap<string, infer D> ? D : never,
  cluster: Cluster,
) {
  const { era } = database.latest<{ era: number }>('era/')!;
  for (const [, stream] of database.all<StoredStream>('streams'))
    if (stream.era === era && stream.txid >= cluster.nextTxid) {
      database.put('era/', { era: era + 1 });
      return;
    }
}
