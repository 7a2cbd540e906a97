import { Rejection } from '../rejection';
import { consistencyToken } from './consistency-token';
import { NOTHING_KNOWN, type Memory } from './memory';
import type { Model } from './model';
import { StoreFault, type Batch, type Committed, type EnginePorts, type NewEvent, type StorePath } from './ports';
import { Session } from './session';
import { afterFault, FIRST_TRY, ON_LOADED_STATE, type Tries, type UnitOfWork } from './unit-of-work';

/** How many units of work are committed together at most. */
const GROUP_UNITS = 64;
/** How long a caller waits for an unavailable database before the refusal. */
const UNAVAILABLE_MS = 5_000;

/** Told after every commit. */
export type CommitListener = (batch: Batch, committed: Committed) => void;

/** Thrown by the work of a unit. */
class Failure {
  constructor(readonly error: unknown) {}
}

interface Decided {
  readonly unit: UnitOfWork;
  readonly result: readonly NewEvent[] | Rejection | Failure;
}

/**
 * Commits units of work in groups: those that arrive during a commit go to the database together, in one statement.
 * Units that only change views have a path of their own. `docs/internals/engine.md` explains it.
 */
export class Committer {
  private readonly queues: Record<StorePath, UnitOfWork[]> = { append: [], apply: [] };
  private readonly running: Record<StorePath, Promise<void> | undefined> = { append: undefined, apply: undefined };
  private readonly sessions: Record<StorePath, number> = { append: 0, apply: 0 };
  private readonly listeners: CommitListener[] = [];

  constructor(
    private readonly model: Model,
    private readonly ports: EnginePorts,
    private readonly memory: Memory,
  ) {}

  onCommit(listener: CommitListener): void {
    this.listeners.push(listener);
  }

