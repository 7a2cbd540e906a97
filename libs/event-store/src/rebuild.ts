import { Engine, Model, passing, type EnginePorts, type Projection } from '@concord/event-sourcing';
import type { DataSource, QueryRunner } from 'typeorm';
import { Connection } from './connection';
import { FEED_START, parsePosition, positionText, readFeed, type FeedCursor, type FeedEvent } from './feed';
import { Positions } from './positions';
import { PostgresStore } from './postgres-store';
import { codeHash } from './prepare';
import { createViewTable, viewOf, type View } from './views';

/** Brings a build of a projection up to the given positions of other services' topics, no further. */
export type ForeignEvents = (build: ProjectionBuild, until: readonly Reached[]) => Promise<void>;

/** The position of the service's live consumer in one partition. */
export interface Reached {
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: number;
  /** The position of the last applied event in its source. */
  readonly mark: string;
}

const READ_EVENTS = 2_000;
/**
 * Rows of each build count their revisions from another number, so that no cached row of an earlier build can be
 * written.
 */
const REVISIONS_A_BUILD = 1_000_000_000;
const SWAP_TRIES = 20;
/** The position in the service's own feed stands among the positions of a build under this name. */
const OWN_FEED = 'own feed';

/**
 * Fills a new table of a projection beside the live one, and swaps them. Readers never see an empty table; no other
 * table is written. An interrupted build is resumed.
 */
export class ProjectionBuild {
  readonly engine: Engine;
  readonly positions: Positions;
  /** The consumer's name of this build. */
  readonly name: string;
  applied = 0;
  /** Ids of messages that were parked when the topics were read. */
  private readonly passedOver = new Set<string>();
  private readonly view: View;
  private readonly table: string;
  private readonly connection: Connection;

  private constructor(
    private readonly dataSource: DataSource,
    url: string,
    readonly model: Model,
    private readonly projection: Projection,
    private readonly build: number,
    ports: Omit<EnginePorts, 'store'>,
  ) {
    const live = viewOf(projection, dataSource);
    this.table = `${live.table}__${build}`;
    this.view = { ...live, table: this.table };
    this.name = `${projection.name}#${build}`;
    this.connection = new Connection(url, 'apply', `${model.name}-build`);
    this.positions = new Positions(this.connection, this.name);
    const store = new PostgresStore({ append: this.connection, apply: this.connection }, this.name, () => this.view);
    this.engine = new Engine(model, { ...ports, store, absentRevision: build * REVISIONS_A_BUILD });
  }

  /** Begins a build, or resumes an interrupted one. */
  static async begin(
    dataSource: DataSource,
    url: string,
    service: string,
    projection: Projection,
    ports: Omit<EnginePorts, 'store'>,
  ): Promise<ProjectionBuild> {
    const view = viewOf(projection, dataSource);
    const hash = codeHash(projection, view);
    const rows = await dataSource.query(
      `select build, status, code_hash from projection_builds where name = $1 order by build`,
      [projection.name],
    );
    // An interrupted build does not know which messages it left out as parked and which were applied since.
    const [{ settled }] = await dataSource.query(
      `select exists (select 1 from parked p, projection_builds b where b.name = $1 and b.status = 'building'
         and p.settled_as = 'replayed' and p.settled_at > b.started_at - interval '1 minute') as settled`,
      [projection.name],
    );
    const begun = rows.find(
      (row: { status: string; code_hash: string }) => !settled && row.status === 'building' && row.code_hash === hash,
    );
    const number = begun?.build ?? Math.max(0, ...rows.map((row: { build: number }) => row.build)) + 1;
    const model = new Model({ name: service, projections: [projection] });
    const build = new ProjectionBuild(dataSource, url, model, projection, number, ports);
    if (!begun) await build.create(hash);
    return build;
  }

  /**
   * Runs to the swap. `foreign` reads the topics that the projection subscribes to. False where a message that was left
   * out as parked was applied meanwhile: the caller must begin another build from the start.
   */
  async run(consumer: string, foreign: ForeignEvents): Promise<boolean> {
    try {
      await this.readOwn(true);
      await foreign(this, await this.reached(consumer));
      for (let tries = 1; ; tries++) {
        const outcome = await this.swap(consumer, foreign);
        if (outcome === 'swapped') return true;
        if (outcome === 'overtaken') {
          await this.abandon();
          return false;
        }
        if (tries === SWAP_TRIES)
          throw new Error(`${this.projection.name} is built, but its table is read without a pause: try again later.`);
      }
    } finally {
      await this.connection.close();
    }
  }

  /**
   * The messages, as `topic/partition/place/event id`, that the service has parked and not applied since. The place is the
   * position of the event in its source, or the offset of a message without one. Messages that are still parked are applied
   * to the new table when a person decides.
   */
  async leftOut(): Promise<Set<string>> {
    const { rows } = await this.connection.query<{ id: string; place: string; open: boolean }>(
      `select id, settled_at is null as open, concat_ws('/', topic, partition,
         coalesce(event -> 'headers' ->> 'ce_position', position, "offset"::text), event_id) as place
       from parked where settled_as is distinct from 'replayed'`,
    );
    for (const { id, open } of rows) if (open) this.passedOver.add(id);
    return new Set(rows.map(({ place }) => place));
  }

