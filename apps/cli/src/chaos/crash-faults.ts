import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import { CRASH_POINTS, type CrashPoint } from '@concord/event-sourcing';
import type { Concord } from '@concord/client';
import type { ServiceProcess } from '../system/service-process';

import type { Fault, Scene } from './faults';
import type { Random } from '../random';
import { until } from './rig';
import { TALKERS } from './service-faults';

const ALL = SERVICE_NAMES;
/** How long to wait for a crash point: less frequent ones are reached in another round. */
const REACHED_WITHIN_MS = 25_000;
/** Whether this load passes the point often enough to reach it. */
const PASSED_BY: Readonly<Record<string, readonly ServiceName[]>> = {
  append: ['orders', 'logistics'],
  relay: TALKERS,
  consumer: ALL,
  timer: ['orders'],
  gateway: ['orders'],
  rebuild: ['orders', 'inventory', 'customer-service', 'logistics'],
};

/** An instance is started with a crash point, ends there, and is started again without it. */
async function crash({ rig, random, recovery, isLoaded }: Scene, point: CrashPoint): Promise<boolean> {
  const kind = point.split('.')[0]!;
  const service = random.pick(PASSED_BY[kind]!);
  const [first, second] = random.shuffled(rig.instances(service));
  const owner = kind === 'relay' ? await rig.relayOwner(service) : undefined;
  const other = owner ?? second!;
  const armed = owner === first ? second! : first!;
  // The first assignment belongs to the start itself.
  const times = point === 'consumer.rebalanced' ? 2 : kind === 'rebuild' || kind === 'timer' ? 1 : random.whole(1, 6);
  const lives = await rig.arm(armed, point, times);
  rig.say(`${armed.name} is to end when ${CRASH_POINTS[point]} (${times})`);
  // The other instance gives up what it holds: only then does this one pass the point.
  if (kind === 'relay' || point === 'consumer.rebalanced') other.signal('SIGTERM');
  if (kind === 'rebuild') void rebuildAt(rig.clientOf(service, armed), service, random).catch(() => undefined);
  const isReached = await crashed(armed, lives, isLoaded);
  const at = performance.now();
  if (isReached) await recovery.flowing('crash at a point', at);
  else rig.disarm(armed);
  await rig.revived(armed, lives);
  return isReached;
}

/** Asks for a rebuild of a projection; nobody waits for the answer. */
async function rebuildAt(client: Concord, service: ServiceName, random: Random): Promise<void> {
  const { builds } = (await client.of(service).get('/v1/projections')).data;
  const { name } = random.pick(builds.filter(({ status }) => status === 'live'));
  await client.of(service).post('/v1/projections/{name}/rebuild', { path: { name } });
}

async function crashed(armed: ServiceProcess, lives: number, isLoaded: () => boolean): Promise<boolean> {
  const { pid } = armed;
  const deadline = performance.now() + REACHED_WITHIN_MS;
  let hasEnded = false;
  await until(REACHED_WITHIN_MS + 1_000, 'a crash', () => {
    hasEnded = armed.pid !== pid || armed.lives > lives;
    return hasEnded || performance.now() > deadline || !isLoaded();
  });
  return hasEnded && armed.lastWords.includes('CRASH_AT=');
}

export const crashFaults: readonly Fault[] = (Object.keys(CRASH_POINTS) as CrashPoint[]).map((point) => ({
  name: `crash-${point}`,
  strike: (scene) => crash(scene, point),
}));
