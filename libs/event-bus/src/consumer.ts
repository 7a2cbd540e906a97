import {
  passing,
  PoisonEvent,
  StoreFault,
  type Delivery,
  type Model,
  type ParkedMessage,
  type PositionMove,
  type RecordedEvent,
} from '@concord/event-sourcing';
import { comparePositions, parsePosition, type StoredPosition } from '@concord/event-store';
import { header, metaOf, type IncomingMessage } from './envelope';

/** What one partition brought with one fetch. */
export interface Fetched {
  readonly topic: string;
  readonly partition: number;
  readonly messages: readonly IncomingMessage[];
}

/** What becomes of it: everything up to `nextOffset` is applied, or the consumer must go to `offset`. */
export type Verdict =
  | { readonly kind: 'applied'; readonly nextOffset: string }
  | { readonly kind: 'seek'; readonly offset: string };

/** A message that a build of a projection cannot apply, though the service itself has applied it. */
export class InapplicableMessage extends Error {}

/** A place to read on from. */
export interface Return {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

/** What the consumer asks of the store. */
export interface ConsumerStore {
  all(): Promise<StoredPosition[]>;
  one(topic: string, partition: number): Promise<StoredPosition | undefined>;
  parkedKeys(): Promise<Set<string>>;
}

/** The engine as the consumer sees it. */
export interface Deliverer {
  readonly model: Model;
  deliver(delivery: Delivery): Promise<void>;
}

/** Events that a topic lost, from the feed API of the service that published them: those after `mark`, before `until`. */
export type FeedSource = (topic: string, partition: number, mark: string, until: string) => Promise<RecordedEvent[]>;

/** How far a partition is read: the next message, and the source's position of the last event. */
interface Mark {
  readonly nextOffset: string;
  readonly mark: string;
}

interface Place extends Mark {
  /** The next message as the database has it. What lies between is nothing that is heard here. */
  readonly stored: string;
}

interface Read {
  readonly fetched: Fetched;
  readonly from: Place;
  events: (RecordedEvent & { readonly offset: string; readonly position: string })[];
  parked: ParkedMessage[];
  to: Mark;
}

const START: Place = { nextOffset: '0', mark: '0.0.0', stored: '0' };
/** Why a message is parked that is none itself that cannot be applied. */
const HELD_UP = 'An earlier message of this key is parked.';
const NOWHERE: ReadonlyMap<string, Place> = new Map();

/**
 * Turns fetches into deliveries: decides what is new by the positions in the database, builds events from messages,
 * parks what cannot be applied with everything that follows on its key, and goes back where Kafka is ahead.
 */
export class Consumer {
  private places = new Map<string, Place>();
  /** Whether the database may have fallen back behind what is remembered. */
  private isDoubtful = false;
  /** Whether partitions may have come and gone since the last fetch. */
  private isRegrouped = false;
  private parkedKeys: Set<string> | undefined;
  /** Where a fetch began beyond our position and still did so after going back: messages are gone from the topic. */
  private readonly sought = new Map<string, string>();
  /** Where partitions with messages stood when they were last looked at. */
  private waiting: ReadonlyMap<string, number> = new Map();
  applied = 0;
  skipped = 0;
  parkedCount = 0;

  constructor(
    private readonly engine: Deliverer,
    private readonly store: ConsumerStore,
    private readonly feed: FeedSource,
    /** Told what was applied, after the commit and at most once: for live displays, never for state. */
    private readonly onApplied: (events: readonly RecordedEvent[]) => void = () => undefined,
    /**
     * For a build of a projection: the messages, as `topic/partition/offset`, that the service has parked and not
     * applied since. They are passed over; nothing is parked, any other that cannot be applied is a fault.
     */
    private readonly leftOut?: ReadonlySet<string>,
  ) {}