  private async create(hash: string) {
    const { name } = this.projection;
    await this.abandon();
    await createViewTable(this.view, this.table, this.dataSource);
    await this.dataSource.query(
      `insert into projection_builds (name, build, table_name, status, code_hash) values ($1, $2, $3, 'building', $4)`,
      [name, this.build, this.table, hash],
    );
  }

  /** Drops an unfinished build of this projection. */
  private async abandon() {
    const { name } = this.projection;
    const abandoned = await this.dataSource.query(
      `select table_name from projection_builds where name = $1 and status = 'building'`,
      [name],
    );
    for (const { table_name: table } of abandoned) await this.dataSource.query(`drop table if exists "${table}"`);
    await this.dataSource.query(
      `update projection_builds set status = 'retired' where name = $1 and status = 'building'`,
      [name],
    );
  }

  /** Applies own events after the cursor: up to the barrier, or all committed ones while writers wait. */
  private async readOwn(behindBarrier: boolean) {
    const types = Object.values(this.projection.events)
      .filter(({ service }) => service === undefined || service === this.model.name)
      .map(({ type }) => type);
    if (types.length === 0) return;
    for (;;) {
      const stored = await this.positions.one(OWN_FEED, 0);
      const cursor = stored ? parsePosition(stored.mark) : FEED_START;
      const events = await (behindBarrier
        ? readFeed(this.connection, cursor, READ_EVENTS)
        : this.readCommitted(cursor));
      const last = events.at(-1);
      if (!last) return;
      const heard = events.filter(({ type }) => types.includes(type)).map((event) => this.lifted(event));
      const fromOffset = stored?.nextOffset ?? 0;
      const move = {
        topic: OWN_FEED,
        partition: 0,
        fromOffset,
        nextOffset: fromOffset + events.length,
        mark: positionText(last),
      };
      await this.engine.deliver({ events: heard, positions: [move], parked: [] });
      this.applied += heard.length;
      passing('rebuild.filling');
      if (!behindBarrier && events.length < READ_EVENTS) return;
    }
  }

  private async readCommitted({ era, txid, pos }: FeedCursor): Promise<FeedEvent[]> {
    const { rows } = await this.connection.query<FeedEvent>(
      `select era, txid::text as txid, pos, stream_id as "streamId", version, event_id as "eventId", type,
         schema_version as "schemaVersion", data, meta, occurred_at as "occurredAt"
       from events where (era, txid, pos) > ($1::int2, $2::text::xid8, $3::int8) order by era, txid, pos limit $4`,
      [era, txid, pos, READ_EVENTS],
    );
    return rows;
  }

  private lifted(event: FeedEvent) {
    const eventType = this.projection.events[event.type]!;
    return { ...event, ...eventType.of(eventType.lift(event.data, event.schemaVersion)) };
  }

  private async reached(consumer: string): Promise<Reached[]> {
    return this.dataSource.query(
      `select topic, partition, next_offset as "nextOffset", mark from consumer_positions where consumer = $1`,
      [consumer],
    );
  }

  /**
   * Blocks the writers of the old table, applies the remaining events, and renames. Readers go on until the rename
   * itself. A writer that waits for the old table finds the new one under its name and repeats its work, because its
   * revisions differ.
   */
  private async swap(consumer: string, foreign: ForeignEvents): Promise<'swapped' | 'busy' | 'overtaken'> {
    const runner = this.dataSource.createQueryRunner();
    await runner.connect();
    await runner.startTransaction();
    try {
      const live = viewOf(this.projection, this.dataSource).table;
      await runner.query(`set local lock_timeout = '2s'`);
      // The build reads on other connections meanwhile.
      await runner.query(`set local idle_in_transaction_session_timeout = '60s'`);
      await runner.query(`lock table "${live}" in exclusive mode`);
      await this.readOwn(false);
      await foreign(this, await this.reached(consumer));
      const [{ overtaken }] = await runner.query(
        `select exists (select 1 from parked where id = any($1) and settled_as = 'replayed') as overtaken`,
        [[...this.passedOver]],
      );
      if (overtaken) {
        await runner.rollbackTransaction();
        return 'overtaken';
      }
      passing('rebuild.before-swap');
      await this.rename(runner, live);
      await runner.commitTransaction();
      passing('rebuild.swapped');
      return 'swapped';
    } catch (error) {
      await runner.rollbackTransaction();
      if ((error as { code?: string }).code === '55P03') return 'busy';
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async rename(runner: QueryRunner, live: string) {
    const { name } = this.projection;
    await runner.query(`drop table "${live}"`);
    await runner.query(`alter table "${this.table}" rename to "${live}"`);
    await runner.query(`update projection_builds set status = 'retired' where name = $1 and status = 'live'`, [name]);
    await runner.query(
      `update projection_builds set status = 'live', table_name = $3, finished_at = clock_timestamp() where name = $1 and build = $2`,
      [name, this.build, live],
    );
    await runner.query(`delete from consumer_positions where consumer = $1`, [this.name]);
  }
}
