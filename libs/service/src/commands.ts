import { Injectable } from '@nestjs/common';
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
  type StreamVersions,
} from '@concord/event-sourcing';
import type { IncomingRequest } from './incoming';
import { Problem } from './problem';

type CommandOf<D> = D extends Decider<infer C> ? C : D extends JointDecider<infer C> ? C : never;

/** One command with the decider that takes it. */
export interface Wish {
  readonly command: Command;
  readonly expectedVersion?: number;
}

/** What a write answers unless the route says otherwise: what it was about, and the version to send as If-Match. */
export interface Written {
  readonly id: string;
  readonly version: number;
}

/** Takes commands from routes. One request is one unit of work. */
@Injectable()
export class Commands {
  constructor(private readonly engine: Engine) {}

  /**
   * Carries out a command and answers `body`, by default `{ id, version }`. A repetition under the same key gets the
   * same answer. Sets `Consistency-Token` and `ETag`. Throws the `Rejection` of the decider.
   */
  async run<D extends AnyDecider, B = Written>(
    incoming: IncomingRequest,
    decider: D,
    command: CommandOf<D>,
    body?: (events: readonly NewEvent[], versions: StreamVersions) => B,
  ): Promise<B> {
    const id = decider.id(command as Command);
    const streamId = streamIdOf(aggregateOf(decider).kind, id);
    let version: number | undefined;
    const answer = (events: readonly NewEvent[], versions: StreamVersions) => {
      // Where nothing had to be changed, the answer is what stands there.
      version = versions.get(streamId);
      return (body ? body(events, versions) : { id, version }) as B;
    };
    const wish = { command: command as Command, expectedVersion: incoming.expectedVersion };
    const result = await this.runAll(incoming, [wish], answer);
    if (version !== undefined) void incoming.reply.header('etag', `"${version}"`);
    return result;
  }

  /** Carries out several commands of one request: all or none. A refusal names the `item` that caused it. */
  async runAll<B>(
    incoming: IncomingRequest,
    commands: readonly Wish[],
    body: (events: readonly NewEvent[], versions: StreamVersions) => B,
  ): Promise<B> {
    const key = incoming.idempotencyKey;
    const { commandId, meta, reply } = incoming;
    const requestHash = key ? incoming.requestHash : '';
    const answer = key
      ? { principal: incoming.caller.subject, key, route: incoming.route, requestHash, status: 200, body }
      : undefined;
    let made: B | undefined;
    const outcome = await this.engine.execute({ commands, commandId, meta, answer });
    passing('append.told');
    if (outcome.kind === 'rejected') throw outcome.rejection;
    if (outcome.kind === 'replayed') {
      if (outcome.answer.requestHash !== requestHash)
        throw new Problem(
          422,
          'idempotency-key-reused',
          'This Idempotency-Key was used for another request. Take a new one.',
        );
      void reply.header('idempotency-replayed', 'true');
      if (outcome.answer.token) void reply.header('consistency-token', outcome.answer.token);
      return outcome.answer.body as B;
    }
    made = answer ? (outcome.body as B) : body(outcome.events, outcome.versions);
    if (outcome.token) void reply.header('consistency-token', outcome.token);
    return made;
  }
}
