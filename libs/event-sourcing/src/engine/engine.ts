import { LRUCache } from 'lru-cache';
import { aggregateOf, streamIdOf, type Command } from '../decider';
import type { EventMeta, RecordedEvent } from '../event';
import type { Process } from '../reaction';
import { Rejection } from '../rejection';
import type { Model } from './model';
import {
  StoreFault,
  type Batch,
  type Committed,
  type EnginePorts,
  type NewEvent,
  type ParkedMessage,
  type PositionMove,
  type StoredAnswer,
  type StorePath,
} from './ports';
import { Session, type Cause, type Known, type RowState, type StreamState } from './session';

/** Units of work that are committed together at most. */
const GROUP_UNITS = 64;
/** Tries of a group together before its units go one by one. */
const GROUP_TRIES = 3;
/** Tries of a unit on its own: somebody may always be first, but not so often. */
const UNIT_TRIES = 40;
/** Looks for an answer that a commit found to be there. */
const ANSWERED_TRIES = 3;
/** How long a person waits for a database that is away before being told. */
const UNAVAILABLE_MS = 5_000;

/** One command or several that succeed or fail together. */
export interface CommandRequest {
  readonly commands: readonly { readonly command: Command; readonly expectedVersion?: number }[];
  /** Derived from the idempotency key, so that a repetition makes the same event ids. */
  readonly commandId: string;
  readonly meta: EventMeta;
  /**
   * The answer that is kept under the caller's key. `body` is made before the commit, from the events and from the
   * versions at which the streams that the commands are about stand after them, also where there are no events.
   */
  readonly answer?: {
    readonly principal: string;
    readonly key: string;
    readonly route: string;
    readonly requestHash: string;
    readonly status: number;
    readonly rights?: unknown;
    readonly body: (events: readonly NewEvent[], versions: StreamVersions) => unknown;
  };
}

/** Versions by stream id. */
export type StreamVersions = ReadonlyMap<string, number>;

export type CommandOutcome =
  | {
      readonly kind: 'done';
      readonly events: readonly NewEvent[];
      readonly versions: StreamVersions;
      readonly body: unknown;
      readonly token?: string;
    }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'replayed'; readonly answer: StoredAnswer };

/** A fetch: heard events of several partitions in their order, and how far each partition is moved. */
export interface Delivery {
  readonly events: readonly RecordedEvent[];
  readonly positions: readonly PositionMove[];
  readonly parked: readonly ParkedMessage[];
}

