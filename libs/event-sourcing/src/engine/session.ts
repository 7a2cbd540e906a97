import { hash } from 'node:crypto';
import { aggregateOf, streamIdOf, type Aggregate, type Command, type Stamped } from '../decider';
import type { Actor, DomainEvent, EventMeta, RecordedEvent } from '../event';
import { keyText, type Projection } from '../projection';
import type { Process, Reaction } from '../reaction';
import { Rejection } from '../rejection';
import type { Model } from './model';
import type {
  Batch,
  LoadRequest,
  Loaded,
  NewAnswer,
  NewEvent,
  NewTimer,
  ParkedMessage,
  PositionMove,
  RowChanges,
  RowWrite,
  StoredAnswer,
} from './ports';
import { refusedReaction, type RefusedReaction } from './refused';

/**
 * Event, timer and command ids are made from their cause in this name space, so that a repetition makes them again:
 * the sixteen bytes of 6f1d3d3e-7c1b-5a44-9d0e-5f2f6f0a9c11, as text.
 */
const NAMESPACE = '6f1d3d3e7c1b5a449d0e5f2f6f0a9c11';
/** A snapshot is kept each time a stream passes a multiple of this. */
const SNAPSHOT_EVENTS = 100;
/** More events than this that follow from one command mean that policies answer each other in a circle. */
const REACTIONS_MAX = 10_000;

/** A timer of a process with this prefix is a call to the gateway whose name follows. */
export const GATEWAY = 'gateway:';

