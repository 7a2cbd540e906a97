import type { DomainEvent, RecordedEvent } from '../event';
import type { RefusedReaction } from './refused';
import type { CommittedSpan, Tracing } from './tracing';

/** Where an event stands in its service: `era.txid.pos`. */
export type Position = string;

export interface LoadedStream {
  readonly streamId: string;
  readonly version: number;
  readonly pubSeq: number;
  readonly snapshot?: { readonly shapeVersion: number; readonly version: number; readonly state: unknown };
  /** Those after the snapshot, as they were written. */
  readonly events: readonly DomainEvent[];
}

/** A row of a view as it stands, with its revision. */
export interface LoadedRow {
  readonly view: string;
  readonly key: string;
  readonly row: object;
  readonly rev: number;
}

/** The answer that was given to a request with this key. */
export interface StoredAnswer {
  readonly requestHash: string;
  readonly status: number;
  readonly body: unknown;
  /** What the caller might do then, as `NewAnswer` brought it; null for answers of before it was kept. */
  readonly rights?: unknown;
  /** The consistency token of that request, which is that of its first answer. */
  readonly token?: string;
}

export interface LoadRequest {
  /** A snapshot counts only if it has this shape. */
  readonly streams: readonly { readonly streamId: string; readonly shapeVersion: number }[];
  readonly rows: readonly { readonly view: string; readonly keys: readonly string[] }[];
  readonly answers: readonly { readonly principal: string; readonly key: string }[];
}

export interface Loaded {
  readonly streams: readonly LoadedStream[];
  readonly rows: readonly LoadedRow[];
  readonly answers: readonly (StoredAnswer & { readonly principal: string; readonly key: string })[];
}

/** The offset of a message in its partition. Kafka's offsets have 64 bits; ours stay below 2^53. */
export type Offset = number;

/** A move of the consumer over one partition: from the offset that is stored to the next one. */
export interface PositionMove {
  readonly topic: string;
  readonly partition: number;
  readonly fromOffset: Offset;
  readonly nextOffset: Offset;
  /** The source's position of the last event applied. */
  readonly mark: Position;
}

/** A message that could not be applied, kept with its followers of the same key until somebody decides. */
export interface ParkedMessage {
  readonly topic: string;
  readonly partition: number;
  readonly offset: Offset;
  /** The stream id. */
  readonly key: string;
  readonly eventId: string;
  readonly type: string;
  readonly reason: string;
  readonly event: unknown;
}

export interface NewEvent extends RecordedEvent {
  /** 1, 2, 3 … among the public events of the stream; absent for a private event. */
  readonly pubSeq?: number;
  readonly lane: number;
}

export interface StreamMove {
  readonly streamId: string;
  readonly kind: string;
  readonly lane: number;
  /** 0 for a stream that is new. */
  readonly fromVersion: number;
  readonly version: number;
  readonly pubSeq: number;
}

export interface RowWrite {
  readonly key: string;
  /** The revision after this write. */
  readonly rev: number;
  /** There was no such row: if there is one by now, somebody else made it. */
  readonly isNew: boolean;
  /** Null deletes it. */
  readonly row: object | null;
}

/** What a commit does to one view. */
export interface RowChanges {
  readonly view: string;
  readonly writes: readonly RowWrite[];
  /** Rows left as they were remembered: they must still be so; `rev` is absent for one that is not there. */
  readonly reliedOn: readonly { readonly key: string; readonly rev?: number }[];
}

export interface NewTimer {
  readonly id: string;
  readonly process: string;
  readonly processId: string;
  readonly name: string;
  readonly dueAt: string;
  readonly body: unknown;
}

export interface NewAnswer {
  readonly principal: string;
  readonly key: string;
  readonly route: string;
  readonly requestHash: string;
  readonly status: number;
  readonly body: unknown;
  /** What the caller may do. Kept for those who give the answer out; the engine does not look at it. */
  readonly rights?: unknown;
  /**
   * What the consistency token of the answer stands for: in each of these streams the last public event up to the version.
   * Of several in one lane the last one counts.
   */
  readonly tokenOf: readonly { readonly streamId: string; readonly version: number }[];
}