/** The event at `index` of a delivery cannot be applied. */
export class PoisonEvent extends Error {
  constructor(
    readonly index: number,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/** Told after every commit. */
export type CommitListener = (batch: Batch, committed: Committed) => void;

/** How many states and rows an engine remembers between commits. What it forgets is loaded again. */
export interface EngineMemory {
  readonly streams: number;
  readonly rows: number;
}

const MEMORY: EngineMemory = { streams: 20_000, rows: 40_000 };

/** How often a group was tried, by what went wrong: each cause has tries of its own, so that none uses up another's. */
interface Tries {
  readonly conflicts: number;
  readonly outages: number;
  readonly answered: number;
}

/** Not tried yet: what is remembered counts. */
const NONE: Tries = { conflicts: 0, outages: 0, answered: 0 };
/** Tried before, on what was remembered: what the store says now counts. */
const AGAIN: Tries = { ...NONE };

interface Unit {
  readonly work: (session: Session) => Rejection | void;
  readonly done: (events: readonly NewEvent[], token: string | undefined) => void;
  readonly rejected: (rejection: Rejection) => void;
  readonly replayed: (answer: StoredAnswer) => void;
  readonly failed: (error: unknown) => void;
  readonly answer?: CommandRequest['answer'];
  readonly since: number;
  /** Whether it may wait for the database for ever. */
  readonly patient: boolean;
}

/** Thrown by the work of a unit. */
class Failure {
  constructor(readonly error: unknown) {}
}

interface Decided {
  readonly unit: Unit;
  readonly result: readonly NewEvent[] | Rejection | Failure;
}

/**
 * Runs units of work against the store: commands, deliveries, timers. Units that arrive while a commit is under way go
 * to the database together. Two paths run side by side: what may append, and what only moves views.
 */
export class Engine {
  private readonly streams: LRUCache<string, StreamState>;
  private readonly rows: LRUCache<string, RowState>;
  private readonly queues: Record<StorePath, Unit[]> = { append: [], apply: [] };
  private readonly running: Record<StorePath, Promise<void> | undefined> = { append: undefined, apply: undefined };
  private readonly listeners: CommitListener[] = [];
  private readonly known: Known = {
    stream: (streamId) => this.streams.get(streamId),
    row: (view, key) => this.rows.get(`${view}\n${key}`),
  };
  private readonly sessions: Record<StorePath, number> = { append: 0, apply: 0 };
  private moment = { ms: Number.NaN, text: '' };
  /** How often it has forgotten: what was decided before is not remembered afterwards. */
  private forgotten = 0;

  constructor(
    readonly model: Model,
    private readonly ports: EnginePorts,
    { streams, rows }: EngineMemory = MEMORY,
  ) {
    this.streams = new LRUCache({ max: streams });
    this.rows = new LRUCache({ max: rows });
  }

  /** The present moment, ISO 8601 UTC. Many units begin in the same millisecond. */
  now(): string {
    const ms = this.ports.clock.now();
    if (ms !== this.moment.ms) this.moment = { ms, text: new Date(ms).toISOString() };
    return this.moment.text;
  }

  onCommit(listener: CommitListener): void {
    this.listeners.push(listener);
  }

  /** Decides commands. A store that stays away longer than five seconds throws `StoreFault` `unavailable`. */
  execute(request: CommandRequest): Promise<CommandOutcome> {
    const { commands, commandId, meta, answer } = request;
    return new Promise((resolve, reject) => {
      let body: unknown;
      let versions: StreamVersions = new Map();
      this.enqueue('append', {
        since: this.ports.clock.now(),
        patient: false,
        answer,
        work: (session) => {
          const at = this.now();
          let made: readonly NewEvent[] = [];
          const result = session.nested(() => {
            for (const [n, { command, expectedVersion }] of commands.entries()) {
              const cause: Cause = { commandId: n === 0 ? commandId : `${commandId}/${n}`, at, meta };
              const rejection = session.take(command, cause, expectedVersion);
              if (rejection) return commands.length === 1 ? rejection : atItem(rejection, n);
            }
          });
          if (result instanceof Rejection) return result;
          made = result;
          versions = this.versionsOf(commands, session);
          if (!answer) return;
          body = answer.body(made, versions);
          const { principal, key, route, requestHash, status, rights } = answer;
          // Where nothing had to be changed, others wait for what made it so: the last public events of the streams.
          const stands = [...versions].map(([streamId, version]) => ({ streamId, version }));
          const lasts = lastsByLane(made).map(({ streamId, version }) => ({ streamId, version }));
          const tokenOf = made.length === 0 ? stands : lasts;
          session.answer({ principal, key, route, requestHash, status, body, rights, tokenOf });
        },
        done: (events, token) => {
          const done = (told?: string) => resolve({ kind: 'done', events, versions, body, token: told });
          if (answer === undefined || commands.length === 0 || events.length > 0) return done(token);
          this.answerOf(answer.principal, answer.key).then((stored) => done(stored?.token), reject);
        },
        rejected: (rejection) => resolve({ kind: 'rejected', rejection }),
        replayed: (stored) => resolve({ kind: 'replayed', answer: stored }),
        failed: reject,
      });
    });
  }

  /** The answer that is kept under a key. */
  async answerOf(principal: string, key: string): Promise<StoredAnswer | undefined> {
    const { answers } = await this.ports.store.load({ streams: [], rows: [], answers: [{ principal, key }] }, 'append');
    return answers[0];
  }

  /**
   * Applies a fetch. Throws `PoisonEvent` for an event that cannot be applied, `StoreFault` `position-moved` when the
   * partition belongs to another consumer now; a store that is away is waited for.
   */
  deliver({ events, positions, parked }: Delivery): Promise<void> {
    const path = events.some(({ type }) => this.model.reactsTo(type)) ? 'append' : 'apply';
    return this.submit(path, (session) => {
      session.move(positions);
      session.park(parked);
      for (const [index, event] of events.entries()) session.poisonable(() => session.hear(event), index, PoisonEvent);
    });
  }

  /** Applies an event that was parked, and settles it in the same commit. */
  replayParked(parkedId: string, event: RecordedEvent): Promise<void> {
    return this.submit('append', (session) => {
      session.replay(parkedId);
      session.hear(event);
    });
  }

  /** Lets a timer of a process run out. Throws `StoreFault` `position-moved` when it has run out elsewhere. */
  timeOut(process: Process, processId: string, timer: string, timerId: string, cause: Cause): Promise<void> {
    return this.submit('append', (session) => session.timeOut(process, processId, timer, timerId, cause));
  }

  /** Carries out what a gateway answered, and marks its call as made. */
  answered(timerId: string, gateway: string, commands: readonly Command[], cause: Cause): Promise<void> {
    return this.submit('append', (session) => {
      session.fired(timerId);
      for (const [n, command] of commands.entries())
        session.takeFor(gateway, command, { ...cause, commandId: `${cause.commandId}/${n}` });
    });
  }

  /** Forgets what it remembers, as after a restart. */
  forget(): void {
    this.forgotten += 1;
    this.streams.clear();
    this.rows.clear();
  }

  /** A row of a view as this instance last left or found it; undefined where it remembers none. */
  rememberedRow(view: string, key: string): object | undefined {
    return this.rows.get(`${view}\n${key}`)?.row;
  }

  /** Forgets the rows of a view whose table was swapped. */
  forgetView(view: string): void {
    for (const key of this.rows.keys()) if (key.startsWith(`${view}\n`)) this.rows.delete(key);
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.running.append || this.running.apply) await Promise.all([this.running.append, this.running.apply]);
  }

  private versionsOf(commands: CommandRequest['commands'], session: Session): StreamVersions {
    return new Map(
      commands.map(({ command }) => {
        const decider = this.model.decider(command.type);
        const streamId = streamIdOf(aggregateOf(decider).kind, decider.id(command));
        return [streamId, session.versionOf(streamId) ?? 0];
      }),
    );
  }

  private submit(path: StorePath, work: (session: Session) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.enqueue(path, {
        since: this.ports.clock.now(),
        patient: true,
        work,
        done: () => resolve(),
        rejected: reject,
        replayed: () => resolve(),
        failed: reject,
      });
    });
  }

  private enqueue(path: StorePath, unit: Unit) {
    this.queues[path].push(unit);
    this.running[path] ??= this.drain(path);
  }

  private async drain(path: StorePath) {
    // What is asked for in the same turn of the loop joins the first group.
    await this.ports.pause(0);
    const queue = this.queues[path];
    try {
      while (queue.length > 0) await this.run(path, queue.splice(0, GROUP_UNITS), NONE);
    } finally {
      // In the same turn as the last look at the queue: what comes a turn later must find nobody running.
      this.running[path] = undefined;
    }
  }

  /** Runs a group to its end: every unit is told how it came out. */
  private async run(path: StorePath, group: readonly Unit[], tries: Tries): Promise<void> {
    if (group.length === 0) return;
    const fresh = tries !== NONE;
    const sessionNumber = this.inSession(path);
    const known: Known = fresh ? { stream: () => undefined, row: () => undefined } : this.known;
    // A row that is made again is not to look like the one that was deleted: its revisions begin at the clock's.
    const absent = this.ports.absentRevision ?? this.ports.clock.now();
    const session = new Session(this.model, known, this.ports.laneOf, absent, !fresh);
    const { forgotten } = this;
    let open = group;
    let decided: readonly Decided[];
    let batch: Batch | undefined;
    let committed: Committed | undefined;
    try {
      if (fresh) open = await this.withoutAnswered(path, group, session);
      decided = await this.decideAll(path, open, session);
      batch = session.batch();
      committed = batch && (await this.ports.store.commit(batch, path, sessionNumber));
    } catch (error) {
      return this.recover(path, open, tries, session, error);
    }
    if (batch && committed) this.settle(session, batch, committed, forgotten === this.forgotten);
    // A commit checks what was remembered. Where there is none, and where a unit was refused or failed, nobody has: it is
    // taken again on what the store says now. So is a refusal that may be a repetition: what was done the first time
    // would be refused now.
    const isDoubtful = ({ unit, result }: Decided) => {
      if (fresh) return false;
      return isMade(result) ? !batch && session.relied : session.relied || unit.answer !== undefined;
    };
    const refused: Decided[] = [];
    for (const each of decided) {
      const { unit, result } = each;
      if (isDoubtful(each)) continue;
      if (result instanceof Rejection) refused.push(each);
      else if (result instanceof Failure) unit.failed(result.error);
      else unit.done(result, batch && committed && token(this.model.name, result, batch, committed));
    }
    await this.refuse(path, refused, tries, session);
    const doubtful = decided.filter(isDoubtful).map(({ unit }) => unit);
    await this.run(path, doubtful, AGAIN);
  }

  /** The number of the session with the store. Where a new one has begun nothing from before it counts. */
  private inSession(path: StorePath): number {
    const session = this.ports.store.session(path);
    if (session !== this.sessions[path]) this.forget();
    this.sessions[path] = session;
    return session;
  }

  private async decideAll(path: StorePath, units: readonly Unit[], session: Session): Promise<Decided[]> {
    for (;;) {
      session.restart();
      const decided = units.map((unit) => ({ unit, result: attemptOf(unit, session) }));
      const { missing } = session;
      if (!missing) return decided;
      session.learn(missing, await this.ports.store.load(missing, path));
    }
  }

  /**
   * Tells units that they are refused, but for those that have been answered meanwhile: what refuses one may be what it
   * did itself, in an earlier try that was committed after its key was looked for, or beside it in the same group.
   */
  private async refuse(path: StorePath, refused: readonly Decided[], tries: Tries, session: Session) {
    const units = refused.map(({ unit }) => unit);
    let left: readonly Unit[];
    try {
      left = await this.withoutAnswered(path, units, session);
    } catch (error) {
      return this.recover(path, units, tries, session, error);
    }
    for (const { unit, result } of refused) if (left.includes(unit)) unit.rejected(result as Rejection);
  }

  /** Answers the units whose key has been answered before, and returns the others. */
  private async withoutAnswered(path: StorePath, group: readonly Unit[], session: Session) {
    const answers = group.flatMap(({ answer }) => (answer ? [{ principal: answer.principal, key: answer.key }] : []));
    if (answers.length === 0) return group;
    const request = { streams: [], rows: [], answers };
    session.learn(request, await this.ports.store.load(request, path));
    return group.filter((unit) => {
      const stored = unit.answer && session.storedAnswer(unit.answer.principal, unit.answer.key);
      if (stored) unit.replayed(stored);
      return !stored;
    });
  }

  private settle(session: Session, batch: Batch, committed: Committed, isRemembered: boolean) {
    if (isRemembered) {
      for (const [streamId, state] of session.settledStreams()) this.streams.set(streamId, state);
      for (const [view, key, state] of session.settledRows()) this.rows.set(`${view}\n${key}`, state);
    }
    for (const listener of this.listeners) listener(batch, committed);
  }

  private async recover(path: StorePath, group: readonly Unit[], tries: Tries, session: Session, error: unknown) {
    for (const [streamId] of session.settledStreams()) this.streams.delete(streamId);
    for (const [view, key] of session.settledRows()) this.rows.delete(`${view}\n${key}`);
    const kind = error instanceof StoreFault ? error.kind : 'data';
    if (kind === 'unavailable') {
      const left = this.withoutLate(group, error);
      // Those behind it have been waiting as well, and each group may take its time to find out.
      const queue = this.queues[path];
      queue.push(...this.withoutLate(queue.splice(0), error));
      await this.ports.pause(Math.min(1_000, 50 * 2 ** Math.min(tries.outages, 5)));
      return this.run(path, left, { ...tries, outages: tries.outages + 1 });
    }
    const { conflicts, answered } = tries;
    if (kind === 'conflict' && conflicts < (group.length === 1 ? UNIT_TRIES : GROUP_TRIES)) {
      if (conflicts > 0) await this.ports.pause(Math.min(50, conflicts * 2));
      return this.run(path, group, { ...tries, conflicts: conflicts + 1 });
    }
    if (group.length > 1) {
      for (const unit of group) await this.run(path, [unit], AGAIN);
      return;
    }
    const [unit] = group;
    // The answer was committed before this commit failed, so the next look finds it.
    if (kind === 'answered' && unit?.answer && answered < ANSWERED_TRIES)
      return this.run(path, group, { ...tries, answered: answered + 1 });
    // Its own events are there: an earlier try was committed, and only the word of it was lost.
    if (kind === 'answered' && unit && !unit.patient && !unit.answer) return unit.done([], undefined);
    unit?.failed(error);
  }

  /** Tells those who have waited too long for a database that is away, and returns the others. */
  private withoutLate(units: readonly Unit[], error: unknown): Unit[] {
    return units.filter((unit) => {
      const isLate = !unit.patient && this.ports.clock.now() - unit.since > UNAVAILABLE_MS;
      if (isLate) unit.failed(error);
      return !isLate;
    });
  }
}

