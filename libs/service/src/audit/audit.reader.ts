import { LANE_HEADS, viewOf, type LaneHead } from '@concord/event-store';
import { keyText, type Model, type Projection, type RecordedEvent } from '@concord/event-sourcing';
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

/** Reads facts and mirrors for the auditor, each time in one snapshot of the database. */
export class AuditReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly model: Model,
  ) {}

  /** Rows in the order of their keys, with the position of the last own event of every lane in the same snapshot. */
  async read({ projection, key, columns, where = 'true' }: Fact | Mirror, { after, until, keys, limit }: Range) {
    const values: unknown[] = [limit];
    // Each condition only where it is asked for: the index of the key then finds the page.
    const asked = [
      [after, `${key} > `],
      [until, `${key} <= `],
      [keys, `${key} = any `],
    ] as const;
    const conditions = asked.flatMap(([value, text]) =>
      value === undefined ? [] : [`${text}($${values.push(value)})`],
    );
    const text = `select ${key} as key, ${valuesSql(columns)} as values from ${this.table(projection)}
      where ${[`(${where})`, ...conditions].join(' and ')} order by ${key} limit $1`;
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const items: AuditedRow[] = await manager.query(text, values);
      const heads: LaneHead[] = await manager.query(LANE_HEADS);
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
    const { metadata } = viewOf(projection, this.dataSource);
    const named = rows.map(
      (row) =>
        row &&
        Object.fromEntries(
          metadata.columns.map(({ databaseName, propertyName }) => [
            databaseName,
            (row as Record<string, unknown>)[propertyName],
          ]),
        ),
    );
    const found: { values: Step['values'] }[] = await this.dataSource.query(
      `select case when step.document <> 'null' then made.values end as values
       from jsonb_array_elements($1) with ordinality step (document, place)
       cross join lateral (select ${valuesSql(columns)} as values
         from jsonb_populate_record(null::${this.table(projection)}, nullif(step.document, 'null'))) made
       order by step.place`,
      [JSON.stringify(named.map((row) => row ?? null))],
    );
    return found.map(({ values }) => values);
  }

  private table(projection: Projection): string {
    return `"${viewOf(projection, this.dataSource).table}"`;
  }
}

const valuesSql = (columns: Fact['columns']) =>
  `jsonb_build_object(${Object.entries(columns)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})`;
