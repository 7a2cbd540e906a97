import {
  aggregateOf,
  passing,
  streamIdOf,
  type AnyDecider,
  type Command,
  type Decider,
  type Engine,
  type JointDecider,
  type NewEvent,
  type StoredAnswer,
  type StreamVersions,
} from '@concord/event-sourcing';
import { ApiProperty } from '@nestjs/swagger';
import { covers, principalOf, rightsOf, type Caller, type Rights } from './auth/caller';
import type { IncomingRequest } from './incoming';
import { Problem } from './problem';

type CommandOf<D> = D extends Decider<infer C> ? C : D extends JointDecider<infer C> ? C : never;

/** One command to be executed. */
export interface Wish {
  readonly command: Command;
  readonly expectedVersion?: number;
}

/** The default answer of a write: the id of its object, and the version to send as If-Match. */
export class Written {
  @ApiProperty({ type: 'string', description: 'The id of the written object.' })
  readonly id!: string;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Send it as If-Match with the next change.' })
  readonly version!: number;
}

/** The answer of a write that creates an object without a version. */
export class Made {
  @ApiProperty({ type: 'string', description: 'The id of the written object.' })
  readonly id!: string;
}

/** Makes the answer from the events and from the versions of the streams afterwards. */
type AnswerOf<B> = (events: readonly NewEvent[], versions: StreamVersions) => B;

/** What `once` stores under a key: the answer and the consistency tokens of the work. */
interface Kept<B> {
  readonly answer: B;
  readonly tokens: readonly string[];
}

/** Executes commands for routes. One request is one unit of work. */
export class Commands {
  constructor(private readonly engine: Engine) {}

  /**
   * Executes a command and answers `body`, by default `{ id, version }`. A retry under the same key gets the same
   * answer. Sets `Consistency-Token` and `ETag`. Throws the `Rejection` of the decider.
   */
  async run<D extends AnyDecider, B = Written>(
    incoming: IncomingRequest,
    decider: D,
    command: CommandOf<D>,
    body?: AnswerOf<B>,
  ): Promise<B> {
    const id = decider.id(command as Command);
    const streamId = streamIdOf(aggregateOf(decider).kind, id);
    let version: number | undefined;
    const answer = (events: readonly NewEvent[], versions: StreamVersions) => {
      // Where nothing had to be changed, the answer is the present state.
      version = versions.get(streamId);
      return (body ? body(events, versions) : { id, version }) as B;
    };
    const wish = { command: command as Command, expectedVersion: incoming.expectedVersion };
    const { told: result, isStored } = await this.tell(incoming, [wish], answer);
    // A retry may have been decided again before its answer was found: the version of the first answer counts.
    if (isStored) version = body ? undefined : (result as Written).version;
    if (version !== undefined) void incoming.reply.header('etag', `"${version}"`);
    return result;
  }

  /** Executes several commands of one request: all or none. A refusal names the `item` that caused it. */
  async runAll<B>(incoming: IncomingRequest, commands: readonly Wish[], body: AnswerOf<B>): Promise<B> {
    return (await this.tell(incoming, commands, body)).told;
  }

  /** The answer, and whether it is a stored one. Sets all headers except `ETag`. */
  private async tell<B>(
    incoming: IncomingRequest,
    commands: readonly Wish[],
    body: AnswerOf<B>,
  ): Promise<{ readonly told: B; readonly isStored: boolean }> {
    const key = incoming.idempotencyKey;
    const { caller, commandId, meta, reply, route } = incoming;
    const requestHash = key ? incoming.requestHash : '';
    const answer = key ? { ...keptFor(caller), key, route, requestHash, status: 200, body } : undefined;
    const outcome = await this.engine.execute({ commands, commandId, meta, answer });
    passing('append.told');
    if (outcome.kind === 'rejected') throw outcome.rejection;
    if (outcome.kind === 'replayed') {
      demandSame(outcome.answer, incoming);
      void reply.header('idempotency-replayed', 'true');
      if (outcome.answer.token) void reply.header('consistency-token', outcome.answer.token);
      return { told: outcome.answer.body as B, isStored: true };
    }
    if (outcome.token) void reply.header('consistency-token', outcome.token);
    return { told: answer ? (outcome.body as B) : body(outcome.events, outcome.versions), isStored: false };
  }

  /**
   * Does work of more than one unit once under the caller's key, such as a list whose rows succeed or fail alone. A
   * retry gets the same answer and does nothing. `work` reports the consistency tokens of its writes to `did`. A retry
   * after a crash does the work again, so its parts must be idempotent: derive their ids from `commandId`.
   */
  async once<B>(incoming: IncomingRequest, work: (did: (token: string | undefined) => void) => Promise<B>): Promise<B> {
    const { caller, idempotencyKey: key, route, requestHash, commandId, meta, reply } = incoming;
    if (key === undefined) throw new Error(`${route} takes no Idempotency-Key, so nothing can be kept under one.`);
    const stored = await this.engine.answerOf(principalOf(caller), key);
    let kept = stored?.body as Kept<B> | undefined;
    if (stored) demandSame(stored, incoming);
    else {
      const tokens = new Map<string, string>();
      const answer = await work((token) => {
        // One token for each lane is enough: the last.
        for (const each of token?.split(', ') ?? []) tokens.set(each.split('.', 2).join('.'), each);
      });
      kept = { answer, tokens: [...tokens.values()] };
      const body = () => kept;
      const answered = { ...keptFor(caller), key, route, requestHash, status: 200, body };
      const outcome = await this.engine.execute({ commands: [], commandId, meta, answer: answered });
      // The same request came at the same time and was answered first.
      if (outcome.kind === 'replayed') {
        demandSame(outcome.answer, incoming);
        kept = outcome.answer.body as Kept<B>;
      }
    }
    if (stored) void reply.header('idempotency-replayed', 'true');
    if (kept!.tokens.length > 0) void reply.header('consistency-token', kept!.tokens.join(', '));
    return kept!.answer;
  }
}

/** The owner of an answer, and what the caller was allowed to do when it was given. */
const keptFor = (caller: Caller) => ({ principal: principalOf(caller), rights: rightsOf(caller) });

/**
 * Throws `Problem` where a stored answer does not belong to this request: 422 `idempotency-key-reused` for another
 * request, 403 `stored-answer-out-of-scope` for a caller with fewer rights than the one who was answered. A decider's
 * checks of the caller are not repeated for a retry.
 */
function demandSame(stored: StoredAnswer, incoming: IncomingRequest): void {
  if (!incoming.isOf(stored.requestHash))
    throw new Problem(
      422,
      'idempotency-key-reused',
      'This Idempotency-Key was used for another request. Send a new one.',
    );
  if (stored.rights && !covers(incoming.caller, stored.rights as Rights))
    throw new Problem(
      403,
      'stored-answer-out-of-scope',
      'The answer under this Idempotency-Key was given to a token with more rights. Repeat the request with such a token.',
    );
}
