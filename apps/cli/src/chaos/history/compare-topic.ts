import type { StoredEvent, StoreHistory } from './store-history';
import type { TopicHistory } from './topic-history';
import type { Violations } from './violations';

/**
 * Compares a topic with its store. Every public event is there, in its partition and as it was written; the first
 * deliveries of a partition are the events of the lane, in their order. Returns the number of duplicates.
 */
export function compareTopic(
  { topic, partitions }: TopicHistory,
  store: StoreHistory,
  /** Ids of messages that a fault put there. */
  strangers: ReadonlySet<string>,
  violations: Violations,
): number {
  const lanes = new Map<number, StoredEvent[]>();
  for (const event of store.published) lanes.set(event.lane, [...(lanes.get(event.lane) ?? []), event]);
  let repetitions = 0;
  for (const [partition, delivered] of partitions) {
    const lane = lanes.get(partition) ?? [];
    const where = `${topic}/${partition}`;
    const seen = new Set<string>();
    const lastOfKey = new Map<string, number>();
    let n = 0;
    for (const message of delivered) {
      if (strangers.has(message.eventId)) continue;
      if (seen.has(message.eventId)) {
        repetitions += 1;
        continue;
      }
      seen.add(message.eventId);
      const last = lastOfKey.get(message.key) ?? 0;
      if (message.pubSeq !== last + 1)
        violations.add(
          'a topic skips or turns around',
          `${where}@${message.offset} ${message.key}: ${message.pubSeq} after ${last}`,
        );
      lastOfKey.set(message.key, message.pubSeq);
      const wanted = lane[n];
      const previous = lane[n - 1]?.position ?? '0.0.0';
      n += 1;
      const isAsWritten =
        wanted?.eventId === message.eventId &&
        wanted.streamId === message.key &&
        wanted.pubSeq === message.pubSeq &&
        wanted.position === message.position &&
        wanted.digest === message.digest &&
        message.previous === previous;
      if (!isAsWritten)
        violations.add(
          'a message is not the event that the store has there',
          `${where}@${message.offset}: ${JSON.stringify(message)} instead of ${JSON.stringify({ ...wanted, previous })}`,
        );
    }
    const missing = lane.filter(({ eventId }) => !seen.has(eventId));
    violations.add(
      'a public event is not in the topic',
      missing.map(({ streamId, type, pubSeq, position }) => `${where} ${streamId} ${type} ${pubSeq} at ${position}`),
    );
  }
  return repetitions;
}
