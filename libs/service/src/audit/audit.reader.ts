import { LANE_HEADS, viewOf, type LaneHead } from '@concord/event-store';
import { keyText, type Model, type RecordedEvent } from '@concord/event-sourcing';
import type { DataSource } from 'typeorm';
import type { FactStep } from './compare';
import type { AuditedRow, AuditedView, Fact, Subject } from './facts';

/** More events of one key are not told step by step. */
const STEPS_MAX = 5_000;

/** Which rows are read: a range of them, these, or those about one subject. */
export interface Range {
  readonly after?: string | undefined;
  readonly until?: string | undefined;
  readonly at?: readonly string[] | undefined;
  readonly about?: readonly [Subject, string] | undefined;
  readonly limit: number;
}

/** A part of a fact or of a mirror. */
export interface AuditedPart {
  readonly items: readonly AuditedRow[];
  /** Where the next part begins: send it as `after`. Null at the end. */
  readonly next: string | null;
  /** The last own event of each lane in the same snapshot. */
  readonly heads: readonly LaneHead[];
}

/** Reads facts and mirrors for the auditor, each time in one snapshot of the database. */
export class AuditReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly model: Model,
  ) {}

  /** Rows in the order in which the view is read, with the position of the last own event of every lane. */
  async read(audited: AuditedView | Fact, { after, until, at, about, limit }: Range): Promise<AuditedPart> {
    const { table, columns } = viewOf(audited.projection, this.dataSource);
    const nameOf = (property: string) => `"${columns.find((column) => column.property === property)!.column}"`;
    const by = nameOf(audited.by);
    const subject = about && 'about' in audited ? audited.about[about[0]] : undefined;
    if (about && subject === undefined) return { items: [], next: null, heads: [] };
    const values: unknown[] = [limit];
    // Each condition only where it is asked for: the index then finds the page.
    const asked = [
      [after, `${by} > `],
      [until, `${by} <= `],
      [at, `${by} = any `],
      [about?.[1], `${nameOf(subject ?? audited.by)} = `],
    ] as const;
    const conditions = asked.flatMap(([value, text]) =>
      value === undefined ? [] : [`${text}($${values.push(value)})`],
    );
    const selected = columns.map(({ property, column }) => `"${column}" as "${property}"`).join(', ');
    // Rows that are read by the same value come together: a part ends between two values.
    const text = `select ${selected} from "${table}"
      where ${['true', ...conditions].join(' and ')} order by ${by} fetch first $1 rows with ties`;
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const rows: object[] = await manager.query(text, values);
      const heads: LaneHead[] = await manager.query(LANE_HEADS);
      const last = rows.at(-1) as Record<string, unknown> | undefined;
      const next = rows.length >= limit && last ? String(last[audited.by]) : null;
      return { items: rows.flatMap((row) => audited.rows(row)), next, heads };
    });
  }

  /** What a fact was after each of its events, the earliest first: the one that a mirror lacks is found by it. */
  async steps(fact: Fact, key: string): Promise<readonly FactStep[]> {
    const { projection } = fact;
    const types = Object.keys(projection.events);
    const events: RecordedEvent[] = await this.dataSource.query(
      `select event_id as "eventId", stream_id as "streamId", version::int, type, schema_version as "schemaVersion", data, meta,
         occurred_at as "occurredAt" from events
       where type = any ($1) and data::text like '%' || $2 || '%' order by era, txid, pos limit $3`,
      [types, JSON.stringify(key), STEPS_MAX],
    );
    let row: object | undefined;
    const steps: FactStep[] = [];
    for (const stored of events) {
      const eventType = this.model.eventType(stored.type) ?? projection.events[stored.type]!;
      const event = { ...stored, ...eventType.of(eventType.lift(stored.data, stored.schemaVersion)) };
      for (const rowKey of projection.keys(event).filter((each) => keyText(each) === key)) {
        const next = projection.apply((row as never) ?? Object.assign(new projection.row(), rowKey), event, rowKey);
        if (next === undefined) continue;
        row = next ?? undefined;
        const values = row === undefined ? null : (fact.rows(row)[0]?.values ?? null);
        steps.push({ eventId: event.eventId, type: event.type, at: event.occurredAt, values });
      }
    }
    return steps;
  }
}
