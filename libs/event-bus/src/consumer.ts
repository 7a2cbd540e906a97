import {
  passing,
  PoisonEvent,
  StoreFault,
  type Delivery,
  type Model,
  type Offset,
  type PositionMove,
  type RecordedEvent,
} from '@concord/event-sourcing';
import { comparePositions, parsePosition, positionText, type StoredPosition } from '@concord/event-store';
import { ServiceParking, BEHIND_PARKED, type Parking, type ParkedKeysStore } from './parking';
import { partitionKey, type Fetched, type Partition } from './partition';
import { PartitionPlaces } from './partition-places';
import { oneByOne, readFetch, withLost, withParked, type LostEvent, type Read } from './read-fetch';

/** The result of a fetch: everything before `nextOffset` is applied, or the partition must be read from `offset`. */
export type Verdict =
  | { readonly kind: 'applied'; readonly nextOffset: Offset }
  | { readonly kind: 'seek'; readonly offset: Offset };

/** What the consumer needs of the store. */
export interface ConsumerStore extends ParkedKeysStore {
  all(): Promise<StoredPosition[]>;
}

/** The engine as the consumer sees it. */
export interface Deliverer {
  readonly model: Model;
  deliver(delivery: Delivery): Promise<void>;
}

/**
 * Reads events that a topic lost from the feed of the service that published them: those after `mark`, before `until`, and
 * at most `max` of them where that is given.
 */
export type FeedSource = (
  topic: string,
  partition: number,
  mark: string,
  until: string,
  max?: number,
) => Promise<LostEvent[]>;

/** So many lost events are applied in one transaction, where they come before everything else that was read. */
const LOST_AT_ONCE = 2_000;

/**
 * Turns fetches into deliveries, one transaction for each set of fetches. `readFetch` reads a fetch, lost events are
 * read from the feed of their source, and the engine applies the events together with the moves of the positions. An
 * event that cannot be applied is parked, with all later events of its key.
 */
export class Consumer {
  readonly places = new PartitionPlaces();
  applied = 0;
  skipped = 0;
  parkedCount = 0;

  constructor(
    private readonly engine: Deliverer,
    private readonly store: ConsumerStore,
    private readonly feed: FeedSource,
    /** Called with the applied events, after the commit and at most once: for live displays, never for state. */
    private readonly onApplied: (events: readonly RecordedEvent[]) => void = () => undefined,
    private readonly parking: Parking = new ServiceParking(store),
  ) {}

  /**
   * Applies the fetches in one transaction; a lost history that comes before them is applied page by page. Throws faults of
   * the database and of the feed: nothing of the fetches was applied then.
   */
  async apply(fetches: readonly Fetched[]): Promise<Verdict[]> {
    passing('consumer.fetched');
    this.places.dropUnsettledAfterRebalance();
    await this.learnPlaces(fetches);
    await this.parking.prepare(fetches);
    const seeking = new Set(fetches.filter((fetched) => this.places.mustSeekBack(fetched)));
    const reads: Read[] = [];
    try {
      for (const fetched of fetches) if (!seeking.has(fetched)) reads.push(await this.read(fetched));
      await this.deliver(reads);
    } catch (error) {
      this.parking.forget();
      if (!isPositionMoved(error)) throw error;
      // Another member of the group has or had some partition: the positions that it stored decide.
      this.places.forget();
      await this.learnPlaces(fetches);
      for (const fetched of fetches) seeking.add(fetched);
    }
    return fetches.map((fetched) => {
      const { nextOffset } = this.places.of(fetched);
      return seeking.has(fetched) ? { kind: 'seek', offset: nextOffset } : { kind: 'applied', nextOffset };
    });
  }

  /**
   * Applies the events of a partition up to the position `mark`, where its topic has no message of them any more: they are
   * read from the feed of their source. Throws as `apply` does.
   */
  async applyLost({ topic, partition }: Partition, mark: string): Promise<void> {
    const nothing = { topic, partition, messages: [] };
    await this.learnPlaces([nothing]);
    for (;;) {
      const from = this.places.of(nothing).mark;
      if (comparePositions(parsePosition(mark), parsePosition(from)) <= 0) return;
      const lost = await this.feed(topic, partition, from, behind(mark), LOST_AT_ONCE);
      await this.applyPage(nothing, lost, lost.length < LOST_AT_ONCE ? mark : lost.at(-1)!.position);
    }
  }

  /** Whether partitions were read further than the stored positions. */
  get isUnsettled(): boolean {
    return this.places.moves().length > 0;
  }

  /**
   * Stores the positions of partitions whose messages had no effect, where no fetch with an effect follows soon. Lag
   * tools, other members and consistency tokens read them in the database. Must not be called while a fetch is applied.
   */
  async settle(): Promise<void> {
    this.places.dropUnsettledAfterRebalance();
    const positions = this.places.moves();
    if (positions.length === 0) return;
    try {
      await this.storePositions(positions);
    } catch (error) {
      if (!isPositionMoved(error)) throw error;
      this.places.forget();
    }
  }

