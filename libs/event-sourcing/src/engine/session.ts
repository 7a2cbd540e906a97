import { aggregateOf, streamIdOf, type Aggregate, type Command, type JointDecider, type Stamped } from '../decider';
import type { DomainEvent, RecordedEvent } from '../event';
import { keyText, type Projection } from '../projection';
import type { Process, Reaction } from '../reaction';
import { Rejection } from '../rejection';
import { NO_SETTINGS, type RecordingSettings, type SettingsTable } from '../settings';
import { Causes, restingOn, type Cause } from './causes';
import { derivedId } from './derived-id';
import type { Model } from './model';
import { Outputs } from './outputs';
import type {
  Batch,
  Loaded,
  LoadRequest,
  NewAnswer,
  NewEvent,
  NewTimer,
  ParkedMessage,
  PositionMove,
  StoredAnswer,
} from './ports';
import { refusedReaction } from './refused';
import { WorkingSet, type Known, type WorkingSetOptions } from './working-set';

/** More events than this that follow from one command mean that policies answer each other in a circle. */
const REACTIONS_MAX = 10_000;

/** A timer of a process with this prefix is a call to the gateway whose name follows. */
export const GATEWAY = 'gateway:';

/** What a session is opened with. */
export interface SessionOptions extends WorkingSetOptions {
  /** The initial values where absent. */
  readonly settings?: SettingsTable | undefined;
}

/** The outcome of one unit of work. */
export interface UnitResult {
  readonly events: readonly NewEvent[];
}

/**
 * The work of one commit, in memory; nothing here waits. A unit of work that lacks a state goes on with its other
 * pieces, so that one load brings what all of them lack: the caller loads what is `missing` and does all the work again.
 * `docs/internals/engine.md` explains it.
 */
export class Session {
  private readonly set: WorkingSet;
  private readonly settings: SettingsTable;
  private readonly answers = new Map<string, StoredAnswer | undefined>();
  private outputs = new Outputs();
  private readonly causes: Causes;

  constructor(
    private readonly model: Model,
    known: Known,
    private readonly laneOf: (streamId: string) => number,
    options: SessionOptions,
  ) {
    this.set = new WorkingSet(model, known, options);
    this.settings = options.settings ?? NO_SETTINGS;
    this.causes = new Causes(model.name, (span) => this.outputs.spans.push(span));
  }

  /** Forgets the work, but not the loaded states. */
  restart(): void {
    this.set.restart();
    this.outputs = new Outputs();
  }

  /** What must be loaded before the work can be done; undefined where nothing is missing. */
  get missing(): LoadRequest | undefined {
    return this.set.missing;
  }

  /** Takes in the loaded states; a requested state that was not found is empty. */
  learn(request: LoadRequest, loaded: Loaded): void {
    this.set.learn(request, loaded);
    for (const { principal, key } of request.answers) this.answers.set(`${principal}\n${key}`, undefined);
    for (const answer of loaded.answers) this.answers.set(`${answer.principal}\n${answer.key}`, answer);
  }

  storedAnswer(principal: string, key: string): StoredAnswer | undefined {
    return this.answers.get(`${principal}\n${key}`);
  }

  /** Runs one unit of work; where it is refused or not ready, nothing of it stays. Undefined where it is not ready. */
  unit(work: () => Rejection | void, tracedSince?: number): UnitResult | Rejection | undefined {
    this.set.begin();
    this.causes.tracedSince = tracedSince;
    const dropOutputs = this.outputs.mark();
    const before = this.outputs.events.length;
    const takeBack = () => {
      this.set.takeBack();
      dropOutputs();
    };
    try {
      const rejection = work();
      if (this.set.isComplete && !rejection) return { events: this.outputs.events.slice(before) };
      takeBack();
      return this.set.isComplete ? (rejection as Rejection) : undefined;
    } catch (error) {
      takeBack();
      if (this.set.isComplete) throw error;
      return undefined;
    }
  }

  /** Does work within a unit and returns the events that it made. */
  nested(work: () => Rejection | void): readonly NewEvent[] | Rejection {
    const before = this.outputs.events.length;
    return work() ?? this.outputs.events.slice(before);
  }

  /** Does a piece of a unit's work. Its result or error means nothing on an incomplete set. */
  private piece<T>(work: () => T): T | undefined {
    try {
      const result = work();
      return this.set.isComplete ? result : undefined;
    } catch (error) {
      if (this.set.isComplete) throw error;
      return undefined;
    }
  }

