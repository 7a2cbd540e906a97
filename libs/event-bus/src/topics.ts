import type { Admin } from 'kafkajs';
import type { KafkaClient } from './kafka';

const TRIES = 40;
const RETRY_MS = 250;

/** A topic that does not fit the configuration. The message says what to do. */
export class TopicProblem extends Error {}

/** The topic of a service. The prefix keeps several systems on one Kafka apart. */
export const topicOf = (service: string, prefix = '') => `${prefix}${service}.events`;

/**
 * Creates the topics that are missing: kept for ever, never created by accident. A topic with another number of
 * partitions is refused, because keys would move.
 */
export async function ensureTopics(
  client: KafkaClient,
  topics: readonly string[],
  { partitions, replicas }: { readonly partitions: number; readonly replicas: number },
): Promise<void> {
  const admin = client.admin();
  await admin.connect();
  try {
    for (let tries = 1; ; tries++) {
      try {
        return await createAndCheck(admin, topics, partitions, replicas);
      } catch (error) {
        // Services that start together create the same topics; a new topic is not known to every broker at once.
        if (error instanceof TopicProblem || tries === TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  } finally {
    await admin.disconnect();
  }
}

async function createAndCheck(admin: Admin, topics: readonly string[], partitions: number, replicas: number) {
  const existing = new Set(await admin.listTopics());
  const missing = topics.filter((topic) => !existing.has(topic));
  if (missing.length > 0)
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => settings(topic, partitions, replicas)),
    });
  const { topics: found } = await admin.fetchTopicMetadata({ topics: [...topics] });
  for (const { name, partitions: actual } of found)
    if (actual.length !== partitions)
      throw new TopicProblem(
        `The topic ${name} has ${actual.length} partitions and CONCORD_PARTITIONS says ${partitions}: set it to ${actual.length}, or give this system its own prefix with CONCORD_TOPIC_PREFIX.`,
      );
}

const settings = (topic: string, numPartitions: number, replicationFactor: number) => ({
  topic,
  numPartitions,
  replicationFactor,
  configEntries: [
    { name: 'retention.ms', value: '-1' },
    { name: 'cleanup.policy', value: 'delete' },
    // A body of one megabyte may become an event that is slightly larger.
    { name: 'max.message.bytes', value: '4194304' },
    ...(replicationFactor >= 3 ? [{ name: 'min.insync.replicas', value: '2' }] : []),
  ],
});