/** The id that belongs to the `part` of a cause: a UUID version 5. One is made for every event, so it is made at once. */
export function derivedId(cause: string, part: string | number): string {
  const digest = hash('sha1', `${NAMESPACE}${cause}/${part}`, 'hex');
  const variant = ((parseInt(digest[16]!, 16) & 3) | 8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

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

/** States and rows as the last commit left them. A cache: every commit checks the versions that it relies on. */
export interface Known {
  stream(streamId: string): StreamState | undefined;
  row(view: string, key: string): RowState | undefined;
}

/** Where a command comes from. */
export interface Cause {
  /** Event ids are derived from it. */
  readonly commandId: string;
  readonly at: string;
  readonly meta: EventMeta;
}

interface WorkingStream extends StreamState {
  /** Where it stood when this session found it. */
  readonly base: StreamState;
}

interface WorkingRow extends RowState {
  readonly base: RowState;
  readonly changed: boolean;
}

/** Thrown out of a unit of work that needs a state which is not there yet. */
export class NotLoaded extends Error {}
/** One for all: it is thrown often, and nobody looks at where. */
const NOT_LOADED = new NotLoaded();

/** What one unit of work came to. */
export interface UnitResult {
  readonly events: readonly NewEvent[];
}

interface Outputs {
  events: NewEvent[];
  /** Timers set, and timers stopped: those without `timer`. */
  timers: { id: string; timer?: NewTimer }[];
  firedTimers: string[];
  positions: PositionMove[];
  parked: ParkedMessage[];
  replayed: string[];
  answers: NewAnswer[];
  refused: RefusedReaction[];
}

const emptyOutputs = (): Outputs => ({
  events: [],
  timers: [],
  firedTimers: [],
  positions: [],
  parked: [],
  replayed: [],
  answers: [],
  refused: [],
});

/**
 * The work of one commit, in memory: commands are decided, events are folded into states and rows, reactions follow.
 * Nothing here waits. What is not known is noted in `missing`, loaded by the caller, and the work is done again.
 */
export class Session {
  private streams = new Map<string, WorkingStream>();
  private rows = new Map<string, Map<string, WorkingRow>>();
  private readonly loadedStreams = new Map<string, StreamState>();
  private readonly loadedRows = new Map<string, RowState>();
  private readonly answers = new Map<string, StoredAnswer | undefined>();
  private outputs = emptyOutputs();
  private missingStreams = new Set<string>();
  private missingRows = new Map<string, Set<string>>();
  private undo: (() => void)[] = [];
  /** Whether the unit under way lacked a state. */
  private isIncomplete = false;

  constructor(
    private readonly model: Model,
    private readonly known: Known,
    private readonly laneOf: (streamId: string) => number,
    /** The revision of a row that is not there: each build of a view counts from another one. */
    private readonly absentRevision: number,
    /** Whether new streams and rows may be taken to be absent without looking. False when that has failed before. */
    private readonly trusting: boolean,
  ) {}

  /** Forgets the work done, but not what was loaded. */
  restart(): void {
    this.streams = new Map();
    this.rows = new Map();
    this.outputs = emptyOutputs();
    this.missingStreams = new Set();
    this.missingRows = new Map();
  }

  get missing(): LoadRequest | undefined {
    if (this.missingStreams.size === 0 && this.missingRows.size === 0) return undefined;
    return {
      streams: [...this.missingStreams].map((streamId) => {
        return { streamId, shapeVersion: this.aggregateOf(streamId).shapeVersion ?? 1 };
      }),
      rows: [...this.missingRows].map(([view, keys]) => ({ view, keys: [...keys] })),
      answers: [],
    };
  }

  /** Takes in what was asked for; what was asked for and is not there is empty. */
  learn(request: LoadRequest, loaded: Loaded): void {
    for (const { streamId, version, pubSeq, snapshot, events } of loaded.streams) {
      const aggregate = this.aggregateOf(streamId);
      let state = snapshot ? snapshot.state : aggregate.initial;
      for (const event of events) state = aggregate.evolve(state, this.lifted(aggregate, event));
      this.loadedStreams.set(streamId, { aggregate, version, pubSeq, state });
    }
    for (const { view, key, row, rev } of loaded.rows) this.loadedRows.set(`${view}\n${key}`, { row, rev });
    for (const { streamId } of request.streams)
      if (!this.loadedStreams.has(streamId)) this.loadedStreams.set(streamId, this.empty(this.aggregateOf(streamId)));
    for (const { view, keys } of request.rows)
      for (const key of keys)
        if (!this.loadedRows.has(`${view}\n${key}`)) this.loadedRows.set(`${view}\n${key}`, this.absent);
    for (const { principal, key } of request.answers) this.answers.set(`${principal}\n${key}`, undefined);
    for (const answer of loaded.answers) this.answers.set(`${answer.principal}\n${answer.key}`, answer);
  }

  storedAnswer(principal: string, key: string): StoredAnswer | undefined {
    return this.answers.get(`${principal}\n${key}`);
  }

  /** Runs one unit of work; where it is refused or not ready, nothing of it stays. */
  unit(work: () => Rejection | void): UnitResult | Rejection | undefined {
    const outputs: unknown[][] = Object.values(this.outputs);
    const lengths = outputs.map((list) => list.length);
    const before = this.outputs.events.length;
    this.undo = [];
    const takeBack = () => {
      for (const step of this.undo.reverse()) step();
      for (const [n, list] of outputs.entries()) list.length = lengths[n]!;
    };
    try {
      this.isIncomplete = false;
      const rejection = work();
      if (this.isIncomplete) throw NOT_LOADED;
      if (rejection) {
        takeBack();
        return rejection;
      }
      return { events: this.outputs.events.slice(before) };
    } catch (error) {
      takeBack();
      if (error instanceof NotLoaded || this.isIncomplete) return undefined;
      throw error;
    }
  }

  /** Does work within a unit and answers with the events that it made. */
  nested(work: () => Rejection | void): readonly NewEvent[] | Rejection {
    const before = this.outputs.events.length;
    return work() ?? this.outputs.events.slice(before);
  }

  /**
   * Does a piece of a unit's work. Where it lacks a state the next pieces are tried all the same, so that one load
   * brings what all of them lack; the unit is done again then, and what its pieces said meanwhile means nothing.
   */
  private piece<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof NotLoaded) && !this.isIncomplete) throw error;
      this.isIncomplete = true;
      return undefined;
    }
  }

  /** Does work on the event at `index`; what it throws comes out as `Poison`, but for a state that is not loaded yet. */
  poisonable(work: () => void, index: number, Poison: new (index: number, cause: unknown) => Error): void {
    try {
      work();
    } catch (error) {
      throw error instanceof NotLoaded ? error : new Poison(index, error);
    }
  }

  /** As `take`, for a command that a gateway answered and nobody waits for. */
  takeFor(gateway: string, command: Command, cause: Cause): void {
    const rejection = this.take(command, cause);
    if (rejection) this.refused(gateway, command, rejection, 'answer', cause);
  }

  /** Decides a command and lets its events happen, with all that follows from them. */
  take(command: Command, cause: Cause, expectedVersion?: number): Rejection | void {
    const queue: NewEvent[] = [];
    const rejection = this.piece(() => this.decide(command, cause, queue, expectedVersion));
    if (rejection) return this.isIncomplete ? undefined : rejection;
    this.follow(queue);
  }

  /** Lets a foreign event happen. */
  hear(event: RecordedEvent): void {
    const queue: NewEvent[] = [];
    this.piece(() => this.happen(event, queue));
    this.follow(queue);
  }

  /** Lets a timer of a process run out. */
  timeOut(process: Process, processId: string, timer: string, timerId: string, cause: Cause): void {
    const queue: NewEvent[] = [];
    const { state } = this.stream(process, processId);
    const reaction = process.timeout(timer, state, processId, cause.at);
    this.react(process, processId, reaction, `timer:${timer}`, cause, queue);
    this.outputs.firedTimers.push(timerId);
    this.follow(queue);
  }

  fired(timerId: string): void {
    this.outputs.firedTimers.push(timerId);
  }

  move(positions: readonly PositionMove[]): void {
    this.outputs.positions.push(...positions);
  }

  park(messages: readonly ParkedMessage[]): void {
    this.outputs.parked.push(...messages);
  }

  /** A parked message is applied in this unit of work. */
  replay(parkedId: string): void {
    this.outputs.replayed.push(parkedId);
  }

  answer(answer: NewAnswer): void {
    this.outputs.answers.push(answer);
  }

  /** The version of a stream within this session, where it was touched. */
  versionOf(streamId: string): number | undefined {
    return this.streams.get(streamId)?.version;
  }

  /** Whether a decision rested on what was remembered rather than on what was just loaded. */
  get relied(): boolean {
    return [...this.streams.keys()].some((streamId) => !this.loadedStreams.has(streamId));
  }

  /** What is to be committed; undefined when nothing is. */
  batch(): Batch | undefined {
    const { events, positions, parked, replayed, answers, refused } = this.outputs;
    // What was last said of a timer counts. One that runs out and is set again in one go is just moved.
    const last = new Map(this.outputs.timers.map((word) => [word.id, word]));
    const timers = [...last.values()].flatMap(({ timer }) => timer ?? []);
    const stoppedTimers = [...last.values()].filter(({ timer }) => !timer).map(({ id }) => id);
    const firedTimers = this.outputs.firedTimers.filter((id) => !last.has(id));
    const heldTimers = this.outputs.firedTimers.filter((id) => last.has(id));
    const streams = [];
    const reliedOn = [];
    const snapshots = [];
    for (const [streamId, { aggregate, version, pubSeq, state, base }] of this.streams) {
      if (version === base.version) {
        reliedOn.push({ streamId, version });
        continue;
      }
      const lane = this.laneOf(streamId);
      streams.push({ streamId, kind: aggregate.kind, lane, fromVersion: base.version, version, pubSeq });
      if (Math.floor(version / SNAPSHOT_EVENTS) > Math.floor(base.version / SNAPSHOT_EVENTS))
        snapshots.push({ streamId, shapeVersion: aggregate.shapeVersion ?? 1, version, state });
    }
    // In one order, so that the same views make the same statement.
    const views = [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const rows = views.map(([view, changes]) => this.rowChanges(view, changes)).filter(isSome);
    const written = rows.filter(({ writes }) => writes.length > 0).length;
    const moves = streams.length + written + timers.length + stoppedTimers.length;
    const told = positions.length + parked.length + replayed.length + answers.length + refused.length;
    if (moves + firedTimers.length + told === 0) return undefined;
    return {
      positions,
      parked,
      replayed,
      streams,
      reliedOn,
      events,
      snapshots,
      rows,
      timers,
      stoppedTimers,
      firedTimers,
      heldTimers,
      answers,
      refused,
    };
  }

  private rowChanges(view: string, changes: ReadonlyMap<string, WorkingRow>): RowChanges {
    const writes: RowWrite[] = [];
    const reliedOn: { key: string; rev?: number }[] = [];
    for (const [key, { row, rev, base, changed }] of changes) {
      const leftOut = !changed || (base.row === undefined && row === undefined);
      if (!leftOut) writes.push({ key, rev, row: row ?? null, isNew: base.row === undefined });
      // What was just loaded is as good as checked: nobody else owns the events that come before these.
      else if (!this.loadedRows.has(`${view}\n${key}`)) reliedOn.push(base.row ? { key, rev: base.rev } : { key });
    }
    return { view, writes, reliedOn };
  }

  /** What is true once the batch is committed. */
  *settledStreams(): Iterable<[string, StreamState]> {
    for (const [streamId, { aggregate, version, pubSeq, state }] of this.streams)
      yield [streamId, { aggregate, version, pubSeq, state }];
  }

  *settledRows(): Iterable<[view: string, key: string, RowState]> {
    for (const [view, rows] of this.rows)
      for (const [key, { row, rev }] of rows) yield [view, key, row ? { row, rev } : this.absent];
  }

  private decide(command: Command, cause: Cause, queue: NewEvent[], expectedVersion?: number): Rejection | void {
    const decider = this.model.decider(command.type);
    const stamped: Stamped<Command> = { ...command, at: cause.at, by: cause.meta.actor };
    if (expectedVersion !== undefined) {
      const { version } = this.stream(aggregateOf(decider), decider.id(command));
      if (expectedVersion !== version) {
        const detail = `It is at version ${version} now; read it again and repeat the change.`;
        return new Rejection('version-conflict', detail, 'conflict', { version });
      }
    }
    if ('decideJointly' in decider) {
      let complete = true;
      const opened = decider.opens?.includes(command.type) ? decider.id(command) : undefined;
      const read = (aggregate: Aggregate, id: string) => {
        const isOpened = opened !== undefined && (aggregate === decider.aggregate || id.startsWith(`${opened}.`));
        const working = this.find(aggregate, id, isOpened);
        complete &&= working !== undefined;
        return (working?.state ?? aggregate.initial) as never;
      };
      if (expectedVersion !== undefined) {
        const changed = changedSince(expectedVersion, this.stream(decider.aggregate, decider.id(command)).version);
        if (changed) return changed;
      }
      let result;
      try {
        result = decider.decideJointly(stamped, read);
      } catch (error) {
        throw complete ? error : NOT_LOADED;
      }
      if (!complete) throw NOT_LOADED;
      if (result instanceof Rejection) return result;
      let n = 0;
      for (const { to, id, events } of result) n = this.append(to, id, events, cause, queue, n);
      return;
    }
    const id = decider.id(command);
    const { state } = this.stream(decider, id, decider.opens?.includes(command.type));
    const result = decider.decide(stamped, state);
    if (result instanceof Rejection) return result;
    this.append(decider, id, result, cause, queue, 0);
  }

  private append(
    to: Aggregate,
    id: string,
    events: readonly DomainEvent[],
    cause: Cause,
    queue: NewEvent[],
    from: number,
  ) {
    if (events.length === 0) return from;
    const streamId = streamIdOf(to.kind, id);
    const working = this.stream(to, id);
    let { version, pubSeq, state } = working;
    const lane = this.laneOf(streamId);
    let n = from;
    for (const event of events) {
      const eventType = to.events[event.type];
      if (!eventType) throw new Error(`${to.kind} states ${event.type}, which it does not declare.`);
      const problems = eventType.problems(event.data);
      if (problems.length > 0) throw new Error(`${event.type} is malformed: ${problems.join('; ')}`);
      version += 1;
      const isPublic = this.model.isPublic(eventType);
      if (isPublic) pubSeq += 1;
      state = to.evolve(state, event);
      const recorded: NewEvent = {
        ...event,
        eventId: derivedId(cause.commandId, n),
        streamId,
        version,
        occurredAt: cause.at,
        meta: cause.meta,
        lane,
        ...(isPublic && { pubSeq }),
      };
      n += 1;
      this.outputs.events.push(recorded);
      queue.push(recorded);
    }
    this.putStream(streamId, { ...working, version, pubSeq, state });
    return n;
  }

  /** Works through what follows from events, in the order in which they happened. */
  private follow(queue: NewEvent[]) {
    // What a command itself decided is no reaction, however much it is.
    const decided = queue.length;
    for (let n = 0; n < queue.length; n++) {
      if (n - decided > REACTIONS_MAX) throw new Error(`Policies answer each other in a circle, at ${queue[n]!.type}.`);
      this.piece(() => this.happen(queue[n]!, queue));
    }
  }

  private happen(event: RecordedEvent, queue: NewEvent[]) {
    for (const projection of this.model.projectionsOf(event.type)) this.project(projection, event);
    for (const policy of this.model.policiesOf(event.type)) {
      policy.react(event).forEach((command, n) => {
        this.piece(() => this.command(command, policy.name, event, n, queue));
      });
    }
    for (const process of this.model.processesOf(event.type)) {
      const id = process.idFor(event);
      if (id === undefined) continue;
      this.piece(() => {
        const { state } = this.stream(process, id, process.opensOn?.includes(event.type));
        const cause = this.causedBy(event, process.name);
        this.react(process, id, process.react(event, state), event.type, cause, queue);
      });
    }
  }

  private react(process: Process, id: string, reaction: Reaction, causeType: string, cause: Cause, queue: NewEvent[]) {
    const { events = [], commands = [], timers = [], stopTimers = [], calls = [] } = reaction;
    this.append(process, id, events, cause, queue, 0);
    for (const { name, inMs } of timers) {
      const dueAt = new Date(Date.parse(cause.at) + inMs).toISOString();
      const body = { correlationId: cause.meta.correlationId };
      this.setTimer({ id: timerId(process, id, name), process: process.name, processId: id, name, dueAt, body });
    }
    for (const name of stopTimers) this.outputs.timers.push({ id: timerId(process, id, name) });
    for (const { gateway, key, request } of calls) {
      const body = { request, correlationId: cause.meta.correlationId };
      const timer = { process: `${GATEWAY}${gateway}`, processId: id, name: key, dueAt: cause.at, body };
      this.setTimer({ id: derivedId(key, gateway), ...timer });
    }
    commands.forEach((command, n) => {
      const own = { ...cause, commandId: derivedId(cause.commandId, `command-${n}`) };
      const rejection = this.piece(() => this.decide(command, own, queue));
      if (rejection) this.refused(process.name, command, rejection, causeType, own);
    });
  }

  private setTimer(timer: NewTimer) {
    this.outputs.timers.push({ id: timer.id, timer });
  }

  private command(command: Command, by: string, event: RecordedEvent, n: number, queue: NewEvent[]) {
    const cause = this.causedBy(event, `${by}/${n}`);
    const rejection = this.decide(command, cause, queue);
    if (rejection) this.refused(by, command, rejection, event.type, cause);
  }

  /** Nobody waits for the answer: it is kept for those who look. */
  private refused(reaction: string, command: Command, rejection: Rejection, causeType: string, cause: Cause) {
    const id = derivedId(cause.commandId, 'refused');
    this.outputs.refused.push(refusedReaction(this.model, id, reaction, command, rejection, causeType, cause.meta));
  }

  private causedBy(event: RecordedEvent, by: string): Cause {
    const actor: Actor = { kind: 'system', id: this.model.name, role: 'service' };
    const { correlationId, traceparent, channel } = event.meta;
    const meta = { correlationId, causationId: event.eventId, actor, channel, traceparent };
    return { commandId: derivedId(event.eventId, by), at: event.occurredAt, meta };
  }

  private project(projection: Projection, event: RecordedEvent) {
    const view = projection.name;
    for (const rowKey of projection.keys(event)) {
      const key = keyText(rowKey);
      const working = this.row(projection, key, event);
      if (!working) continue;
      const current = working.row ?? Object.assign(new projection.row(), rowKey);
      const next = projection.apply(current, event, rowKey);
      if (next === undefined) continue;
      const rows = this.rows.get(view)!;
      const before = rows.get(key)!;
      this.undo.push(() => rows.set(key, before));
      rows.set(key, { ...working, row: next ?? undefined, rev: working.base.rev + 1, changed: true });
    }
  }

  private row(projection: Projection, key: string, event: RecordedEvent): WorkingRow | undefined {
    const view = projection.name;
    let rows = this.rows.get(view);
    if (!rows) this.rows.set(view, (rows = new Map()));
    const working = rows.get(key);
    if (working) return working;
    // The first event of a stream makes the row that bears the stream's id: there is none to be looked for.
    const isNew = this.trusting && event.version === 1 && event.streamId.endsWith(key);
    const base =
      this.loadedRows.get(`${view}\n${key}`) ?? this.known.row(view, key) ?? (isNew ? this.absent : undefined);
    if (!base) {
      const missing = this.missingRows.get(view) ?? new Set();
      this.missingRows.set(view, missing.add(key));
      return undefined;
    }
    const found = { ...base, base, changed: false };
    rows.set(key, found);
    return found;
  }

  private stream(aggregate: Aggregate, id: string, opens = false): WorkingStream {
    const working = this.find(aggregate, id, opens);
    if (!working) throw NOT_LOADED;
    return working;
  }

  private find(aggregate: Aggregate, id: string, opens = false): WorkingStream | undefined {
    const streamId = streamIdOf(aggregate.kind, id);
    const working = this.streams.get(streamId);
    if (working) return working;
    const base =
      this.loadedStreams.get(streamId) ??
      this.known.stream(streamId) ??
      (opens && this.trusting ? this.empty(aggregate) : undefined);
    if (!base) {
      this.missingStreams.add(streamId);
      return undefined;
    }
    const found = { ...base, base };
    this.streams.set(streamId, found);
    return found;
  }

  private putStream(streamId: string, next: WorkingStream) {
    const before = this.streams.get(streamId)!;
    this.undo.push(() => this.streams.set(streamId, before));
    this.streams.set(streamId, next);
  }

  private get absent(): RowState {
    return { row: undefined, rev: this.absentRevision };
  }

  private empty = (aggregate: Aggregate): StreamState => ({
    aggregate,
    version: 0,
    pubSeq: 0,
    state: aggregate.initial,
  });

  private aggregateOf(streamId: string): Aggregate {
    for (const [kind, aggregate] of this.model.aggregates)
      if (streamId.startsWith(`${kind}-`) && this.isKind(streamId, kind)) return aggregate;
    throw new Error(`${this.model.name} has no aggregate for the stream ${streamId}.`);
  }

  /** `stock-item-A` is of the kind `stock-item` also where a kind `stock` exists: the longest name wins. */
  private isKind(streamId: string, kind: string): boolean {
    for (const other of this.model.aggregates.keys())
      if (other.length > kind.length && streamId.startsWith(`${other}-`)) return false;
    return true;
  }

  private lifted(aggregate: Aggregate, event: DomainEvent): DomainEvent {
    const eventType = aggregate.events[event.type];
    if (!eventType) throw new Error(`A stream of ${aggregate.kind} holds ${event.type}, which it does not declare.`);
    if (eventType.schemaVersion === event.schemaVersion) return event;
    return eventType.of(eventType.lift(event.data, event.schemaVersion));
  }
}

const isSome = ({ writes, reliedOn }: RowChanges) => writes.length + reliedOn.length > 0;

function changedSince(expected: number | undefined, version: number): Rejection | undefined {
  if (expected === undefined || expected === version) return undefined;
  const detail = `It is at version ${version} now; read it again and repeat the change.`;
  return new Rejection('version-conflict', detail, 'conflict', { version });
}

const timerId = (process: Process, id: string, name: string) => derivedId(`${process.name}/${id}`, name);