  /** Applies what one fetch brought, in one transaction. Faults of the database are thrown: nothing was applied then. */
  async apply(fetches: readonly Fetched[]): Promise<Verdict[]> {
    passing('consumer.fetched');
    this.leaveUnsettled();
    await this.learnPlaces(fetches);
    this.parkedKeys ??= this.leftOut ? new Set() : await this.store.parkedKeys();
    // Somebody may have settled them, here or on another instance.
    if (this.holdsParked(fetches)) this.parkedKeys = await this.store.parkedKeys();
    const seeks = new Map<Fetched, string>();
    const reads: Read[] = [];
    for (const fetched of fetches) {
      const place = this.places.get(keyOf(fetched))!;
      const first = fetched.messages[0];
      if (first && this.begunBeyond(fetched, first.offset, place)) seeks.set(fetched, place.nextOffset);
      else reads.push(await this.read(fetched, place));
    }
    try {
      await this.deliver(reads);
    } catch (error) {
      // What was marked as parked was not stored.
      this.parkedKeys = undefined;
      if (!(error instanceof StoreFault && error.kind === 'position-moved')) throw error;
      // Another member of the group has some partition now, or had it: what it stored decides.
      this.places.clear();
      await this.learnPlaces(fetches);
      for (const { fetched } of reads) seeks.set(fetched, this.places.get(keyOf(fetched))!.nextOffset);
    }
    return fetches.map((fetched) => {
      const offset = seeks.get(fetched);
      if (offset !== undefined) return { kind: 'seek', offset };
      return { kind: 'applied', nextOffset: this.places.get(keyOf(fetched))!.nextOffset };
    });
  }

  /** Whether something was read that brought nothing to do, so that the database was not told. */
  get isUnsettled(): boolean {
    return movesOf(this.places).length > 0;
  }

  /**
   * Tells the database how far it is. Needed where no fetch follows soon that brings something to do: others look there
   * for what is known here. Not to be called while a fetch is applied.
   */
  async settle(): Promise<void> {
    this.leaveUnsettled();
    const positions = movesOf(this.places);
    if (positions.length === 0) return;
    try {
      await this.engine.deliver({ events: [], positions, parked: [] });
      this.settled(positions);
    } catch (error) {
      if (!(error instanceof StoreFault && error.kind === 'position-moved')) throw error;
      this.places.clear();
    }
  }

  /** How far each partition is, as far as this instance knows. */
  get positions(): ReadonlyMap<string, Place> {
    return this.isDoubtful ? NOWHERE : this.places;
  }

  /** Says nothing of its positions until they have been compared: a session with the database was lost. */
  doubt(): void {
    this.isDoubtful = true;
  }

  /**
   * Partitions that must be read again from what is stored. The database may have fallen behind what is believed here,
   * as a crash takes the last batches that moved nothing but views; and Kafka may have been told of them, or the
   * database may have come from a backup, so that what is read begins beyond it and nothing new comes to show it: then
   * messages wait and nothing moves from one look to the next. `believed` are the positions as they were when `stored`
   * was asked for, `ends` those of the partitions held here.
   */
  fallenBack(
    believed: ReadonlyMap<string, Place>,
    stored: readonly StoredPosition[],
    ends: ReadonlyMap<string, number>,
  ): Return[] {
    const back = new Map<string, Return>();
    const next = new Map(stored.map((position) => [keyOf(position), position.nextOffset]));
    const goTo = (key: string) => back.set(key, { ...partitionOf(key), offset: String(next.get(key) ?? 0) });
    for (const [key, { stored: told }] of believed) {
      if (Number(told) <= (next.get(key) ?? 0)) continue;
      this.places.delete(key);
      goTo(key);
    }
    const waiting = new Map(
      [...ends].filter(([key, end]) => (next.get(key) ?? 0) < end).map(([key]) => [key, next.get(key) ?? 0]),
    );
    for (const [key, at] of waiting) if (this.waiting.get(key) === at) goTo(key);
    this.waiting = waiting;
    this.isDoubtful = false;
    return [...back.values()];
  }

  /**
   * The group was dealt out anew: partitions are read from where Kafka was told we are, also those that were to be read
   * again from further back. What is missing before a fetch is not gone from the topic because of that. What was read
   * and not stored is left to whoever has the partition now: it is read again.
   */
  regrouped(): void {
    this.sought.clear();
    this.isRegrouped = true;
  }

  private leaveUnsettled() {
    if (!this.isRegrouped) return;
    this.isRegrouped = false;
    for (const move of movesOf(this.places)) this.places.delete(keyOf(move));
  }

  private holdsParked(fetches: readonly Fetched[]): boolean {
    const parked = this.parkedKeys!;
    return (
      parked.size > 0 &&
      fetches.some(({ topic, messages }) => messages.some(({ key }) => parked.has(parkKey(topic, key))))
    );
  }

