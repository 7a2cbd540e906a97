import { aggregateOf, streamIdOf, type Command } from '../decider';
import type { EventMeta } from '../event';
import type { Rejection } from '../rejection';
import type { Model } from './model';
import { traceIdOf } from './tracing';

/**
 * A refused command of a reaction: it did nothing, and nobody waits for its answer. Normal trading brings none: a
 * decider returns no events where a fact is repeated or late.
 */
export interface RefusedReaction {
  /** Derived from the id of the command: the same command has the same id when it is refused again. */
  readonly id: string;
  /** The name of the policy, process or gateway. */
  readonly reaction: string;
  /** The type of the command. Its data is not stored: it may hold personal data. */
  readonly command: string;
  /** The stream that the command is about. */
  readonly streamId: string;
  readonly code: string;
  readonly detail: string;
  /** The event, the timer or the call that was reacted to. */
  readonly causeId: string;
  /** The type of that event, `timer:` and the name of that timer, or `answer` to that call. */
  readonly causeType: string;
  readonly correlationId: string;
  /** The trace that it belongs to, for the log. */
  readonly traceId?: string;
}

/** What is known of a refusal when it happens; `id` as for `RefusedReaction`. */
export function refusedReaction(
  model: Model,
  id: string,
  reaction: string,
  command: Command,
  { code, detail }: Rejection,
  causeType: string,
  { causationId: causeId, correlationId, traceparent }: EventMeta,
): RefusedReaction {
  const decider = model.decider(command.type);
  const streamId = streamIdOf(aggregateOf(decider).kind, decider.id(command));
  const traceId = traceIdOf(traceparent);
  const cause = { causeId, causeType, correlationId, ...(traceId && { traceId }) };
  return { id, reaction, command: command.type, streamId, code, detail, ...cause };
}
