import { header, type IncomingMessage } from '@concord/event-bus';
import type { Model, ParkedMessage, RecordedEvent, RefusedReaction } from '@concord/event-sourcing';
import { keyText } from '@concord/event-sourcing';
import { comparePositions, parsePosition } from '@concord/event-store';
import type { Client } from './simulated-client';
import { POISON } from './simulated-faults';
import type { World } from './instance';
import { MODELS } from './services';
import type { StoredEvent, StoredPlace, StoredRow, StoredStream } from './stored';
import type { StoredTimer } from './simulated-store';

/** Judges a run that has come to rest. Answers what is wrong, a sentence each. */
export function judge(world: World, client: Client): string[] {
  return [
    ...client.contradictions,
    ...acknowledgedIsStored(world, client),
    ...[...MODELS.values()].flatMap((model) => [
      ...streamsAreWhole(world, model),
      ...topicHoldsAll(world, model),
      ...firstDeliveriesAreInOrder(world, model),
      ...everythingIsApplied(world, model),
      ...viewsEqualTheirFold(world, model),
      ...noTimerIsOwed(world, model),
      ...noReactionIsRefused(world, model),
    ]),
  ];
}

const eventsOf = (world: World, model: Model): readonly StoredEvent[] => world.databases.get(model.name)!.feed;

/** Every write that was answered is in its store, and no event is there twice. */
function acknowledgedIsStored(world: World, client: Client): string[] {
  const problems: string[] = [];
  const stored = new Map<string, Set<string>>();
  for (const model of MODELS.values()) {
    const ids = eventsOf(world, model).map(({ eventId }) => eventId);
    stored.set(model.name, new Set(ids));
    if (new Set(ids).size !== ids.length) problems.push(`${model.name} holds an event id twice.`);
  }
  for (const { service, key, eventIds } of client.acknowledged.values())
    for (const eventId of eventIds)
      if (!stored.get(service)!.has(eventId))
        problems.push(`${service} acknowledged ${key}, and its event ${eventId} is gone.`);
  return problems;
}

/** Versions and public numbers run 1, 2, 3 …, and the feed has them in that order. */
function streamsAreWhole(world: World, model: Model): string[] {
  const problems: string[] = [];
  const reached = new Map<string, { version: number; pubSeq: number }>();
  for (const { streamId, version, pubSeq } of eventsOf(world, model)) {
    const before = reached.get(streamId) ?? { version: 0, pubSeq: 0 };
    if (version !== before.version + 1)
      problems.push(`The feed of ${model.name} has version ${version} of ${streamId} after ${before.version}.`);
    if (pubSeq !== undefined && pubSeq !== before.pubSeq + 1)
      problems.push(`${model.name} counts ${pubSeq} after ${before.pubSeq} in ${streamId}.`);
    reached.set(streamId, { version, pubSeq: pubSeq ?? before.pubSeq });
  }
  for (const [key, { version }] of world.databases.get(model.name)!.all<StoredStream>('streams')) {
    const last = reached.get(key.slice('streams/'.length))?.version;
    if (last !== version) problems.push(`The head of ${key} says ${version}, its events end at ${last}.`);
  }
  return problems;
}

const messagesOf = (world: World, model: Model): IncomingMessage[][] =>
  [...world.broker.partitions.values()]
    .filter(({ topic }) => topic === `${model.name}.events`)
    .map(({ log }) => log.filter(({ key }) => !key.startsWith(POISON)));

/** What was published is on the topic, at least once. What vanished from it afterwards was there too. */
function topicHoldsAll(world: World, model: Model): string[] {
  const sent = new Set(
    messagesOf(world, model)
      .flat()
      .map((message) => header(message, 'ce_id')),
  );
  return eventsOf(world, model)
    .filter(({ pubSeq, eventId }) => pubSeq !== undefined && !sent.has(eventId))
    .map(({ type, streamId }) => `${type} of ${streamId} never reached the topic of ${model.name}.`);
}

/** The first time that a message comes, everything before it in its stream has come, and it names its predecessor. */
function firstDeliveriesAreInOrder(world: World, model: Model): string[] {
  const problems: string[] = [];
  for (const log of messagesOf(world, model)) {
    let mark = '0.0.0';
    for (const message of log) {
      const position = header(message, 'ce_position')!;
      if (comparePositions(parsePosition(position), parsePosition(mark)) <= 0) continue;
      const previous = header(message, 'ce_previous')!;
      if (previous !== mark)
        problems.push(`${model.name} sent ${position} after ${mark}, and it says that it follows ${previous}.`);
      mark = position;
    }
  }
  return problems;
}

