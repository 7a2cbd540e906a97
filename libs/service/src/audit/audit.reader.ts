import { viewOf } from '@concord/event-store';
import type { Projection } from '@concord/event-sourcing';
import { keyText, Model, type RecordedEvent } from '@concord/event-sourcing';
import type { DataSource } from 'typeorm';
import type { Fact, Mirror } from './facts';

/** More events of one key are not told step by step. */
const STEPS_MAX = 5_000;

/** The values of one key. */
export interface AuditedRow {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Which keys are read: a range of them, or these. */
export interface Range {
  readonly after?: string | undefined;
  readonly until?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly limit: number;
}

/** What a fact was after one of its events. */
export interface Step {
  readonly eventId: string;
  readonly type: string;
  readonly at: string;
  readonly values: Readonly<Record<string, unknown>> | null;
}

const HEADS = `
  select l.lane, format('%s.%s.%s', h.era, h.txid, h.pos) as position from relay_lanes l, lateral (
    select era, txid, pos from events e where e.lane = l.lane and e.pub_seq is not null
    order by era desc, txid desc, pos desc limit 1) h order by l.lane`;

/** Reads facts and mirrors for the auditor, each time in one snapshot of the database. */
export class AuditReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly model: Model,
  ) {}

  /** Rows in the order of their keys, with the position of the last own event of every lane in the same snapshot. */
  async read(rows: Fact | Mirror, { after, until, keys, limit }: Range) {
    const { key, columns, where = 'true' } = rows;
    const members = Object.entries(columns).map(([name, sql]) => `'${name}', ${sql}`);
    const text = `select (${key})::text as key, jsonb_build_object(${members.join(', ')}) as values from ${this.table(rows.projection)}
      where (${where}) and ($1::text is null or (${key})::text collate "C" > $1) and ($2::text is null or (${key})::text collate "C" <= $2)
        and ($3::text[] is null or (${key})::text = any ($3))
      order by (${key})::text collate "C" limit $4`;
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const items: AuditedRow[] = await manager.query(text, [after ?? null, until ?? null, keys ?? null, limit]);
      const heads: { lane: number; position: string }[] = await manager.query(HEADS);
      return { items, heads };
    });
  }

  /** What a fact was after each of its events, the earliest first: the one that a mirror lacks is found by it. */
  async steps({ projection, columns }: Fact, key: string): Promise<readonly Step[]> {
    const types = Object.keys(projection.events);
    const events: RecordedEvent[] = await this.dataSource.query(
      `select event_id as "eventId", stream_id as "streamId", version::int, type, schema_version as "schemaVersion", data, meta,
         occurred_at as "occurredAt" from events
       where type = any ($1) and data::text like '%' || $2 || '%' order by era, txid, pos limit $3`,
      [types, JSON.stringify(key), STEPS_MAX],
    );
    let row: object | undefined;
    const rows: { event: RecordedEvent; row: object | undefined }[] = [];
    for (const stored of events) {
      const eventType = this.model.eventType(stored.type) ?? projection.events[stored.type]!;
      const event = { ...stored, ...eventType.of(eventType.lift(stored.data, stored.schemaVersion)) };
      for (const rowKey of projection.keys(event).filter((each) => keyText(each) === key)) {
        const next = projection.apply((row as never) ?? Object.assign(new projection.row(), rowKey), event, rowKey);
        if (next === undefined) continue;
        row = next ?? undefined;
        rows.push({ event, row });
      }
    }
    const values = await this.valuesOf(
      projection,
      columns,
      rows.map((each) => each.row),
    );
    return rows.map(({ event: { eventId, type, occurredAt } }, n) => ({
      eventId,
      type,
      at: occurredAt,
      values: values[n]!,
    }));
  }

  private async valuesOf(projection: Projection, columns: Fact['columns'], rows: readonly (object | undefined)[]) {
    const table = this.table(projection);
    const view = viewOf(projection, this.dataSource);
    const members = Object.entries(columns).map(([name, sql]) => `'${name}', ${sql}`);
    const found: (Record<string, unknown> | null)[] = [];
    for (const row of rows) {
      if (!row) {
        found.push(null);
        continue;
      }
      const named = Object.fromEntries(
        view.metadata.columns.map((column) => [
          column.databaseName,
          (row as Record<string, unknown>)[column.propertyName],
        ]),
      );
      const [one] = await this.dataSource.query<{ values: Record<string, unknown> }[]>(
        `select jsonb_build_object(${members.join(', ')}) as values from jsonb_populate_record(null::${table}, $1)`,
        [JSON.stringify(named)],
      );
      found.push(one!.values);
    }
    return found;
  }

  private table(projection: Projection): string {
    return `"${viewOf(projection, this.dataSource).table}"`;
  }
}
