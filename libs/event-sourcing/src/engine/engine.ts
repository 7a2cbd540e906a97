import { aggregateOf, streamIdOf, type Command } from '../decider';
import type { EventMeta, RecordedEvent } from '../event';
import type { Process } from '../reaction';
import { Rejection } from '../rejection';
import { Committer, type CommitListener } from './committer';
import { lastsByLane } from './consistency-token';
import { MEMORY, Memory, type EngineMemory } from './memory';
import type { Model } from './model';
import type { EnginePorts, NewEvent, ParkedMessage, PositionMove, StoredAnswer, StorePath } from './ports';
import type { Cause } from './causes';
import type { Session } from './session';
import type { Tracing } from './tracing';

/** One command or several that succeed or fail together. */
export interface CommandRequest {
  readonly commands: readonly { readonly command: Command; readonly expectedVersion?: number }[];
  /** Derived from the idempotency key, so that a retry makes the same event ids. */
  readonly commandId: string;
  readonly meta: EventMeta;
  /**
   * The answer that is stored under the caller's key. `body` is made before the commit, from the events and from the
   * versions that the streams of the commands have afterwards, even where there are no events.
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

/** A fetch: events of several partitions in their order, and how far each partition is moved. */
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

/**
 * Runs units of work against the store: commands, deliveries, timers. Units that arrive during a commit go to the
 * database together. Two paths run side by side: units that may append, and units that only change views.
 */
export class Engine {
  private readonly memory: Memory;
  private readonly committer: Committer;
  private moment = { ms: Number.NaN, text: '' };

  constructor(
    readonly model: Model,
    private readonly ports: EnginePorts,
    memory: EngineMemory = MEMORY,
  ) {
    this.memory = new Memory(memory);
    this.committer = new Committer(model, ports, this.memory);
  }

  /** Absent where nothing is traced. */
  get tracing(): Tracing | undefined {
    return this.ports.tracing;
  }

  /** The present moment, ISO 8601 UTC. Many units begin in the same millisecond. */
  now(): string {
    const ms = this.ports.clock.now();
    if (ms !== this.moment.ms) this.moment = { ms, text: new Date(ms).toISOString() };
    return this.moment.text;
  }

  onCommit(listener: CommitListener): void {
    this.committer.onCommit(listener);
  }

  /** Decides commands. Throws `StoreFault` `unavailable` where the store stays away for longer than five seconds. */
  execute(request: CommandRequest): Promise<CommandOutcome> {
    return this.tracing ? this.carryOutTraced(request, this.tracing) : this.carryOut(request);
  }

  private async carryOutTraced(request: CommandRequest, tracing: Tracing): Promise<CommandOutcome> {
    const [first] = request.commands;
    const name = first ? first.command.type : 'answer';
    const span = tracing.start({ name, kind: 'internal', parent: request.meta.traceparent });
    try {
      const outcome = await this.carryOut({ ...request, meta: { ...request.meta, traceparent: span.traceparent } });
      span.end(undefined, outcome.kind === 'rejected' ? { 'concord.refused': outcome.rejection.code } : {});
      return outcome;
    } catch (error) {
      span.end(error);
      throw error;
    }
  }

  private carryOut(request: CommandRequest): Promise<CommandOutcome> {
    const { commands, commandId, meta, answer } = request;
    return new Promise((resolve, reject) => {
      let body: unknown;
      let versions: StreamVersions = new Map();
      this.committer.enqueue('append', {
        since: this.ports.clock.now(),
        patient: false,
        tracedSince: this.tracing?.now(),
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
          // Where nothing had to be changed, the token names the last public events of the streams, which made it so.
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

  /** The answer that is stored under a key. */
  async answerOf(principal: string, key: string): Promise<StoredAnswer | undefined> {
    const { answers } = await this.ports.store.load({ streams: [], rows: [], answers: [{ principal, key }] }, 'append');
    return answers[0];
  }

  /**
   * Applies a fetch. Throws `PoisonEvent` for an event that cannot be applied, and `StoreFault` `position-moved` when
   * the partition has another consumer now. Waits for an unavailable store.
   */
  deliver({ events, positions, parked }: Delivery): Promise<void> {
    const path = events.some(({ type }) => this.model.reactsTo(type)) ? 'append' : 'apply';
    return this.submit(path, (session) => {
      session.move(positions);
      session.park(parked);
      for (const [index, event] of events.entries()) session.poisonable(() => session.hear(event), index, PoisonEvent);
    });
  }

  /** Applies a parked event, and settles it in the same commit. */
  replayParked(parkedId: string, event: RecordedEvent): Promise<void> {
    return this.submit('append', (session) => {
      session.replay(parkedId);
      session.hear(event);
    });
  }

  /** Fires a timer of a process. Throws `StoreFault` `position-moved` when another instance has fired it. */
  timeOut(process: Process, processId: string, timer: string, timerId: string, cause: Cause): Promise<void> {
    return this.submit('append', (session) => session.timeOut(process, processId, timer, timerId, cause));
  }

  /** Executes the commands that a gateway answered, and marks its call as made. */
  answered(timerId: string, gateway: string, commands: readonly Command[], cause: Cause): Promise<void> {
    return this.submit('append', (session) => {
      session.fired(timerId);
      for (const [n, command] of commands.entries())
        session.takeFor(gateway, command, { ...cause, commandId: `${cause.commandId}/${n}` });
    });
  }

  /** Forgets all remembered states, as after a restart. */
  forget(): void {
    this.memory.clear();
  }

  /** A row of a view as this instance remembers it; undefined where it remembers none. */
  rememberedRow(view: string, key: string): object | undefined {
    return this.memory.row(view, key)?.row;
  }

  /** Forgets the rows of a view whose table was swapped. */
  forgetView(view: string): void {
    this.memory.dropView(view);
  }

  /** Resolves when nothing is under way. */
  idle(): Promise<void> {
    return this.committer.idle();
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
      this.committer.enqueue(path, {
        since: this.ports.clock.now(),
        patient: true,
        tracedSince: this.tracing?.now(),
        work,
        done: () => resolve(),
        rejected: reject,
        replayed: () => resolve(),
        failed: reject,
      });
    });
  }
}

const atItem = ({ code, detail, kind, facts }: Rejection, item: number) =>
  new Rejection(code, detail, kind, { ...facts, item });