  private async learnPlaces(fetches: readonly Fetched[]) {
    const unknown = this.places.unknownOf(fetches);
    if (unknown.length === 0) return;
    // The previous member of the partition may have parked some of its keys.
    this.parking.forget();
    this.places.learned(unknown, await this.store.all());
  }

  private async read(fetched: Fetched): Promise<Read> {
    const { topic, partition } = fetched;
    for (;;) {
      const read = readFetch(fetched, this.places.of(fetched), this.engine.model, this.parking);
      const [gap, ...others] = read.gaps;
      const lost = gap && (await this.feed(topic, partition, gap.mark, gap.until, LOST_AT_ONCE));
      if (lost?.length === LOST_AT_ONCE && gap!.at === 0) {
        // Topics that begin anew have lost a whole history: it is applied page by page.
        await this.applyPage({ topic, partition, messages: [] }, lost, lost.at(-1)!.position);
        continue;
      }
      this.skipped += read.skipped;
      if (!gap || !lost) return read;
      const found = [lost.length < LOST_AT_ONCE ? lost : await this.feed(topic, partition, gap.mark, gap.until)];
      for (const { mark, until } of others) found.push(await this.feed(topic, partition, mark, until));
      return withLost(read, found.map(this.heard), this.parking);
    }
  }

  private readonly heard = (lost: readonly LostEvent[]) => lost.filter(({ type }) => this.engine.model.hears(type));

  /** Applies lost events, and moves the mark of their partition to `mark`, also where none of them has an effect. */
  private async applyPage(fetched: Fetched, lost: readonly LostEvent[], mark: string): Promise<void> {
    const { nextOffset, mark: from } = this.places.of(fetched);
    const to = { nextOffset, mark };
    const gaps = [{ at: 0, offset: nextOffset, mark: from, until: mark }];
    const read = withLost({ fetched, events: [], parked: [], gaps, skipped: 0, to }, [this.heard(lost)], this.parking);
    if (read.events.length + read.parked.length > 0) return this.deliver([read]);
    return this.storePositions(this.places.moves(new Map([[partitionKey(fetched), to]])));
  }

  private async storePositions(positions: readonly PositionMove[]): Promise<void> {
    await this.engine.deliver({ events: [], positions, parked: [] });
    this.places.settled(positions);
  }

  /** Delivers the reads. Parks each event that cannot be applied, with its followers, and delivers the others. */
  private async deliver(reads: readonly Read[]): Promise<void> {
    for (let rest = reads; ;) {
      try {
        return await this.commit(rest);
      } catch (error) {
        const events = rest.flatMap((read) => read.events);
        // The engine names the failed event, except where there was only one.
        const poison = error instanceof PoisonEvent ? events[error.index] : events.length === 1 ? events[0] : undefined;
        if (!(error instanceof PoisonEvent) && !isRefusedForGood(error)) throw error;
        if (events.length === 0) throw error;
        if (!poison) return this.deliverOneByOne(rest);
        rest = rest.map((read) => withParked(read, poison, (error as Error).message, this.parking));
      }
    }
  }

  /** Finds the event whose row or command the database refuses. */
  private async deliverOneByOne(reads: readonly Read[]): Promise<void> {
    for (const single of reads.flatMap(oneByOne)) {
      const [placed] = single.events;
      // An earlier event of the same key may just have been refused.
      const isHeld = placed !== undefined && this.parking.holds(single.fetched.topic, placed.event.streamId);
      await this.deliver([isHeld ? withParked(single, placed, BEHIND_PARKED, this.parking) : single]);
    }
  }

  private async commit(reads: readonly Read[]): Promise<void> {
    const marks = new Map(reads.map(({ fetched, to }) => [partitionKey(fetched), to]));
    const events = reads.flatMap((read) => read.events.map(({ event }) => event));
    const parked = reads.flatMap((read) => read.parked);
    // Messages without an effect move the stored position with the next delivery, or by `settle`.
    if (events.length + parked.length === 0) return this.places.reached(marks);
    const positions = this.places.moves(marks);
    await this.engine.deliver({ events, positions, parked });
    this.places.settled(positions);
    this.parking.stored(parked);
    this.applied += events.length;
    this.parkedCount += parked.length;
    if (events.length > 0) this.onApplied(events);
  }
}

/** The first position after this one. */
function behind(mark: string): string {
  const position = parsePosition(mark);
  return positionText({ ...position, pos: position.pos + 1 });
}

const isPositionMoved = (error: unknown) => error instanceof StoreFault && error.kind === 'position-moved';

/** Contention passes, however long it lasts. Data that the database refuses stays refused. */
export const isRefusedForGood = (error: unknown) =>
  !(error instanceof StoreFault) || error.kind === 'data' || error.kind === 'answered';
