import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import type { KafkaClient } from '@concord/event-bus';
import type { Concord, WrittenCall } from '@concord/client';

import { compareTopic } from './compare-topic';
import { compareProjections } from './live-projections';
import { readStore, type StoreHistory } from './store-history';
import { readTopic, type TopicHistory } from './topic-history';
import { Violations } from './violations';

/** The input of a check. The system must be at rest. */
export interface HistorySource {
  readonly client: Concord;
  readonly kafka: KafkaClient;
  readonly topicPrefix: string;
  /** The database of each service. */
  readonly databases: ReadonlyMap<ServiceName, string>;
  /** Every write that a service has answered with success. */
  readonly acknowledged: readonly WrittenCall[];
  /** Ids of messages that a fault put into topics. */
  readonly strangers: ReadonlySet<string>;
}

export interface HistoryVerdict {
  /** None when all is well. */
  readonly violations: readonly string[];
  readonly events: number;
  readonly messages: number;
  /** Duplicate messages, which consumers must skip. */
  readonly repetitions: number;
  readonly rows: number;
}

/** Checks the whole history of a system: stores, topics, consumers, projections, effects, sums. */
export async function checkHistory(source: HistorySource): Promise<HistoryVerdict> {
  const { client, kafka, topicPrefix, databases, strangers } = source;
  const violations = new Violations();
  const names = SERVICE_NAMES;
  const stores = new Map<ServiceName, StoreHistory>();
  const topics = new Map<ServiceName, TopicHistory>();
  for (const name of names) {
    stores.set(name, await readStore(name, databases.get(name)!, violations));
    topics.set(name, await readTopic(kafka, name, topicPrefix));
  }
  let repetitions = 0;
  for (const name of names) {
    repetitions += compareTopic(topics.get(name)!, stores.get(name)!, strangers, violations);
    compareConsumer(stores.get(name)!, [...topics.values()], violations);
  }
  compareAcknowledged(source.acknowledged, stores, violations);
  await checkInvariants(client, violations);
  let rows = 0;
  for (const name of names) rows += await compareProjections(client, name, databases.get(name)!, violations);
  const messages = [...topics.values()].flatMap(({ partitions }) => [...partitions.values()]);
  return {
    violations: violations.texts,
    events: sum([...stores.values()].map(({ events }) => events)),
    messages: sum(messages.map(({ length }) => length)),
    repetitions,
    rows,
  };
}

/** A consumer of a topic is at its end, and its mark is the last event there. */
function compareConsumer(
  { service, positions }: StoreHistory,
  topics: readonly TopicHistory[],
  violations: Violations,
) {
  for (const { topic, ends, partitions } of topics) {
    const isHeard = [...positions.keys()].some((key) => key.startsWith(`${topic}/`));
    if (!isHeard) continue;
    for (const [partition, end] of ends) {
      const position = positions.get(`${topic}/${partition}`);
      if (end > 0 && position?.nextOffset !== end)
        violations.add(
          'a consumer is not at the end',
          `${service} at ${position?.nextOffset} of ${end} in ${topic}/${partition}`,
        );
      const last = greatest(partitions.get(partition)!.map((message) => message.position));
      if (last !== undefined && position?.mark !== last)
        violations.add(
          'a mark is not the last event',
          `${service} at ${position?.mark}, not ${last}, in ${topic}/${partition}`,
        );
    }
  }
}

/** What a caller was told exists: its key with the answer, and the events that the tokens name. */
function compareAcknowledged(
  acknowledged: readonly WrittenCall[],
  stores: ReadonlyMap<ServiceName, StoreHistory>,
  violations: Violations,
) {
  const positions = new Map(
    [...stores].map(([name, { published }]) => [
      name,
      new Set(published.map((event) => `${event.lane}.${event.position}`)),
    ]),
  );
  for (const { service, call, key, token } of acknowledged) {
    if (key !== undefined && !stores.get(service)!.answeredKeys.has(key))
      violations.add('an acknowledged write is not in the store', `${call} under ${key}`);
    // A write to several lanes has a token for each.
    for (const each of token?.split(', ') ?? [])
      if (!positions.get(service)!.has(each.slice(service.length + 1)))
        violations.add('an acknowledged event is not in the store', `${call}: ${each}`);
  }
}

async function checkInvariants(client: Concord, violations: Violations) {
  for (const service of SERVICE_NAMES) {
    const { checks } = (await client.of(service).get('/v1/invariants')).data;
    for (const { name, offenders } of checks)
      violations.add(
        `${service} breaks ${name}`,
        offenders.map((offender) => JSON.stringify(offender)),
      );
  }
  const { data: pending } = await client.orders.get('/v1/orders', { query: { status: 'pending' } });
  violations.add(
    'an order is still pending',
    pending.items.map(({ orderId }) => orderId),
  );
}

/** Positions in their order; those of strangers are empty. */
function greatest(positions: readonly string[]): string | undefined {
  let best: string | undefined;
  let parts: readonly bigint[] = [0n, 0n, 0n];
  for (const position of positions) {
    if (!position) continue;
    const mine = position.split('.').map(BigInt);
    const at = mine.findIndex((part, n) => part !== parts[n]);
    if (at >= 0 && mine[at]! > parts[at]!) [best, parts] = [position, mine];
  }
  return best;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
