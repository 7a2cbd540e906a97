import { aggregateOf, type Aggregate, type AnyDecider } from '../decider';
import type { EventType } from '../event';
import type { Projection } from '../projection';
import type { Policy, Process } from '../reaction';

/** The parts of a service, as its module declares them. */
export interface ModelParts {
  /** The service's name: it publishes the events that its contracts declare. */
  readonly name: string;
  readonly deciders?: readonly AnyDecider[];
  /** Aggregates that only joint decisions write. */
  readonly aggregates?: readonly Aggregate[];
  readonly projections?: readonly Projection[];
  readonly policies?: readonly Policy[];
  readonly processes?: readonly Process[];
}

/** The tables by which the engine finds the decider of a command and the subscribers of an event. */
export class Model {
  readonly name: string;
  readonly projections: readonly Projection[];
  readonly processes: ReadonlyMap<string, Process>;
  readonly aggregates: ReadonlyMap<string, Aggregate>;
  private readonly takers = new Map<string, AnyDecider>();
  private readonly projectionsByEvent = new Map<string, Projection[]>();
  private readonly policiesByEvent = new Map<string, Policy[]>();
  private readonly processesByEvent = new Map<string, Process[]>();
  private readonly eventTypes = new Map<string, EventType>();

  constructor({
    name,
    deciders = [],
    aggregates: written = [],
    projections = [],
    policies = [],
    processes = [],
  }: ModelParts) {
    this.name = name;
    this.projections = projections;
    this.processes = new Map(processes.map((process) => [process.name, process]));
    const aggregates = new Map(written.map((aggregate) => [aggregate.kind, aggregate]));
    for (const decider of deciders) {
      const aggregate = aggregateOf(decider);
      aggregates.set(aggregate.kind, aggregate);
      for (const command of decider.commands) {
        if (this.takers.has(command)) throw new Error(`${name}: two deciders take the command ${command}.`);
        this.takers.set(command, decider);
      }
    }
    for (const process of processes) {
      if (aggregates.has(process.kind)) throw new Error(`${name}: two aggregates are of the kind ${process.kind}.`);
      aggregates.set(process.kind, process);
    }
    this.aggregates = aggregates;
    for (const projection of projections) this.register(this.projectionsByEvent, projection.events, projection);
    for (const policy of policies) this.register(this.policiesByEvent, policy.events, policy);
    for (const process of processes) this.register(this.processesByEvent, process.hears, process);
    for (const aggregate of aggregates.values()) this.learn(Object.values(aggregate.events));
  }

  /** The aggregate of a stream. `stock-item-A` is of the kind `stock-item` also where a kind `stock` exists. */
  aggregateOf(streamId: string): Aggregate {
    let found: Aggregate | undefined;
    for (const [kind, aggregate] of this.aggregates)
      if (streamId.startsWith(`${kind}-`) && kind.length > (found?.kind.length ?? 0)) found = aggregate;
    if (!found) throw new Error(`${this.name} has no aggregate for the stream ${streamId}.`);
    return found;
  }

  decider(command: string): AnyDecider {
    const decider = this.takers.get(command);
    if (!decider) throw new Error(`${this.name}: no decider takes the command ${command}.`);
    return decider;
  }

  projectionsOf = (eventType: string): readonly Projection[] => this.projectionsByEvent.get(eventType) ?? [];
  policiesOf = (eventType: string): readonly Policy[] => this.policiesByEvent.get(eventType) ?? [];
  processesOf = (eventType: string): readonly Process[] => this.processesByEvent.get(eventType) ?? [];
  /** Undefined for an event that nothing here declares or subscribes to. */
  eventType = (type: string): EventType | undefined => this.eventTypes.get(type);

  /** Whether any part of the service subscribes to the event. */
  hears = (type: string) =>
    this.projectionsByEvent.has(type) || this.policiesByEvent.has(type) || this.processesByEvent.has(type);

  /** Whether a policy or a process subscribes to the event, so that a batch with it may append. */
  reactsTo = (type: string) => this.policiesByEvent.has(type) || this.processesByEvent.has(type);

  isPublic = (eventType: EventType) => eventType.service === this.name;

  /** The services whose topics are to be read. */
  get sources(): string[] {
    const services = [...this.eventTypes.values()].flatMap(({ service }) => service ?? []);
    return [...new Set(services)].filter((service) => service !== this.name).sort();
  }

  private register<T>(table: Map<string, T[]>, events: Readonly<Record<string, EventType>>, hearer: T) {
    this.learn(Object.values(events));
    for (const type of Object.keys(events)) table.set(type, [...(table.get(type) ?? []), hearer]);
  }

  private learn(eventTypes: readonly EventType[]) {
    for (const eventType of eventTypes) {
      const known = this.eventTypes.get(eventType.type);
      if (known && known !== eventType) throw new Error(`${this.name}: the event ${eventType.type} is declared twice.`);
      this.eventTypes.set(eventType.type, eventType);
    }
  }
}
