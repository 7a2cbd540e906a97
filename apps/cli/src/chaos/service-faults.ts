import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceProcess } from '../system/service-process';

import type { Fault, Scene } from './faults';
import { until } from './rig';

const NAMES = SERVICE_NAMES;
/** The services with most public events. */
export const TALKERS: readonly ServiceName[] = ['orders', 'inventory', 'logistics'];
/** Longer than a lease and a session, so that others have taken over when it thaws. */
const FROZEN_MS = 45_000;
const ENDS_WITHIN_MS = 20_000;

/** Any instance of any service is killed. */
async function kill({ rig, random, recovery }: Scene): Promise<void> {
  const instance = random.pick(rig.instances(random.pick(NAMES)));
  const { lives } = instance;
  const at = performance.now();
  instance.signal('SIGKILL');
  rig.say(`${instance.name} is killed`);
  await recovery.flowing('consumer takeover', at);
  await rig.revived(instance, lives);
}

/** An instance is asked to end while it works. */
async function terminate({ rig, random, recovery }: Scene): Promise<void> {
  const instance = random.pick(rig.instances(random.pick(NAMES)));
  const { lives, pid } = instance;
  const at = performance.now();
  instance.signal('SIGTERM');
  rig.say(`${instance.name} is asked to end`);
  await until(ENDS_WITHIN_MS, `${instance.name} to end in good order`, () => instance.pid !== pid);
  recovery.note('graceful end', (performance.now() - at) / 1000);
  await recovery.flowing('handover after SIGTERM', at);
  await rig.revived(instance, lives);
}

/** The instance that sends a service's events is killed: the other one must take over its lanes. */
async function killRelay(scene: Scene): Promise<void> {
  const service = scene.random.pick(TALKERS);
  const owner = await scene.rig.relayOwner(service);
  if (!owner) return;
  const { lives } = owner;
  const at = performance.now();
  owner.signal('SIGKILL');
  scene.rig.say(`${owner.name}, which sends the events of ${service}, is killed`);
  await takenOver(scene, service, owner, at);
  await scene.recovery.flowing('relay and consumer takeover', at);
  await scene.rig.revived(owner, lives);
}

/** The instance that sends a service's events is frozen, and goes on long after its replacement. */
async function freezeRelay(scene: Scene): Promise<void> {
  const service = scene.random.pick(TALKERS);
  const owner = await scene.rig.relayOwner(service);
  if (owner) await freeze(scene, service, owner, () => takenOver(scene, service, owner, performance.now()));
}

/** An instance that applies events is frozen, and goes on long after its replacement. */
async function freezeConsumer(scene: Scene): Promise<void> {
  const service = scene.random.pick(NAMES);
  const owner = await scene.rig.relayOwner(service);
  const instance = scene.rig.instances(service).find((candidate) => candidate !== owner)!;
  await freeze(scene, service, instance, async () => {
    await scene.recovery.flowing('consumer takeover', performance.now());
  });
}

async function freeze(
  { rig, recovery }: Scene,
  service: ServiceName,
  instance: ServiceProcess,
  meanwhile: () => Promise<void>,
) {
  const { pid } = instance;
  const at = performance.now();
  instance.signal('SIGSTOP');
  rig.say(`${instance.name} stands still`);
  try {
    await meanwhile();
    await pause(Math.max(0, FROZEN_MS - (performance.now() - at)));
  } finally {
    instance.signal('SIGCONT');
  }
  rig.say(`${instance.name} goes on`);
  await recovery.flowing('thaw', performance.now());
  if (instance.pid !== pid) await until(90_000, `${instance.name} to be ready again`, () => instance.pid !== undefined);
}

/** Every lane of a service has an owner other than the ended instance. */
async function takenOver({ rig, recovery }: Scene, service: ServiceName, gone: ServiceProcess, since: number) {
  const { pid } = gone;
  await until(60_000, `an owner for every lane of ${service}`, async () => {
    const owners = await rig.laneOwners(service);
    return owners.length > 0 && owners.every((owner) => owner !== undefined && owner !== pid);
  });
  recovery.note('relay takeover', (performance.now() - since) / 1000);
}

export const serviceFaults: readonly Fault[] = [
  { name: 'service-killed', strike: kill },
  { name: 'service-terminated', strike: terminate },
  { name: 'relay-killed', strike: killRelay },
  { name: 'relay-frozen', strike: freezeRelay },
  { name: 'consumer-frozen', strike: freezeConsumer },
];