/** What the work of a unit came to. Nothing is said of one that lacks a state: it is done again. */
function attemptOf(unit: Unit, session: Session): Decided['result'] {
  try {
    const result = session.unit(() => unit.work(session));
    return result instanceof Rejection ? result : (result?.events ?? []);
  } catch (error) {
    return new Failure(error);
  }
}

const isMade = (result: Decided['result']) => !(result instanceof Rejection || result instanceof Failure);

/** The last public event of each lane, by lane. */
function lastsByLane(events: readonly NewEvent[]): NewEvent[] {
  const lasts = new Map<number, NewEvent>();
  for (const event of events) if (event.pubSeq !== undefined) lasts.set(event.lane, event);
  return [...lasts.values()].sort((a, b) => a.lane - b.lane);
}

/**
 * The consistency token of what was done: service, lane and position of the last public event of each lane. A write that
 * touches several lanes answers several, by lane, separated by commas.
 */
function token(service: string, events: readonly NewEvent[], batch: Batch, { era, txid, pos }: Committed) {
  const lasts = lastsByLane(events);
  if (lasts.length === 0) return undefined;
  return lasts.map((last) => `${service}.${last.lane}.${era}.${txid}.${pos[batch.events.indexOf(last)]}`).join(', ');
}

const atItem = ({ code, detail, kind, facts }: Rejection, item: number) =>
  new Rejection(code, detail, kind, { ...facts, item });