  private begunBeyond(fetched: Fetched, first: string, { nextOffset }: Place): boolean {
    const key = keyOf(fetched);
    if (BigInt(first) <= BigInt(nextOffset)) return this.sought.delete(key) && false;
    if (this.sought.get(key) === first) return false;
    this.sought.set(key, first);
    return true;
  }

  private async learnPlaces(fetches: readonly Fetched[]) {
    const unknown = fetches.filter((fetched) => !this.places.has(keyOf(fetched)));
    if (unknown.length === 0) return;
    // Who had the partition before may have parked some of its keys.
    this.parkedKeys = undefined;
    const stored = new Map((await this.store.all()).map((position) => [keyOf(position), position]));
    for (const fetched of unknown) {
      const position = stored.get(keyOf(fetched));
      const nextOffset = String(position?.nextOffset);
      this.places.set(keyOf(fetched), position ? { nextOffset, mark: position.mark, stored: nextOffset } : START);
    }
  }

  private async read(fetched: Fetched, from: Place): Promise<Read> {
    const read: Read = { fetched, from, events: [], parked: [], to: from };
    for (const message of fetched.messages) {
      if (BigInt(message.offset) < BigInt(from.nextOffset)) continue;
      const nextOffset = String(BigInt(message.offset) + 1n);
      const position = positionOf(message, 'ce_position');
      const previous = positionOf(message, 'ce_previous');
      if (!position || !previous) {
        this.park(
          read,
          message,
          'The message has no position in ce_position or ce_previous: it is not one of our relay.',
        );
        read.to = { ...read.to, nextOffset };
        continue;
      }
      if (comparePositions(parsePosition(position), parsePosition(read.to.mark)) <= 0) {
        this.skipped += 1;
        read.to = { ...read.to, nextOffset };
        continue;
      }
      if (previous !== read.to.mark) {
        const { topic, partition } = fetched;
        for (const event of await this.feed(topic, partition, read.to.mark, position))
          if (this.engine.model.hears(event.type))
            read.events.push({ ...event, offset: message.offset, position: previous });
      }
      const type = header(message, 'ce_type') ?? '';
      if (this.engine.model.hears(type)) this.take(read, message, type, position);
      read.to = { nextOffset, mark: position };
    }
    return read;
  }

  private take(read: Read, message: IncomingMessage, type: string, position: string) {
    if (this.isLeftOut(read, message)) return;
    if (this.parkedKeys!.has(parkKey(read.fetched.topic, message.key))) return this.park(read, message, HELD_UP);
    try {
      read.events.push({ ...this.eventOf(message, type), offset: message.offset, position });
    } catch (error) {
      this.park(read, message, (error as Error).message);
    }
  }

  /** The event in a message. Throws where it is not one of the type. */
  eventOf(message: IncomingMessage, type: string): RecordedEvent {
    const eventType = this.engine.model.eventType(type)!;
    const version = Number(header(message, 'ce_schemaversion') ?? 1);
    const written: unknown = JSON.parse(message.value?.toString('utf8') ?? '');
    const data = version < eventType.schemaVersion ? eventType.lift(written, version) : written;
    const problems = eventType.problems(data);
    if (problems.length > 0) throw new Error(`The data is not a ${type}: ${problems.join('; ')}`);
    return {
      ...eventType.of(data),
      eventId: header(message, 'ce_id') ?? '',
      streamId: message.key,
      version: Number(header(message, 'ce_pubseq') ?? 0),
      occurredAt: header(message, 'ce_time') ?? '',
      meta: metaOf(message),
    };
  }

  private isLeftOut({ fetched }: Read, { offset }: IncomingMessage): boolean {
    return this.leftOut !== undefined && this.leftOut.has(`${keyOf(fetched)}/${offset}`);
  }

  private park(read: Read, message: IncomingMessage, reason: string) {
    const { topic, partition } = read.fetched;
    if (this.isLeftOut(read, message)) return;
    if (this.leftOut) {
      const place = `${header(message, 'ce_type') ?? 'A message'} of ${message.key} at ${keyOf(read.fetched)}/${message.offset}`;
      throw new InapplicableMessage(`${place} cannot be applied: ${reason}`);
    }
    this.parkedKeys!.add(parkKey(topic, message.key));
    this.parkedCount += 1;
    const headers = Object.fromEntries(Object.keys(message.headers).map((name) => [name, header(message, name)]));
    read.parked.push({
      topic,
      partition,
      offset: message.offset,
      key: message.key,
      eventId: header(message, 'ce_id') ?? '',
      type: header(message, 'ce_type') ?? '',
      reason,
      event: { headers, value: message.value?.toString('utf8') ?? null },
    });
  }

