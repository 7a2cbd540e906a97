import type { Connection } from './connection';

/** A due timer or call that this instance has claimed for the next 30 seconds. */
export interface DueTimer {
  readonly id: string;
  readonly dueAt: string;
  readonly process: string;
  readonly processId: string;
  readonly name: string;
  readonly body: { readonly correlationId: string; readonly request?: unknown };
  readonly attempts: number;
}

/** The timers of the store. The database's clock decides what is due. */
export class Timers {
  constructor(private readonly connection: Connection) {}

  /**
   * Claims up to `limit` due timers; a claim ends after 30 s. The time is that at which the statement began, which is
   * the same for all rows: so the index finds the due ones, however many others there are.
   */
  async claim(limit: number): Promise<DueTimer[]> {
    const { rows } = await this.connection.query<DueTimer>(
      `update timers set claimed_until = clock_timestamp() + interval '30 s'
       where id in (select id from timers where fired_at is null and due_at <= statement_timestamp()
         and (claimed_until is null or claimed_until < statement_timestamp())
         order by due_at limit $1 for update skip locked)
       returning id, due_at as "dueAt", process, process_id as "processId", name, body, attempts`,
      [limit],
    );
    return rows;
  }

  /** Postpones a failed timer by `afterMs`, unless it was set again meanwhile; `failure` says why it failed. */
  async postpone(id: string, afterMs: number, failure: string): Promise<void> {
    await this.connection.query(
      `update timers set attempts = attempts + 1, claimed_until = null, failure = $3,
         due_at = clock_timestamp() + make_interval(secs => $2)
       where id = $1 and fired_at is null and claimed_until is not null`,
      [id, afterMs / 1000, failure],
    );
  }

  /** Milliseconds by which the oldest open timer is late; 0 when none is. */
  async lateMs(): Promise<number> {
    const { rows } = await this.connection.query<{ late: number | null }>(
      `select extract(epoch from clock_timestamp() - min(due_at)) * 1000 as late from timers where fired_at is null`,
    );
    return Math.max(0, Number(rows[0]?.late ?? 0));
  }
}
