import { streamIdOf, type Aggregate } from '../decider';
import type { DomainEvent, RecordedEvent } from '../event';
import type { Projection } from '../projection';
import type { Model } from './model';
import type { Batch, Loaded, LoadRequest, RowChanges, RowWrite } from './ports';

/** A snapshot is stored each time a stream passes a multiple of this. */
const SNAPSHOT_EVENTS = 100;

export interface StreamState {
  readonly aggregate: Aggregate;
  readonly version: number;
  readonly pubSeq: number;
  readonly state: unknown;
}

export interface RowState {
  /** Undefined where there is no such row. */
  readonly row: object | undefined;
  readonly rev: number;
}

/** States and rows after the last commit. A cache: every commit checks the versions that it relies on. */
export interface Known {
  stream(streamId: string): StreamState | undefined;
  row(view: string, key: string): RowState | undefined;
}

export interface WorkingStream extends StreamState {
  /** The stream as this session found it. */
  readonly base: StreamState;
}

export interface WorkingRow extends RowState {
  readonly base: RowState;
  readonly changed: boolean;
}

export interface WorkingSetOptions {
  /** The revision of a missing row: each build of a view counts from another number. */
  readonly absentRevision: number;
  /**
   * Whether a stream or row that should be new is assumed to be absent. False when that assumption has failed before.
   */
  readonly trusting: boolean;
}

/** Thrown out of a unit of work that needs a state which is not loaded yet. */
export class NotLoaded extends Error {}
/** One instance for all: it is thrown often, and nobody reads its stack. */
const NOT_LOADED = new NotLoaded();

/**
 * The streams and rows of one session. A state is looked up among those the session works with, those it loaded, those
 * the engine remembers, and those that can be assumed to be new. What is found nowhere is added to `missing`, and makes
 * the set incomplete until the next `begin`. Decisions on an incomplete set mean nothing.
 */
export class WorkingSet {
  private streams = new Map<string, WorkingStream>();
  private rows = new Map<string, Map<string, WorkingRow>>();
  private readonly loadedStreams = new Map<string, StreamState>();
  private readonly loadedRows = new Map<string, RowState>();
  private missingStreams = new Set<string>();
  private missingRows = new Map<string, Set<string>>();
  /** How many states the present unit of work did not find. */
  private lookedInVain = 0;
  /** Streams and rows before the present unit of work changed them. */
  private readonly streamsBefore = new Map<string, WorkingStream>();
  private readonly rowsBefore = new Map<string, { rows: Map<string, WorkingRow>; key: string; row: WorkingRow }>();

  constructor(
    private readonly model: Model,
    private readonly known: Known,
    private readonly options: WorkingSetOptions,
  ) {}

  /** Forgets the work, but not the loaded states. */
  restart(): void {
    this.streams = new Map();
    this.rows = new Map();
    this.missingStreams = new Set();
    this.missingRows = new Map();
    this.begin();
  }

  /** A unit of work begins. */
  begin(): void {
    this.lookedInVain = 0;
    this.streamsBefore.clear();
    this.rowsBefore.clear();
  }

  /** Takes back the changes of the unit of work. */
  takeBack(): void {
    for (const [streamId, stream] of this.streamsBefore) this.streams.set(streamId, stream);
    for (const { rows, key, row } of this.rowsBefore.values()) rows.set(key, row);
  }

  /** Whether the unit of work found every state that it looked up. */
  get isComplete(): boolean {
    return this.lookedInVain === 0;
  }

  /** The result of the work; undefined where a state was missing. */
  whereFound<T>(work: () => T): T | undefined {
    const before = this.lookedInVain;
    const result = work();
    return this.lookedInVain === before ? result : undefined;
  }

  /** The states that were missing since `restart`; undefined where none were. */
  get missing(): LoadRequest | undefined {
    if (this.missingStreams.size === 0 && this.missingRows.size === 0) return undefined;
    return {
      streams: [...this.missingStreams].map((streamId) => {
        return { streamId, shapeVersion: this.model.aggregateOf(streamId).shapeVersion ?? 1 };
      }),
      rows: [...this.missingRows].map(([view, keys]) => ({ view, keys: [...keys] })),
      answers: [],
    };
  }

  /** Takes in the loaded states; a requested state that was not found is empty. */
  learn(request: LoadRequest, loaded: Loaded): void {
    for (const { streamId, version, pubSeq, snapshot, events } of loaded.streams) {
      const aggregate = this.model.aggregateOf(streamId);
      let state = snapshot ? snapshot.state : aggregate.initial;
      for (const event of events) state = aggregate.evolve(state, lifted(aggregate, event));
      this.loadedStreams.set(streamId, { aggregate, version, pubSeq, state });
    }
    for (const { view, key, row, rev } of loaded.rows) this.loadedRows.set(rowId(view, key), { row, rev });
    for (const { streamId } of request.streams)
      if (!this.loadedStreams.has(streamId))
        this.loadedStreams.set(streamId, emptyOf(this.model.aggregateOf(streamId)));
    for (const { view, keys } of request.rows)
      for (const key of keys)
        if (!this.loadedRows.has(rowId(view, key))) this.loadedRows.set(rowId(view, key), this.absent);
  }

  /** A stream; undefined where it must be loaded first. `opens` says that it should be new. */
  find(aggregate: Aggregate, id: string, opens = false): WorkingStream | undefined {
    const streamId = streamIdOf(aggregate.kind, id);
    const working = this.streams.get(streamId);
    if (working) return working;
    const base =
      this.loadedStreams.get(streamId) ??
      this.known.stream(streamId) ??
      (opens && this.options.trusting ? emptyOf(aggregate) : undefined);
    if (!base) {
      this.missingStreams.add(streamId);
      this.lookedInVain += 1;
      return undefined;
    }
    const found = { ...base, base };
    this.streams.set(streamId, found);
    return found;
  }