  /** Does work on the event at `index`; an error comes out as `Poison`, except for a missing state. */
  poisonable(work: () => void, index: number, Poison: new (index: number, cause: unknown) => Error): void {
    try {
      work();
    } catch (error) {
      throw this.set.isComplete ? new Poison(index, error) : error;
    }
  }

  /** As `take`, for a command that a gateway answered and nobody waits for. */
  takeFor(gateway: string, command: Command, cause: Cause): void {
    const rejection = this.take(command, cause);
    if (rejection) this.refused(gateway, command, rejection, 'answer', cause);
  }

  /** Decides a command and applies its events, with all that follows from them. */
  take(command: Command, cause: Cause, expectedVersion?: number): Rejection | void {
    const queue: NewEvent[] = [];
    const rejection = this.piece(() => this.decide(command, cause, queue, expectedVersion));
    if (rejection) return rejection;
    this.follow(queue);
  }

  /** Lets a foreign event happen. */
  hear(event: RecordedEvent): void {
    const queue: NewEvent[] = [];
    const { meta, type } = event;
    const spanned = this.causes.spanned(meta, event.eventId, this.model.name, 'consumer', `hear ${type}`, type);
    this.piece(() => this.happen(spanned === meta ? event : { ...event, meta: spanned }, queue));
    this.follow(queue);
  }

