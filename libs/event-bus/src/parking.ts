import type { ParkedMessage } from '@concord/event-sourcing';
import { header, type IncomingMessage } from './envelope';
import { partitionKey, type Fetched, type Partition } from './partition';

/** Decides about messages that cannot be applied. */
export interface Parking {
  /** Prepares for these fetches: afterwards `holds` is true for every key that has parked messages. */
  prepare(fetches: readonly Fetched[]): Promise<void>;
  /** Whether a message is left out and not parked. */
  leavesOut(partition: Partition, message: IncomingMessage): boolean;
  /** Whether earlier messages of the key are parked, so that this one must be parked behind them. */
  holds(topic: string, key: string): boolean;
  /** The message as it is to be parked; throws where parking is impossible. */
  park(partition: Partition, message: IncomingMessage, reason: string): ParkedMessage;
  /** The database has stored these parked messages. */
  stored(parked: readonly ParkedMessage[]): void;
  /** Parked messages may have changed: they are read again before they are relied on. */
  forget(): void;
}

/** Reads which keys have parked messages, as `topic key`. */
export interface ParkedKeysStore {
  parkedKeys(): Promise<Set<string>>;
}

/** A message behind an earlier parked message of its key. */
export const BEHIND_PARKED = 'An earlier message of this key is parked.';

/** A service parks a message that it cannot apply, with all later messages of its key, until a person decides. */
export class ServiceParking implements Parking {
  private keys: Set<string> | undefined;

  constructor(private readonly store: ParkedKeysStore) {}

  async prepare(fetches: readonly Fetched[]): Promise<void> {
    this.keys ??= await this.store.parkedKeys();
    // The parked messages of such a key may have been settled meanwhile, here or on another instance.
    const isTouched = fetches.some(({ topic, messages }) => messages.some(({ key }) => this.holds(topic, key)));
    if (isTouched) this.keys = await this.store.parkedKeys();
  }

  leavesOut(): boolean {
    return false;
  }

  holds(topic: string, key: string): boolean {
    return this.keys !== undefined && this.keys.size > 0 && this.keys.has(parkKey(topic, key));
  }

  park(partition: Partition, message: IncomingMessage, reason: string): ParkedMessage {
    const headers = Object.fromEntries(Object.keys(message.headers).map((name) => [name, header(message, name)]));
    return {
      topic: partition.topic,
      partition: partition.partition,
      offset: message.offset,
      key: message.key,
      eventId: header(message, 'ce_id') ?? '',
      type: header(message, 'ce_type') ?? '',
      reason,
      event: { headers, value: message.value?.toString('utf8') ?? null },
    };
  }

  stored(parked: readonly ParkedMessage[]): void {
    for (const { topic, key } of parked) this.keys?.add(parkKey(topic, key));
  }

  forget(): void {
    this.keys = undefined;
  }
}

/** A message that a replay cannot apply, or a build of a projection although the service has applied it. */
export class InapplicableMessage extends Error {}

/**
 * A build of a projection leaves out the messages that the service has parked and not applied since. Any other message
 * that it cannot apply is a fault of the projection.
 */
export class BuildParking implements Parking {
  /**
   * `leftOut` holds the parked messages as `topic/partition/place/event id`. The place is the position of the event in its
   * source, which stays where topics begin anew or lose events. It is the offset for a message without a position, and for
   * one that was purged before positions were kept.
   */
  constructor(private readonly leftOut: ReadonlySet<string>) {}

  async prepare(): Promise<void> {}

  leavesOut(partition: Partition, message: IncomingMessage): boolean {
    const places = [header(message, 'ce_position'), String(message.offset)];
    const eventId = header(message, 'ce_id') ?? '';
    return places.some((place) => this.leftOut.has(`${partitionKey(partition)}/${place}/${eventId}`));
  }

  holds(): boolean {
    return false;
  }

  park(partition: Partition, message: IncomingMessage, reason: string): never {
    const type = header(message, 'ce_type') ?? 'A message';
    const place = `${partitionKey(partition)}/${message.offset}`;
    throw new InapplicableMessage(`${type} of ${message.key} at ${place} cannot be applied: ${reason}`);
  }

  stored(): void {}

  forget(): void {}
}

/** As `Positions.parkedKeys` returns it. */
const parkKey = (topic: string, key: string) => `${topic} ${key}`;
