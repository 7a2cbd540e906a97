import type { Random } from '../random';
import type { Rig } from './rig';
import type { Recovery } from './recovery';
import { crashFaults } from './crash-faults';
import { networkFaults } from './network-faults';
import { poisonFaults } from './poison';
import { serverFaults } from './server-faults';
import { serviceFaults } from './service-faults';
import { restoreFaults } from './younger-cluster';

/** Something that goes wrong. */
export interface Fault {
  readonly name: string;
  /** Breaks something and waits until the system has recovered. Returns false where there was nothing to break. */
  readonly strike: (scene: Scene) => Promise<boolean | void>;
  /** Only for a Kafka with this many nodes. */
  readonly nodes?: 3;
}

/** Where a fault strikes. */
export interface Scene {
  readonly rig: Rig;
  readonly random: Random;
  readonly recovery: Recovery;
  /** Whether there is still load for the fault. */
  readonly isLoaded: () => boolean;
}

export const FAULTS: readonly Fault[] = [
  ...serviceFaults,
  ...crashFaults,
  ...serverFaults,
  ...networkFaults,
  ...poisonFaults,
  ...restoreFaults,
];
