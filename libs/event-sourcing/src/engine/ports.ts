import type { DomainEvent, RecordedEvent } from '../event';
import type { RefusedReaction } from './refused';
import type { SettingsTable } from '../settings';
import type { CommittedSpan, Tracing } from './tracing';

/** The place of an event in its service: `era.txid.pos`. */
export type Position = string;

export interface LoadedStream {
  readonly streamId: string;
  readonly version: number;
  readonly pubSeq: number;
  readonly snapshot?: { readonly shapeVersion: number; readonly version: number; readonly state: unknown };
  /** The events after the snapshot, as they were written. */
  readonly events: readonly DomainEvent[];
}

/** A row of a view, with its revision. */
export interface LoadedRow {
  readonly view: string;
  readonly key: string;
  readonly row: object;
  readonly rev: number;
}

/** The stored answer to a request with this key. */
export interface StoredAnswer {
  readonly requestHash: string;
  readonly status: number;
  readonly body: unknown;
  /** What the caller was allowed to do then, from `NewAnswer`; null for older answers. */
  readonly rights?: unknown;
  /** The consistency token of the first request with this key. */
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

/** A move of the consumer over one partition: from the stored offset to the next one. */
export interface PositionMove {
  readonly topic: string;
  readonly partition: number;
  readonly fromOffset: Offset;
  readonly nextOffset: Offset;
  /** The position of the last applied event in its source. */
  readonly mark: Position;
}

/** A message that could not be applied, stored with its followers of the same key until a person decides. */
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
  /** 0 for a new stream. */
  readonly fromVersion: number;
  readonly version: number;
  readonly pubSeq: number;
}

export interface RowWrite {
  readonly key: string;
  /** The revision after this write. */
  readonly rev: number;
  /** The row did not exist: if it exists by now, another writer made it. */
  readonly isNew: boolean;
  /** Null deletes it. */
  readonly row: object | null;
}

/** What a commit does to one view. */
export interface RowChanges {
  readonly view: string;
  readonly writes: readonly RowWrite[];
  /**
   * Rows that a decision relied on without changing them: they must still have this revision; `rev` is absent for a
   * missing row.
   */
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
  /** What the caller may do. Stored for the code that returns the answer; the engine does not read it. */
  readonly rights?: unknown;
  /**
   * What the consistency token of the answer stands for: the last public event of each of these streams up to the
   * version. Of several in one lane the last one counts.
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
  /** Streams that a decision read without writing to them: they must still have these versions. */
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
  /** Timers that fire: their claims must still hold. */
  readonly firedTimers: readonly string[];
  /**
   * Timers that fire and are set again or stopped by the batch: their claims must still hold, and they are not marked.
   */
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
     * `conflict`: another writer was first: load again and decide again. `position-moved`: another consumer owns the
     * partition now. `answered`: the idempotency key has an answer, or these very events exist. `unavailable`: the
     * database cannot be reached or cannot work, and it is unknown whether the commit happened. `data`: the database
     * refuses the values.
     */
    readonly kind: 'conflict' | 'position-moved' | 'answered' | 'unavailable' | 'data',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** An event that is too large for a message of a topic. */
export class EventTooLarge extends StoreFault {
  constructor({ type, streamId }: NewEvent, bytes: number, most: number) {
    super(
      'data',
      `${type} of ${streamId} would be ${bytes} bytes; an event has at most ${most}. Send less, or split the request.`,
    );
  }
}

/** The event store as the engine sees it. Every method is one round trip. */
export interface Store {
  load(request: LoadRequest, path: StorePath): Promise<Loaded>;
  /** Throws `StoreFault` `conflict` where a new session has begun. */
  commit(batch: Batch, path: StorePath, session: number): Promise<Committed>;
  /**
   * Changes with every session. A server that crashed may have lost what the `apply` path had committed, and another
   * writer may have used the same revisions since. So nothing that was known before a session counts in it.
   */
  session(path: StorePath): number;
}

/**
 * `append` for everything that appends events: an acknowledged commit is on disk. `apply` for batches that change only
 * views and positions: a crash loses both together, and they are applied again.
 */
export type StorePath = 'append' | 'apply';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** What the engine gets from outside, so that a simulation can replace it. */
export interface EnginePorts {
  readonly store: Store;
  readonly clock: Clock;
  /** A new UUIDv7. */
  newId(): string;
  /** The partition that a stream's events go to. */
  laneOf(streamId: string): number;
  /** The revision of a missing row; 0 unless a view is being rebuilt. */
  readonly absentRevision?: number;
  /** Settings in force; absent where the initial values are. */
  readonly settings?: SettingsTable | undefined;
  /** Absent where nothing is traced. */
  readonly tracing?: Tracing | undefined;
  /** Lets other work run for about this many milliseconds. */
  pause(ms: number): Promise<void>;
}
