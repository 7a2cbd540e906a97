import type { Offset, PositionMove } from '@concord/event-sourcing';
import type { StoredPosition } from '@concord/event-store';
import { partitionKey, partitionOf, type Fetched, type Partition, type Return } from './partition';

/** How far a partition is read. */
export interface Mark {
  /** The offset of the next message. */
  readonly nextOffset: Offset;
  /** `ce_position` of the last message read. */
  readonly mark: string;
}

/** How far a partition is read, and how much of that is stored. */
export interface Place extends Mark {
  /** The next offset in the database. Messages between `stored` and `nextOffset` have no effect in this service. */
  readonly stored: Offset;
}

const START: Place = { nextOffset: 0, mark: '0.0.0', stored: 0 };
const NOTHING_KNOWN: ReadonlyMap<string, Place> = new Map();

/**
 * Where this instance stands in each partition. The database decides; these are the remembered positions and the rules
 * by which they are dropped. `docs/internals/consumer.md` explains each rule.
 */
export class PartitionPlaces {
  private places: ReadonlyMap<string, Place> = new Map();
  /** Set from the loss of a database session until the places have been compared with the database. */
  private isDoubtful = false;
  /** Set from a rebalance of the group until the next fetch. */
  private isRegrouped = false;
  /** The first offset of a fetch that began beyond the place, by partition: the consumer has sought back once. */
  private readonly soughtBackFrom = new Map<string, Offset>();
  /** The stored offsets of partitions that had waiting messages at the last comparison. */
  private waitedAt: ReadonlyMap<string, Offset> = new Map();

  /** The places by `topic/partition`; empty while they are in doubt. */
  get known(): ReadonlyMap<string, Place> {
    return this.isDoubtful ? NOTHING_KNOWN : this.places;
  }

  /** The place of a partition that has been learned. */
  of(partition: Partition): Place {
    return this.places.get(partitionKey(partition))!;
  }

  /** The partitions whose places must be learned from the database. */
  unknownOf<P extends Partition>(partitions: readonly P[]): P[] {
    return partitions.filter((partition) => !this.places.has(partitionKey(partition)));
  }

  /** The database has answered. A partition without a stored position is read from its beginning. */
  learned(partitions: readonly Partition[], positions: readonly StoredPosition[]): void {
    const byKey = new Map(positions.map((position) => [partitionKey(position), position]));
    this.set(
      partitions.map((partition) => {
        const position = byKey.get(partitionKey(partition));
        const place = position && { ...START, nextOffset: position.nextOffset, mark: position.mark };
        return [partitionKey(partition), place ? { ...place, stored: place.nextOffset } : START];
      }),
    );
  }

  /** Partitions were read up to these marks without an effect: the positions are stored later. */
  reached(marks: ReadonlyMap<string, Mark>): void {
    this.set([...marks].map(([key, mark]) => [key, { ...this.places.get(key)!, ...mark }]));
  }

  /** The moves that are not stored yet, once these partitions are read up to these marks. */
  moves(marks: ReadonlyMap<string, Mark> = new Map()): PositionMove[] {
    return [...this.places].flatMap(([key, place]) => {
      const { nextOffset, mark } = marks.get(key) ?? place;
      // Lost events move the mark and not the offset.
      if (nextOffset === place.stored && mark === place.mark) return [];
      return [{ ...partitionOf(key), fromOffset: place.stored, nextOffset, mark }];
    });
  }

  /** These moves are stored. */
  settled(moves: readonly PositionMove[]): void {
    this.set(
      moves.map(({ topic, partition, nextOffset, mark }) => {
        return [partitionKey({ topic, partition }), { nextOffset, mark, stored: nextOffset }];
      }),
    );
  }

  /** Another member of the group moved a position: everything is learned again. */
  forget(): void {
    this.places = new Map();
  }

  /** A session with the database was lost: commits without `synchronous_commit` may be lost with it. */
  sessionLost(): void {
    this.isDoubtful = true;
  }

  /**
   * The group was rebalanced. Kafka's committed offset may lie beyond one that the consumer had sought back to. So a
   * message that is missing before the next fetch does not count as lost.
   */
  regrouped(): void {
    this.soughtBackFrom.clear();
    this.isRegrouped = true;
  }

  /**
   * After a rebalance, drops positions that were read and not stored: the new member of the partition reads the
   * messages again.
   */
  dropUnsettledAfterRebalance(): void {
    if (!this.isRegrouped) return;
    this.isRegrouped = false;
    const places = new Map(this.places);
    for (const move of this.moves()) places.delete(partitionKey(move));
    this.places = places;
  }

  /**
   * Whether a fetch begins beyond the place and the consumer must seek back. A second fetch at the same offset means
   * that the topic no longer has the messages in between: the fetch is read, and the feed of the source provides the
   * missing events.
   */
  mustSeekBack({ messages: [first], ...partition }: Fetched): boolean {
    if (!first) return false;
    const key = partitionKey(partition);
    if (first.offset <= this.places.get(key)!.nextOffset) {
      this.soughtBackFrom.delete(key);
      return false;
    }
    if (this.soughtBackFrom.get(key) === first.offset) return false;
    this.soughtBackFrom.set(key, first.offset);
    return true;
  }

  /**
   * Compares the places with the database and answers the partitions that must be read again from what is stored. There
   * are two kinds:
   *
   * - The database fell back behind a place, as a crash takes the last commits that moved nothing but views.
   * - Messages wait and the stored position is the same at two comparisons: Kafka was told of more than the database
   *   has, or the database came from a backup, and no new message comes to show it.
   *
   * `believed` are the places as they were before the database was asked for `positions`; `ends` are the end offsets of
   * the partitions that this instance holds.
   */
  compare(
    believed: ReadonlyMap<string, Place>,
    positions: readonly StoredPosition[],
    ends: ReadonlyMap<string, Offset>,
  ): Return[] {
    const stored = new Map(positions.map((position) => [partitionKey(position), position.nextOffset]));
    const storedOf = (key: string) => stored.get(key) ?? 0;
    const fallenBack = [...believed].filter(([key, place]) => place.stored > storedOf(key)).map(([key]) => key);
    const waiting = [...ends].filter(([key, end]) => storedOf(key) < end).map(([key]) => key);
    const standing = waiting.filter((key) => this.waitedAt.get(key) === storedOf(key));
    const places = new Map(this.places);
    for (const key of fallenBack) places.delete(key);
    this.places = places;
    this.waitedAt = new Map(waiting.map((key) => [key, storedOf(key)]));
    this.isDoubtful = false;
    return [...new Set([...fallenBack, ...standing])].map((key) => ({ ...partitionOf(key), offset: storedOf(key) }));
  }

  private set(entries: readonly (readonly [string, Place])[]) {
    this.places = new Map([...this.places, ...entries]);
  }
}
