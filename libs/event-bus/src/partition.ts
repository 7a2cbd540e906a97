import type { Offset } from '@concord/event-sourcing';
import type { IncomingMessage } from './envelope';

/** One partition of one topic. */
export interface Partition {
  readonly topic: string;
  readonly partition: number;
}

/** What one partition brought with one fetch. */
export interface Fetched extends Partition {
  readonly messages: readonly IncomingMessage[];
}

/** An offset from which a partition must be read again. */
export interface Return extends Partition {
  readonly offset: Offset;
}

/** A partition as a key of maps: `topic/partition`. */
export const partitionKey = ({ topic, partition }: Partition): string => `${topic}/${partition}`;

/** The partition behind `topic/partition`. */
export function partitionOf(key: string): Partition {
  const slash = key.lastIndexOf('/');
  return { topic: key.slice(0, slash), partition: Number(key.slice(slash + 1)) };
}