  /** Fires a timer of a process. */
  timeOut(process: Process, processId: string, timer: string, timerId: string, cause: Cause): void {
    const queue: NewEvent[] = [];
    const { state } = this.set.stream(process, processId);
    const settings = this.settings.at(cause.at);
    const reaction = process.timeout(timer, state, processId, cause.at, settings);
    this.react(process, processId, reaction, `timer:${timer}`, restingOn(settings, cause), queue);
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

  /** The version of a stream within this session, where the session touched it. */
  versionOf(streamId: string): number | undefined {
    return this.set.versionOf(streamId);
  }

  /** Whether a decision relied on a remembered state rather than on one that this session loaded. */
  get relied(): boolean {
    return this.set.relied;
  }

  /** The streams and rows after the commit of the batch. */
  get settled(): Pick<WorkingSet, 'settledStreams' | 'settledRows'> {
    return this.set;
  }

  /** The batch to be committed; undefined when it is empty. */
  batch(): Batch | undefined {
    const { events, positions, parked, replayed, answers, refused, spans } = this.outputs;
    const changes = this.set.streamChanges(this.laneOf);
    const timers = this.outputs.timerChanges();
    const rows = this.set.rowChanges();
    const isEmpty =
      [changes.streams, positions, parked, replayed, answers, refused, ...Object.values(timers)].every(
        (list) => list.length === 0,
      ) && rows.every(({ writes }) => writes.length === 0);
    if (isEmpty) return undefined;
    return { positions, parked, replayed, events, rows, answers, refused, ...changes, ...timers, spans };
  }

  private decide(command: Command, cause: Cause, queue: NewEvent[], expectedVersion?: number): Rejection | void {
    const decider = this.model.decider(command.type);
    const stamped: Stamped<Command> = { ...command, at: cause.at, by: cause.meta.actor };
    if (expectedVersion !== undefined) {
      const { version } = this.set.stream(aggregateOf(decider), decider.id(command));
      if (expectedVersion !== version) {
        const detail = `It is at version ${version} now. Read it again and repeat the change.`;
        return new Rejection('version-conflict', detail, 'conflict', { version });
      }
    }
    if ('decideJointly' in decider) return this.decideJointly(decider, stamped, cause, queue);
    const id = decider.id(command);
    const { state } = this.set.stream(decider, id, decider.opens?.includes(command.type));
    const result = decider.decide(stamped, state);
    if (result instanceof Rejection) return result;
    this.append(decider, id, result, cause, queue, 0);
  }

  private decideJointly(decider: JointDecider, command: Stamped<Command>, cause: Cause, queue: NewEvent[]) {
    const opened = decider.opens?.includes(command.type) ? decider.id(command) : undefined;
    const isOpened = (aggregate: Aggregate, id: string) =>
      opened !== undefined && ((aggregate === decider.aggregate && id === opened) || id.startsWith(`${opened}.`));
    // A stream that is not loaded yet reads as new: the decision goes on, so that it names all streams that it needs.
    const read = (aggregate: Aggregate, id: string) => {
      const working = this.set.find(aggregate, id, isOpened(aggregate, id));
      return (working?.state ?? aggregate.initial) as never;
    };
    const result = this.set.whereFound(() => {
      decider.reads?.(command, read);
      return decider.decideJointly(command, read);
    });
    if (result === undefined) return;
    if (result instanceof Rejection) return result;
    let n = 0;
    for (const { to, id, events } of result) n = this.append(to, id, events, cause, queue, n);
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
    const working = this.set.stream(to, id);
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
    this.set.putStream(streamId, { ...working, version, pubSeq, state });
    return n;
  }

  /** Applies what follows from events, in the order in which they happened. */
  private follow(queue: NewEvent[]) {
    // Events that the command itself decided do not count as reactions, however many they are.
    const decided = queue.length;
    for (let n = 0; n < queue.length; n++) {
      if (n - decided > REACTIONS_MAX) throw new Error(`Policies answer each other in a circle, at ${queue[n]!.type}.`);
      this.piece(() => this.happen(queue[n]!, queue));
    }
  }

  private happen(event: RecordedEvent, queue: NewEvent[]) {
    for (const projection of this.model.projectionsOf(event.type)) this.project(projection, event);
    for (const policy of this.model.policiesOf(event.type)) {
      const settings = this.settings.at(event.occurredAt);
      policy.react(event, settings).forEach((command, n) => {
        this.piece(() => this.command(command, policy.name, event, n, queue, settings));
      });
    }
    for (const process of this.model.processesOf(event.type)) {
      const id = process.idFor(event);
      if (id === undefined) continue;
      this.piece(() => {
        const { state } = this.set.stream(process, id, process.opensOn?.includes(event.type));
        const settings = this.settings.at(event.occurredAt);
        const reaction = process.react(event, state, settings);
        if (Object.values(reaction).every((list: readonly unknown[] | undefined) => !list?.length)) return;
        const cause = restingOn(settings, this.causes.of(event, process.name, process.name));
        this.react(process, id, reaction, event.type, cause, queue);
      });
    }
  }

  private react(process: Process, id: string, reaction: Reaction, causeType: string, cause: Cause, queue: NewEvent[]) {
    const { events = [], commands = [], timers = [], stopTimers = [], calls = [] } = reaction;
    const { correlationId, traceparent } = cause.meta;
    const follows = { correlationId, ...(traceparent && { traceparent }) };
    this.append(process, id, events, cause, queue, 0);
    for (const { name, inMs } of timers) {
      const dueAt = new Date(Date.parse(cause.at) + inMs).toISOString();
      const timer = { process: process.name, processId: id, name, dueAt, body: follows };
      this.setTimer({ id: timerId(process, id, name), ...timer });
    }
    for (const name of stopTimers) this.outputs.timers.push({ id: timerId(process, id, name) });
    for (const { gateway, key, request } of calls) {
      const body = { request, ...follows };
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

  private command(
    command: Command,
    by: string,
    event: RecordedEvent,
    n: number,
    queue: NewEvent[],
    settings: RecordingSettings,
  ) {
    const cause = restingOn(settings, this.causes.of(event, `${by}/${n}`, by));
    const rejection = this.decide(command, cause, queue);
    if (rejection) this.refused(by, command, rejection, event.type, cause);
  }

  /** Nobody waits for the answer: the refusal is recorded and listed. */
  private refused(reaction: string, command: Command, rejection: Rejection, causeType: string, cause: Cause) {
    const id = derivedId(cause.commandId, 'refused');
    const { spans } = this.outputs;
    const at = spans.findLastIndex(({ traceparent }) => traceparent === cause.meta.traceparent);
    if (at >= 0) spans[at] = { ...spans[at]!, refused: rejection.code };
    this.outputs.refused.push(refusedReaction(this.model, id, reaction, command, rejection, causeType, cause.meta));
  }

  private project(projection: Projection, event: RecordedEvent) {
    for (const rowKey of projection.keys(event)) {
      const key = keyText(rowKey);
      const working = this.set.row(projection, key, event);
      if (!working) continue;
      const current = working.row ?? Object.assign(new projection.row(), rowKey);
      const next = projection.apply(current, event, rowKey);
      if (next !== undefined) this.set.putRow(projection, key, next ?? undefined);
    }
  }
}

const timerId = (process: Process, id: string, name: string) => derivedId(`${process.name}/${id}`, name);
