import { createHash, randomUUID } from 'node:crypto';
import { header, topicOf, type Fetched, type KafkaClient } from '@concord/event-bus';

/** A message as the topic holds it. */
export interface Delivered {
  readonly offset: number;
  readonly eventId: string;
  readonly key: string;
  readonly pubSeq: number;
  readonly position: string;
  readonly previous: string;
  readonly digest: string;
}

/** What a topic holds, by partition. */
export interface TopicHistory {
  readonly topic: string;
  readonly partitions: ReadonlyMap<number, readonly Delivered[]>;
  /** Where each partition ends. */
  readonly ends: ReadonlyMap<number, number>;
}

/** Reads a topic from its beginning to where it ends now. */
export async function readTopic(kafka: KafkaClient, service: string, prefix: string): Promise<TopicHistory> {
  const topic = topicOf(service, prefix);
  const admin = kafka.admin();
  await admin.connect();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const ends = new Map(offsets.map(({ partition, high }) => [partition, Number(high)]));
  const partitions = new Map<number, Delivered[]>(offsets.map(({ partition }) => [partition, []]));
  const open = new Set(offsets.filter(({ high }) => Number(high) > 0).map(({ partition }) => partition));
  if (open.size > 0)
    await kafka.readAll(`history-${randomUUID()}`, [topic], new Map(), async ({ partition, messages }: Fetched) => {
      for (const message of messages) {
        const offset = Number(message.offset);
        if (offset >= ends.get(partition)!) continue;
        partitions.get(partition)!.push({
          offset,
          eventId: header(message, 'ce_id') ?? '',
          key: message.key,
          pubSeq: Number(header(message, 'ce_pubseq') ?? 0),
          position: header(message, 'ce_position') ?? '',
          previous: header(message, 'ce_previous') ?? '',
          digest: createHash('md5')
            .update(message.value ?? '')
            .digest('hex'),
        });
      }
      if (Number(messages.at(-1)?.offset ?? -1) >= ends.get(partition)! - 1) open.delete(partition);
      return open.size > 0;
    });
  return { topic, partitions, ends };
}