  private async deliver(reads: readonly Read[]): Promise<void> {
    const moved = reads.filter(({ from, to }) => from.nextOffset !== to.nextOffset);
    const events = moved.flatMap((read) => read.events);
    const parked = moved.flatMap((read) => read.parked);
    const reached = new Map(this.places);
    for (const { fetched, from, to } of moved) reached.set(keyOf(fetched), { ...to, stored: from.stored });
    // Where there is nothing to do the database is told with what comes next, or by `settle`.
    if (events.length + parked.length === 0) {
      this.places = reached;
      return;
    }
    try {
      const positions = movesOf(reached);
      await this.engine.deliver({ events, positions, parked });
      this.settled(positions);
      this.applied += events.length;
      if (events.length > 0) this.onApplied(events);
    } catch (error) {
      if (error instanceof PoisonEvent) return this.withoutPoison(reads, events[error.index]!, error.message);
      // Contention passes, however long it lasts. What the database refuses for good does not.
      if (error instanceof StoreFault && error.kind !== 'data' && error.kind !== 'answered') throw error;
      // Some event makes a row or a command that the database refuses: found by applying one after the other.
      if (events.length === 1) return this.withoutPoison(reads, events[0]!, (error as Error).message);
      if (events.length === 0) throw error;
      for (const each of moved.flatMap(singles)) {
        const single = { ...each, from: this.places.get(keyOf(each.fetched))! };
        const [event] = single.events;
        // One before it, of the same key, may just have been refused.
        const isHeld = event !== undefined && this.parkedKeys!.has(parkKey(single.fetched.topic, event.streamId));
        await (isHeld ? this.withoutPoison([single], event, HELD_UP) : this.deliver([single]));
      }
    }
  }

  private settled(positions: readonly PositionMove[]) {
    for (const move of positions) {
      const { nextOffset, mark } = move;
      this.places.set(keyOf(move), { nextOffset, mark, stored: nextOffset });
    }
  }

  /** Takes an event and its followers of the same key out of what is delivered, and delivers the rest. */
  private withoutPoison(reads: readonly Read[], poison: Read['events'][number], reason: string): Promise<void> {
    for (const read of reads) {
      const start = read.events.indexOf(poison);
      if (start < 0) continue;
      const affected = read.events.filter((event, n) => n >= start && event.streamId === poison.streamId);
      read.events = read.events.filter((event) => !affected.includes(event));
      for (const event of affected) {
        const message = read.fetched.messages.find(({ offset }) => offset === event.offset)!;
        this.park(read, message, event === poison ? reason : HELD_UP);
      }
    }
    return this.deliver(reads);
  }
}

/** One read per event; the last one also carries what was parked and moves to the end. One without events stays as it is. */
function singles(read: Read): Read[] {
  if (read.events.length === 0) return [read];
  return read.events.map((event, n) => {
    const isLast = n === read.events.length - 1;
    const to = isLast ? read.to : { nextOffset: String(BigInt(event.offset) + 1n), mark: event.position };
    return { ...read, events: [event], parked: isLast ? read.parked : [], to };
  });
}

/** What the database is to be told of these places. */
const movesOf = (places: ReadonlyMap<string, Place>): PositionMove[] =>
  [...places].flatMap(([key, { nextOffset, mark, stored }]) =>
    nextOffset === stored ? [] : [{ ...partitionOf(key), fromOffset: stored, nextOffset, mark }],
  );

const positionOf = (message: IncomingMessage, name: string): string | undefined => {
  const text = header(message, name);
  return text !== undefined && /^\d+\.\d+\.\d+$/.test(text) ? text : undefined;
};

/** The partition behind `topic/partition`. */
export function partitionOf(key: string): { topic: string; partition: number } {
  const slash = key.lastIndexOf('/');
  return { topic: key.slice(0, slash), partition: Number(key.slice(slash + 1)) };
}

const keyOf = ({ topic, partition }: { topic: string; partition: number }) => `${topic}/${partition}`;

/** As `Positions.parkedKeys` answers it. */
const parkKey = (topic: string, key: string) => `${topic} ${key}`;