/** The subscribers have come to the end of every topic, and nothing is parked. */
function everythingIsApplied(world: World, model: Model): string[] {
  const database = world.databases.get(model.name)!;
  const parked = [...database.all<ParkedMessage>('parked')];
  const problems = parked
    .filter(([, message]) => !message.key.startsWith(POISON))
    .map(([key, { type, reason }]) => `${model.name} parked ${type} (${key}): ${reason}`);
  for (const source of model.sources)
    for (const [key, { log, end }] of world.broker.partitions) {
      if (!key.startsWith(`${source}.events/`)) continue;
      const place = database.latest<StoredPlace>(`positions/${key}`)?.nextOffset ?? 0;
      const poison = log.filter((message) => message.key.startsWith(POISON)).length;
      const held = parked.filter(([name]) => name.startsWith(`parked/${key}/`)).length;
      if (held !== poison) problems.push(`${model.name} parked ${held} messages of ${key}, and ${poison} are poison.`);
      if (place < end) problems.push(`${model.name} is at ${place} of ${end} in ${key}.`);
    }
  return problems;
}

/**
 * Each live view is what its events make of it from zero, however the partitions are interleaved: a rebuild meets them
 * in another order than the live view did. Own events keep their order, foreign ones that of their partition.
 */
function viewsEqualTheirFold(world: World, model: Model): string[] {
  const problems: string[] = [];
  const own = eventsOf(world, model);
  const partitions = [...MODELS.values()]
    .filter(({ name }) => model.sources.includes(name))
    .flatMap((source) => byLane(publishedBy(world, source)));
  const orders = [
    [own, ...partitions].flat(),
    [...partitions.toReversed(), own].flat(),
    interleaved([own, ...partitions], 1),
    interleaved([own, ...partitions], 2),
  ];
  for (const events of orders) problems.push(...viewsDifferFrom(world, model, events));
  return [...new Set(problems)];
}

function byLane(events: readonly HeardEvent[]): HeardEvent[][] {
  const lanes = new Map<number, HeardEvent[]>();
  for (const event of events) lanes.set(event.lane, [...(lanes.get(event.lane) ?? []), event]);
  return [...lanes.values()];
}

/** One event of each sequence in turn, or of a few of them: `stride` events at a time, beginning anywhere. */
function interleaved(sequences: readonly (readonly HeardEvent[])[], stride: number): HeardEvent[] {
  const left = sequences.map((sequence, n) => ({ sequence, at: 0, take: stride + (n % 3) }));
  const all: HeardEvent[] = [];
  while (left.some(({ sequence, at }) => at < sequence.length))
    for (const one of left.toReversed()) {
      all.push(...one.sequence.slice(one.at, one.at + one.take));
      one.at += one.take;
    }
  return all;
}

function viewsDifferFrom(world: World, model: Model, events: readonly HeardEvent[]): string[] {
  const problems: string[] = [];
  for (const projection of model.projections) {
    const rows = new Map<string, object>();
    for (const event of events) {
      if (!(event.type in projection.events)) continue;
      for (const rowKey of projection.keys(event)) {
        const key = keyText(rowKey);
        const next = projection.apply(rows.get(key) ?? Object.assign(new projection.row(), rowKey), event, rowKey);
        if (next === null) rows.delete(key);
        else if (next !== undefined) rows.set(key, next);
      }
    }
    const live = new Map<string, object>();
    for (const [key, { row }] of world.databases.get(model.name)!.all<StoredRow>('rows'))
      if (key.startsWith(`rows/${projection.name}\n`)) live.set(key.slice(`rows/${projection.name}\n`.length), row);
    for (const key of new Set([...rows.keys(), ...live.keys()])) {
      const difference = differing(live.get(key), rows.get(key));
      if (difference) problems.push(`${projection.name} ${key} is not what its events make: ${difference}.`);
    }
  }
  return problems;
}

type HeardEvent = RecordedEvent & { readonly lane: number };

/** In the order of each partition, once each. */
function publishedBy(world: World, source: Model): HeardEvent[] {
  return eventsOf(world, source)
    .filter(({ pubSeq }) => pubSeq !== undefined)
    .map((event) => ({ ...event, version: event.pubSeq! }));
}

/** No wake-up and no call that was due is open. */
function noTimerIsOwed(world: World, model: Model): string[] {
  const { now } = world.schedule;
  return [...world.databases.get(model.name)!.all<StoredTimer>('timers')]
    .filter(([, { firedAt, dueAt }]) => firedAt === null && Date.parse(dueAt) <= now)
    .map(([, { process, processId, name }]) => `${process} ${name} of ${processId} is due and open.`);
}

/** Whatever comes first or twice or late, a reaction is refused for a reason that it expects. */
function noReactionIsRefused(world: World, model: Model): string[] {
  return [...world.databases.get(model.name)!.all<RefusedReaction>('refused')].map(
    ([, { reaction, causeType, command, streamId, code }]) =>
      `${reaction} heard ${causeType}, and its ${command} of ${streamId} was refused: ${code}.`,
  );
}

/** The first field in which a row is another one. */
function differing(is: object | undefined, should: object | undefined): string | undefined {
  if (!is || !should) return is ? 'it is there and should not be' : 'it is missing';
  for (const field of new Set([...Object.keys(is), ...Object.keys(should)])) {
    const [a, b] = [is, should].map((row) => canonical((row as Record<string, unknown>)[field]));
    if (a !== b) return `${field} is ${a}, not ${b}`;
  }
  return undefined;
}

/** The same text for the same JSON, whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) => {
    if (field === null || typeof field !== 'object' || Array.isArray(field)) return field ?? undefined;
    return Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
