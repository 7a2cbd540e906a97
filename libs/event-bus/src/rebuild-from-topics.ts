import { randomUUID } from 'node:crypto';
import type { ProjectionBuild, Reached } from '@concord/event-store';
import { Consumer, type FeedSource } from './consumer';
import type { KafkaClient } from './kafka';
import { BuildParking } from './parking';
import { partitionKey, type Fetched } from './partition';
import { topicOf } from './topics';

/**
 * Reads topics from their beginning for a build of a projection, up to the position of the service's own consumer and
 * no further: the service applies later messages, and parked ones, to the new table itself. What a topic no longer has comes
 * from the feed of its source.
 */
export function foreignEventsFrom(kafka: KafkaClient, topicPrefix: string, feed: FeedSource) {
  return async (build: ProjectionBuild, until: readonly Reached[]): Promise<void> => {
    const topics = build.model.sources.map((source) => topicOf(source, topicPrefix));
    const wanted = until.filter(({ topic }) => topics.includes(topic));
    // Read after `until`: every message that was parked before it is known by now.
    const consumer = new Consumer(
      build.engine,
      build.positions,
      feed,
      undefined,
      new BuildParking(await build.leftOut()),
    );
    const done = new Map(
      (await build.positions.all()).map((position) => [partitionKey(position), position.nextOffset]),
    );
    const limit = new Map(wanted.map((reached) => [partitionKey(reached), reached.nextOffset]));
    const open = () => [...limit].filter(([key, end]) => (done.get(key) ?? 0) < end).length;
    const read = async (fetched: Fetched) => {
      const key = partitionKey(fetched);
      const end = limit.get(key) ?? 0;
      const messages = fetched.messages.filter(({ offset }) => offset < end);
      const last = fetched.messages.at(-1);
      if (messages.length > 0) {
        const [verdict] = await consumer.apply([{ ...fetched, messages }]);
        build.applied = Math.max(build.applied, consumer.applied);
        // Messages that could not be applied are read again from the position of the build.
        if (verdict!.kind === 'seek' && verdict!.offset < end) return { offset: verdict!.offset };
      }
      if (last) done.set(key, Math.min(end, last.offset + 1));
      return open() > 0;
    };
    if (open() > 0) await kafka.readAll(`${topicPrefix}build-${randomUUID()}`, topics, done, read);
    // Topics that begin anew after a restore have no message of what the service applied before.
    for (const reached of wanted) await consumer.applyLost(reached, reached.mark);
    build.applied = Math.max(build.applied, consumer.applied);
    await consumer.settle();
  };
}