  /** As `find`, but throws `NotLoaded` instead of returning undefined. */
  stream(aggregate: Aggregate, id: string, opens = false): WorkingStream {
    const working = this.find(aggregate, id, opens);
    if (!working) throw NOT_LOADED;
    return working;
  }

  putStream(streamId: string, next: WorkingStream): void {
    if (!this.streamsBefore.has(streamId)) this.streamsBefore.set(streamId, this.streams.get(streamId)!);
    this.streams.set(streamId, next);
  }

  /** The row that an event inserts or changes; undefined where it must be loaded first. */
  row({ name: view }: Projection, key: string, event: RecordedEvent): WorkingRow | undefined {
    const rows = this.rowsOf(view);
    const working = rows.get(key);
    if (working) return working;
    // The first event of a stream inserts the row whose key ends the stream's id: nobody can have inserted it before.
    const isNew = this.options.trusting && event.version === 1 && event.streamId.endsWith(key);
    const base =
      this.loadedRows.get(rowId(view, key)) ?? this.known.row(view, key) ?? (isNew ? this.absent : undefined);
    if (!base) {
      this.missingRows.set(view, (this.missingRows.get(view) ?? new Set()).add(key));
      this.lookedInVain += 1;
      return undefined;
    }
    const found = { ...base, base, changed: false };
    rows.set(key, found);
    return found;
  }

  putRow({ name: view }: Projection, key: string, next: object | undefined): void {
    const rows = this.rowsOf(view);
    const before = rows.get(key)!;
    if (!this.rowsBefore.has(rowId(view, key))) this.rowsBefore.set(rowId(view, key), { rows, key, row: before });
    rows.set(key, { ...before, row: next, rev: before.base.rev + 1, changed: true });
  }

  /** The version of a stream within this session, where the session touched it. */
  versionOf(streamId: string): number | undefined {
    return this.streams.get(streamId)?.version;
  }

  /** Whether a decision relied on a remembered state rather than on one that this session loaded. */
  get relied(): boolean {
    return [...this.streams.keys()].some((streamId) => !this.loadedStreams.has(streamId));
  }

  /** The changed streams, the streams that were only read, and the snapshots that are due. */
  streamChanges(laneOf: (streamId: string) => number): Pick<Batch, 'streams' | 'reliedOn' | 'snapshots'> {
    const streams = [];
    const reliedOn = [];
    const snapshots = [];
    for (const [streamId, { aggregate, version, pubSeq, state, base }] of this.streams) {
      if (version === base.version) {
        reliedOn.push({ streamId, version });
        continue;
      }
      const lane = laneOf(streamId);
      streams.push({ streamId, kind: aggregate.kind, lane, fromVersion: base.version, version, pubSeq });
      if (Math.floor(version / SNAPSHOT_EVENTS) > Math.floor(base.version / SNAPSHOT_EVENTS))
        snapshots.push({ streamId, shapeVersion: aggregate.shapeVersion ?? 1, version, state });
    }
    return { streams, reliedOn, snapshots };
  }

  /**
   * The changed rows and those that were only read. They are sorted, so that the same views make the same statement.
   */
  rowChanges(): RowChanges[] {
    return [...this.rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([view, rows]) => this.changesOf(view, rows))
      .filter(({ writes, reliedOn }) => writes.length + reliedOn.length > 0);
  }

  /** The states after the commit of the batch. */
  *settledStreams(): Iterable<[string, StreamState]> {
    for (const [streamId, { aggregate, version, pubSeq, state }] of this.streams)
      yield [streamId, { aggregate, version, pubSeq, state }];
  }

  *settledRows(): Iterable<[view: string, key: string, RowState]> {
    for (const [view, rows] of this.rows)
      for (const [key, { row, rev }] of rows) yield [view, key, row ? { row, rev } : this.absent];
  }

  private changesOf(view: string, rows: ReadonlyMap<string, WorkingRow>): RowChanges {
    const writes: RowWrite[] = [];
    const reliedOn: { key: string; rev?: number }[] = [];
    for (const [key, { row, rev, base, changed }] of rows) {
      const isWritten = changed && (base.row !== undefined || row !== undefined);
      if (isWritten) writes.push({ key, rev, row: row ?? null, isNew: base.row === undefined });
      // A state that this session loaded needs no check: nobody else owns the events before these.
      else if (!this.loadedRows.has(rowId(view, key))) reliedOn.push(base.row ? { key, rev: base.rev } : { key });
    }
    return { view, writes, reliedOn };
  }

  private rowsOf(view: string): Map<string, WorkingRow> {
    let rows = this.rows.get(view);
    if (!rows) this.rows.set(view, (rows = new Map()));
    return rows;
  }

  private get absent(): RowState {
    return { row: undefined, rev: this.options.absentRevision };
  }
}

const rowId = (view: string, key: string) => `${view}\n${key}`;

const emptyOf = (aggregate: Aggregate): StreamState => {
  return { aggregate, version: 0, pubSeq: 0, state: aggregate.initial };
};

function lifted(aggregate: Aggregate, event: DomainEvent): DomainEvent {
  const eventType = aggregate.events[event.type];
  if (!eventType) throw new Error(`A stream of ${aggregate.kind} holds ${event.type}, which it does not declare.`);
  if (eventType.schemaVersion === event.schemaVersion) return event;
  return eventType.of(eventType.lift(event.data, event.schemaVersion));
}