  enqueue(path: StorePath, unit: UnitOfWork): void {
    this.queues[path].push(unit);
    this.running[path] ??= this.drain(path);
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.running.append || this.running.apply) await Promise.all([this.running.append, this.running.apply]);
  }

  private async drain(path: StorePath) {
    // Units of the same turn of the event loop join the first group.
    await this.ports.pause(0);
    const queue = this.queues[path];
    try {
      while (queue.length > 0) await this.run(path, queue.splice(0, GROUP_UNITS), FIRST_TRY);
    } finally {
      // In the same turn as the last look at the queue: a unit that comes a turn later must find nobody running.
      this.running[path] = undefined;
    }
  }

  /** Runs a group to its end: the caller of every unit gets its outcome. */
  private async run(path: StorePath, group: readonly UnitOfWork[], tries: Tries): Promise<void> {
    if (group.length === 0) return;
    const isFirst = tries === FIRST_TRY;
    const sessionNumber = this.inSession(path);
    const session = new Session(this.model, isFirst ? this.memory : NOTHING_KNOWN, this.ports.laneOf, {
      settings: this.ports.settings,
      // The revisions of a row that is inserted again begin at the clock's time: never those of the deleted row.
      absentRevision: this.ports.absentRevision ?? this.ports.clock.now(),
      trusting: isFirst,
    });
    const { cleared } = this.memory;
    let open = group;
    let decided: readonly Decided[];
    let batch: Batch | undefined;
    let committed: Committed | undefined;
    try {
      if (!isFirst) open = await this.withoutAnswered(path, group, session);
      decided = await this.decideAll(path, open, session);
      batch = session.batch();
      committed = batch && (await this.ports.store.commit(batch, path, sessionNumber));
    } catch (error) {
      return this.recover(path, open, tries, session, error);
    }
    if (batch && committed) {
      if (cleared === this.memory.cleared) this.memory.remember(session.settled);
      for (const listener of this.listeners) listener(batch, committed);
      for (const span of batch.spans ?? []) this.ports.tracing?.committed(span);
    }
    const isDoubtful = isFirst ? doubtOf(session, batch !== undefined) : () => false;
    const sure = decided.filter((each) => !isDoubtful(each));
    const tokenOf = (events: readonly NewEvent[]) =>
      batch && committed && consistencyToken(this.model.name, events, batch, committed);
    for (const { unit, result } of sure) {
      if (result instanceof Failure) unit.failed(result.error);
      else if (!(result instanceof Rejection)) unit.done(result, tokenOf(result));
    }
    await this.refuse(path, sure, tries, session);
    const doubtful = decided.filter(isDoubtful).map(({ unit }) => unit);
    await this.run(path, doubtful, ON_LOADED_STATE);
  }

  /** The number of the session with the store. Nothing from before a new session counts. */
  private inSession(path: StorePath): number {
    const session = this.ports.store.session(path);
    if (session !== this.sessions[path]) this.memory.clear();
    this.sessions[path] = session;
    return session;
  }

  /** Decides all units, again and again while some of them lack a state that must be loaded first. */
  private async decideAll(path: StorePath, units: readonly UnitOfWork[], session: Session): Promise<Decided[]> {
    for (;;) {
      session.restart();
      const decided = units.map((unit) => ({ unit, result: attemptOf(unit, session) }));
      const { missing } = session;
      if (!missing) return decided;
      session.learn(missing, await this.ports.store.load(missing, path));
    }
  }

  /**
   * Refuses units, except those that have been answered meanwhile. The reason of a refusal may be an earlier try of the
   * same unit: one that was committed after its key was looked up, or beside it in the same group.
   */
  private async refuse(path: StorePath, decided: readonly Decided[], tries: Tries, session: Session) {
    const refused = decided.filter(({ result }) => result instanceof Rejection);
    const units = refused.map(({ unit }) => unit);
    let left: readonly UnitOfWork[];
    try {
      left = await this.withoutAnswered(path, units, session);
    } catch (error) {
      return this.recover(path, units, tries, session, error);
    }
    for (const { unit, result } of refused) if (left.includes(unit)) unit.rejected(result as Rejection);
  }

  /** Answers the units whose key has an answer already, and returns the others. */
  private async withoutAnswered(path: StorePath, group: readonly UnitOfWork[], session: Session) {
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

  private async recover(path: StorePath, group: readonly UnitOfWork[], tries: Tries, session: Session, error: unknown) {
    this.memory.drop(session.settled);
    const { conflicts, outages, answered } = tries;
    const [unit] = group;
    switch (afterFault(error instanceof StoreFault ? error.kind : 'data', group, tries)) {
      case 'wait': {
        const left = this.withoutLate(group, error);
        // Units behind the group have been waiting as well, and each group may take long to find out.
        const queue = this.queues[path];
        queue.push(...this.withoutLate(queue.splice(0), error));
        await this.ports.pause(Math.min(1_000, 50 * 2 ** Math.min(outages, 5)));
        return this.run(path, left, { ...tries, outages: outages + 1 });
      }
      case 'again':
        if (conflicts > 0) await this.ports.pause(Math.min(50, conflicts * 2));
        return this.run(path, group, { ...tries, conflicts: conflicts + 1 });
      case 'one by one':
        for (const each of group) await this.run(path, [each], ON_LOADED_STATE);
        return;
      case 'look':
        return this.run(path, group, { ...tries, answered: answered + 1 });
      case 'done':
        return unit?.done([], undefined);
      case 'failed':
        return unit?.failed(error);
    }
  }

  /** Refuses the units that have waited too long for an unavailable database, and returns the others. */
  private withoutLate(units: readonly UnitOfWork[], error: unknown): UnitOfWork[] {
    return units.filter((unit) => {
      const isLate = !unit.patient && this.ports.clock.now() - unit.since > UNAVAILABLE_MS;
      if (isLate) unit.failed(error);
      return !isLate;
    });
  }
}

/** The outcome of a unit. Undefined for a unit that lacks a state: it is decided again. */
function attemptOf(unit: UnitOfWork, session: Session): Decided['result'] {
  try {
    const result = session.unit(() => unit.work(session), unit.tracedSince);
    return result instanceof Rejection ? result : (result?.events ?? []);
  } catch (error) {
    return new Failure(error);
  }
}

/**
 * Which units must be decided again on what the store says now. A commit checks the versions and revisions that it
 * relies on, but in three cases no commit checked them:
 *
 * - Nothing had to be committed because of a remembered state.
 * - A unit was refused or failed because of a remembered state.
 * - A unit with a key was refused: it may be a retry, and its own first try may be the reason.
 */
const doubtOf =
  ({ relied }: Session, wasCommitted: boolean) =>
  ({ unit, result }: Decided): boolean =>
    result instanceof Rejection || result instanceof Failure
      ? relied || unit.answer !== undefined
      : !wasCommitted && relied;
