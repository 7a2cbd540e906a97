import type { Model } from '@concord/event-sourcing';
import type { DataSource } from 'typeorm';
import { Connection } from './connection';
import { Positions } from './positions';
import { PostgresStore } from './postgres-store';
import { RelayLanes } from './relay-lanes';
import { Timers } from './timers';
import { viewOf, type View } from './views';

/** The database of one service, except for the queries of read models. */
export class EventStore {
  readonly views: ReadonlyMap<string, View>;
  readonly store: PostgresStore;
  readonly lanes: RelayLanes;
  readonly timers: Timers;
  readonly positions: Positions;
  /** For the feed and for histories. */
  readonly reading: Connection;
  private readonly connections: readonly Connection[];
  private readonly committing: readonly Connection[];

  constructor(
    readonly url: string,
    readonly dataSource: DataSource,
    model: Model,
  ) {
    const service = model.name;
    this.views = new Map(model.projections.map((projection) => [projection.name, viewOf(projection, dataSource)]));
    const append = new Connection(url, 'append', service);
    const apply = new Connection(url, 'apply', service);
    const relay = new Connection(url, 'relay', service);
    const timers = new Connection(url, 'relay', service);
    this.reading = new Connection(url, 'read', service);
    this.committing = [append, apply];
    this.connections = [append, apply, relay, timers, this.reading];
    this.store = new PostgresStore({ append, apply }, service, (name) => this.view(name));
    this.lanes = new RelayLanes(relay);
    this.timers = new Timers(timers);
    this.positions = new Positions(this.reading, service);
  }

  view(name: string): View {
    const view = this.views.get(name);
    if (!view) throw new Error(`No projection is called ${name}.`);
    return view;
  }

  /** Reports every session of the append and apply paths that ends unexpectedly. */
  onSessionLost(listener: () => void): void {
    for (const connection of this.committing) connection.onLost = listener;
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.close()));
  }
}