/** Everything that one commit writes, all or nothing. */
export interface Batch {
  readonly positions: readonly PositionMove[];
  readonly parked: readonly ParkedMessage[];
  /** Ids of parked messages that are applied now. */
  readonly replayed: readonly string[];
  readonly streams: readonly StreamMove[];
  /** Streams that a decision relied on without writing to them: their versions must still be these. */
  readonly reliedOn: readonly { readonly streamId: string; readonly version: number }[];
  readonly events: readonly NewEvent[];
  readonly snapshots: readonly {
    readonly streamId: string;
    readonly shapeVersion: number;
    readonly version: number;
    readonly state: unknown;
  }[];
  readonly rows: readonly RowChanges[];
  readonly timers: readonly NewTimer[];
  readonly stoppedTimers: readonly string[];
  /** Timers that run out: they must be claimed still. */
  readonly firedTimers: readonly string[];
  /** Timers that run out and are set again or stopped by it: they must be claimed still, and are not marked. */
  readonly heldTimers: readonly string[];
  readonly answers: readonly NewAnswer[];
  /** Commands of reactions that were refused. */
  readonly refused: readonly RefusedReaction[];
  /** Reactions whose traces are recorded. They are told, and not stored; absent where there are none. */
  readonly spans?: readonly CommittedSpan[];
}

export interface Committed {
  readonly era: number;
  readonly txid: string;
  /** `pos` of each event of the batch, in its order. */
  readonly pos: readonly string[];
}

/** Why a commit did not happen. */
export class StoreFault extends Error {
  constructor(
    /**
     * `conflict`: somebody else was there first: load again and decide again. `position-moved`: another consumer owns
     * the partition now. `answered`: the idempotency key is taken, or the very events are there already.
     * `unavailable`: the database cannot be reached or cannot work, and whether the commit happened is not known.
     * `data`: the database refuses what was written.
     */
    readonly kind: 'conflict' | 'position-moved' | 'answered' | 'unavailable' | 'data',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An event that no message of a topic could hold. */
export class EventTooLarge extends StoreFault {
  constructor({ type, streamId }: NewEvent, bytes: number, most: number) {
    super(
      'data',
      `${type} of ${streamId} would be ${bytes} bytes; an event has at most ${most}. Say less, or say it in parts.`,
    );
  }
}

/** The event store as the engine sees it. Every method is one round trip. */
export interface Store {
  load(request: LoadRequest, path: StorePath): Promise<Loaded>;
  /** Throws `StoreFault` `conflict` where the session is another one by now. */
  commit(batch: Batch, path: StorePath, session: number): Promise<Committed>;
  /**
   * Another number with every session that begins. A server that crashed may have lost what the `apply` path had
   * committed, and somebody else may have used the same revisions since: what was known before a session began says
   * nothing in it.
   */
  session(path: StorePath): number;
}

/**
 * `append` for everything that states events: an acknowledged commit is on disk. `apply` for batches that move nothing
 * but views and positions: a crash loses both together, and they are applied again.
 */
export type StorePath = 'append' | 'apply';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** What the engine gets from outside, so that a simulation can hand it other ones. */
export interface EnginePorts {
  readonly store: Store;
  readonly clock: Clock;
  /** A new UUIDv7. */
  newId(): string;
  /** The partition that a stream's events go to. */
  laneOf(streamId: string): number;
  /** The revision of a row that is not there; 0 unless a view is being built anew. */
  readonly absentRevision?: number;
  /** Absent where nothing is traced. */
  readonly tracing?: Tracing | undefined;
  /** Lets other work go on for about so many milliseconds. */
  pause(ms: number): Promise<void>;
}
