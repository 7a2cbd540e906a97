import { fold, streamIdOf, type Aggregate, type AnyDecider, type Command, type Read, type Stamped } from './decider';
import type { Actor, DomainEvent } from './event';
import { checkShapes, SPEC_TIME } from './given';
import { Rejection } from './rejection';

const MINUTE_MS = 60_000;
const someone: Actor = { kind: 'system', id: 'stage', role: 'service' };

/**
 * Deciders over streams in memory, for model specs: the events of a command are applied before the next command. A
 * minute passes with every command.
 */
export class Stage {
  private readonly states = new Map<string, unknown>();
  private minutes = 0;
  /** All events, in their order. */
  readonly happened: DomainEvent[] = [];

  constructor(private readonly deciders: readonly AnyDecider[]) {}

  /** The present moment, ISO 8601 UTC. */
  get now(): string {
    return new Date(Date.parse(SPEC_TIME) + this.minutes * MINUTE_MS).toISOString();
  }

  readonly state: Read = <S>(aggregate: Aggregate<any, S>, id: string): S =>
    (this.states.get(streamIdOf(aggregate.kind, id)) as S | undefined) ?? aggregate.initial;

  /** Applies events without a decision: the history that a model begins with. */
  let(aggregate: Aggregate, id: string, ...events: readonly DomainEvent[]): this {
    checkShapes(aggregate, events);
    this.states.set(streamIdOf(aggregate.kind, id), fold(aggregate, events, this.state(aggregate, id)));
    this.happened.push(...events);
    return this;
  }

  /** Decides a command on the present streams. Returns its events, or the refusal, which changes nothing. */
  take(command: Command): readonly DomainEvent[] | Rejection {
    const decider = this.deciders.find(({ commands }) => commands.includes(command.type));
    if (!decider) throw new Error(`No decider on this stage takes ${command.type}.`);
    this.minutes += 1;
    const stamped: Stamped<Command> = { ...command, at: this.now, by: someone };
    const changes = this.decide(decider, stamped);
    if (changes instanceof Rejection) return changes;
    for (const { to, id, events } of changes) this.let(to, id, ...events);
    return changes.flatMap(({ events }) => events);
  }

  private decide(decider: AnyDecider, command: Stamped<Command>) {
    if ('decideJointly' in decider) return decider.decideJointly(command, this.state);
    const id = decider.id(command);
    const result = decider.decide(command, this.state(decider, id));
    return result instanceof Rejection ? result : [{ to: decider, id, events: result }];
  }
}
