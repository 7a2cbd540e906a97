import type { Command } from '../decider';
import type { Actor } from '../event';
import { passing } from './crash-point';
import { type Engine } from './engine';
import { StoreFault, type NewTimer } from './ports';
import { GATEWAY } from './session';
import type { OpenSpan } from './tracing';

/** A port to the outside world. It is called after the commit, and retried with the same key until it answers. */
export interface Gateway<R = any> {
  readonly name: string;
  /**
   * Makes the call and returns the commands that follow. Throws when the partner did not answer. `failedTries` of this
   * call had no answer before.
   */
  call(request: R, key: string, failedTries?: number): Promise<readonly Command[]>;
}

/** A due timer that this instance has claimed for a while. */
export interface ClaimedTimer extends NewTimer {
  readonly attempts: number;
}

/** What every timer carries on of the cause that set it. */
interface Follows {
  readonly correlationId: string;
  readonly traceparent?: string;
}

/** What the runner needs of the store. */
export interface TimerStore {
  claim(limit: number): Promise<ClaimedTimer[]>;
  postpone(id: string, afterMs: number, failure: string): Promise<void>;
}

const CLAIM_TIMERS = 100;
const RETRY_FIRST_MS = 500;
const RETRY_LAST_MS = 60_000;
/** The stored part of a failure, for people who look. */
const FAILURE_CHARACTERS_MAX = 500;
/** A silent partner is asked again before the claim ends, so that no other instance asks meanwhile. */
const CALL_MS = 25_000;

/** Fires due timers and makes due calls. */
export class TimerRunner {
  private readonly gateways: ReadonlyMap<string, Gateway>;

  constructor(
    private readonly engine: Engine,
    private readonly store: TimerStore,
    gateways: readonly Gateway[],
    private readonly onFault: (message: string, error: unknown, follows: Follows) => void,
  ) {
    this.gateways = new Map(gateways.map((gateway) => [gateway.name, gateway]));
  }

  /** Claims due timers and executes them. Returns how many there were. */
  async step(): Promise<number> {
    const due = await this.store.claim(CLAIM_TIMERS);
    if (due.length > 0) passing('timer.claimed');
    await Promise.all(due.map((timer) => this.run(timer)));
    return due.length;
  }

  /** Executes a timer that this instance has claimed. */
  async run(timer: ClaimedTimer): Promise<void> {
    try {
      if (timer.process.startsWith(GATEWAY)) await this.call(timer);
      else await this.timeOut(timer);
    } catch (error) {
      // Another instance has executed it.
      if (error instanceof StoreFault && error.kind === 'position-moved') return;
      const tries = timer.attempts + 1;
      // A partner that is silent for hours is logged at the first, second, fourth, eighth … try.
      if (Number.isInteger(Math.log2(tries)))
        this.onFault(
          `${timer.process} ${timer.name} failed (try ${tries}) and is retried.`,
          error,
          timer.body as Follows,
        );
      const afterMs = Math.min(RETRY_LAST_MS, RETRY_FIRST_MS * 2 ** timer.attempts);
      const failure = (error instanceof Error ? error.message : String(error)).slice(0, FAILURE_CHARACTERS_MAX);
      await this.store.postpone(timer.id, afterMs, failure).catch(() => undefined);
    }
  }

  private async call(timer: ClaimedTimer) {
    const gateway = this.gateways.get(timer.process.slice(GATEWAY.length));
    if (!gateway) throw new Error(`No gateway is called ${timer.process.slice(GATEWAY.length)}.`);
    const { request, traceparent } = timer.body as Follows & { request: unknown };
    const span = this.engine.tracing?.start({ name: `call ${gateway.name}`, kind: 'client', parent: traceparent });
    const call = within(CALL_MS, gateway.call(request, timer.name, timer.attempts), gateway.name);
    const commands = await (span ? spanning(span, call) : call);
    passing('gateway.answered');
    const cause = this.cause(timer, gateway.name, span?.traceparent ?? traceparent);
    await this.engine.answered(timer.id, gateway.name, commands, cause);
  }

  private async timeOut(timer: ClaimedTimer) {
    const process = this.engine.model.processes.get(timer.process);
    if (!process) throw new Error(`No process is called ${timer.process}.`);
    // It may have been set a month ago: that is another trace, to which this one is linked.
    const { traceparent: link } = timer.body as Follows;
    const span = this.engine.tracing?.start({ name: `${process.name} ${timer.name}`, kind: 'internal', link });
    const cause = this.cause(timer, process.name, span?.traceparent);
    const timedOut = this.engine.timeOut(process, timer.processId, timer.name, timer.id, cause);
    await (span ? spanning(span, timedOut) : timedOut);
  }

  private cause(timer: ClaimedTimer, by: string, traceparent: string | undefined) {
    const actor: Actor = { kind: 'system', id: by, role: 'service' };
    const { correlationId } = timer.body as Follows;
    // The database's clock says that it is due: an instance whose clock is behind decides as of that moment.
    const now = this.engine.now();
    const at = now < timer.dueAt ? timer.dueAt : now;
    // A timer that is set again has the same id and another due time.
    const meta = { correlationId, causationId: timer.id, actor, ...(traceparent && { traceparent }) };
    return { commandId: `${timer.id}/${timer.dueAt}`, at, meta };
  }
}

/** Ends the span with the work. */
async function spanning<T>(span: OpenSpan, work: Promise<T>): Promise<T> {
  try {
    const result = await work;
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

async function within<T>(ms: number, work: Promise<T>, name: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} has not answered for ${ms / 1000} s.`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
