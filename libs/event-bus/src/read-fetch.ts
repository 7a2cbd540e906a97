import type { Model, Offset, ParkedMessage, RecordedEvent } from '@concord/event-sourcing';
import { comparePositions, parsePosition } from '@concord/event-store';
import { eventIn, header, refetched, type IncomingMessage } from './envelope';
import { BEHIND_PARKED, type Parking } from './parking';
import type { Fetched } from './partition';
import type { Mark } from './partition-places';

/** An event with its place in the partition: how far the partition is read once the event is applied. */
export interface PlacedEvent {
  readonly event: RecordedEvent;
  /** The message that brought it. For an event that the topic lost, the message that it would have been. */
  readonly message: IncomingMessage;
  readonly after: Mark;
}

/** Events that the topic lost before a message: those after `mark`, before `until`. */
export interface Gap {
  /** How many events of the read come before the lost ones. */
  readonly at: number;
  /** The offset of the message that revealed the loss. */
  readonly offset: Offset;
  readonly mark: string;
  readonly until: string;
}

/** The result of reading one fetch of one partition. */
export interface Read {
  readonly fetched: Fetched;
  /** The events to be applied, in their order. */
  readonly events: readonly PlacedEvent[];
  readonly parked: readonly ParkedMessage[];
  readonly gaps: readonly Gap[];
  /** Messages that were applied before. */
  readonly skipped: number;
  /** How far the partition is read afterwards. */
  readonly to: Mark;
}

/**
 * Reads one fetch of one partition, without any side effect. It leaves out messages that were applied before, builds
 * events from the messages that the service subscribes to, parks messages that are no events, and names the events that
 * the topic lost.
 */
export function readFetch(
  fetched: Fetched,
  from: Mark,
  model: Pick<Model, 'hears' | 'eventType'>,
  parking: Parking,
): Read {
  const events: PlacedEvent[] = [];
  const parked: ParkedMessage[] = [];
  const gaps: Gap[] = [];
  let skipped = 0;
  let to = from;
  const parkedHere = new Set<string>();
  const isHeld = ({ key }: IncomingMessage) => parkedHere.has(key) || parking.holds(fetched.topic, key);
  const park = (message: IncomingMessage, reason: string) => {
    parked.push(parking.park(fetched, message, reason));
    parkedHere.add(message.key);
  };

  for (const message of fetched.messages) {
    if (message.offset < from.nextOffset) continue;
    const nextOffset = message.offset + 1;
    const position = positionOf(message, 'ce_position');
    const previous = positionOf(message, 'ce_previous');
    if (!position || !previous) {
      to = { ...to, nextOffset };
      if (!parking.leavesOut(fetched, message)) park(message, NO_POSITION);
      continue;
    }
    if (comparePositions(parsePosition(position), parsePosition(to.mark)) <= 0) {
      skipped += 1;
      to = { ...to, nextOffset };
      continue;
    }
    if (previous !== to.mark) gaps.push({ at: events.length, offset: message.offset, mark: to.mark, until: position });
    to = { nextOffset, mark: position };
    const type = header(message, 'ce_type') ?? '';
    if (!model.hears(type) || parking.leavesOut(fetched, message)) continue;
    if (isHeld(message)) {
      park(message, BEHIND_PARKED);
      continue;
    }
    try {
      events.push({ event: eventIn(message, model.eventType(type)!), message, after: to });
    } catch (error) {
      park(message, (error as Error).message);
    }
  }
  return { fetched, events, parked, gaps, skipped, to };
}

/**
 * Inserts the lost events from the feed; `found` has the events of each gap. A lost event of a key that has parked
 * messages is parked behind them, under its own identity.
 */
export function withLost(read: Read, found: readonly (readonly LostEvent[])[], parking: Parking): Read {
  const { fetched } = read;
  const events: PlacedEvent[] = [];
  const parked: ParkedMessage[] = [];
  const isHeld = (key: string, before: Offset) =>
    parking.holds(fetched.topic, key) || read.parked.some((one) => one.key === key && one.offset < before);
  let taken = 0;
  read.gaps.forEach(({ at, offset }, n) => {
    events.push(...read.events.slice(taken, at));
    taken = at;
    // The message that revealed the loss is not applied yet: its offset stays the next one.
    for (const { position, ...event } of found[n]!) {
      const message = refetched(event, position, offset);
      if (parking.leavesOut(fetched, message)) continue;
      if (isHeld(event.streamId, offset)) parked.push(parking.park(fetched, message, BEHIND_PARKED));
      else events.push({ event, message, after: { nextOffset: offset, mark: position } });
    }
  });
  return { ...read, events: [...events, ...read.events.slice(taken)], parked: [...parked, ...read.parked], gaps: [] };
}

/** An event that a topic lost, as the feed of its source has it. */
export type LostEvent = RecordedEvent & { readonly position: string };

/** The same read, with the event and its followers on the key parked. */
export function withParked(read: Read, poison: PlacedEvent, reason: string, parking: Parking): Read {
  const start = read.events.indexOf(poison);
  if (start < 0) return read;
  const { streamId } = poison.event;
  const isAffected = ({ event }: PlacedEvent, n: number) => n >= start && event.streamId === streamId;
  const parked = read.events
    .filter(isAffected)
    .map((placed) => parking.park(read.fetched, placed.message, placed === poison ? reason : BEHIND_PARKED));
  return {
    ...read,
    events: read.events.filter((placed, n) => !isAffected(placed, n)),
    parked: [...read.parked, ...parked],
  };
}

/** One read for each event; the last one also parks and moves to the end. A read without events stays as it is. */
export function oneByOne(read: Read): Read[] {
  if (read.events.length === 0) return [read];
  return read.events.map((placed, n) => {
    const isLast = n === read.events.length - 1;
    return { ...read, events: [placed], parked: isLast ? read.parked : [], to: isLast ? read.to : placed.after };
  });
}

const NO_POSITION = 'The message has no position in ce_position or ce_previous: no relay of ours sent it.';

const positionOf = (message: IncomingMessage, name: string): string | undefined => {
  const text = header(message, name);
  return text !== undefined && /^\d+\.\d+\.\d+$/.test(text) ? text : undefined;
};
