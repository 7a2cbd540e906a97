import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from './connection';

/** How many days each table keeps its rows, and what happens to older rows. */
export const RETENTION = {
  /**
   * Answers of writes, from when they were given. The events of a write keep its ids for ever, so nothing happens
   * twice.
   */
  idempotency_keys: { days: 7 },
  /** Timers that fired and calls that were answered are deleted; earlier versions marked them, and their marks age. */
  timers: { days: 30 },
  /**
   * Parked messages, from when they were settled. The row of a discarded message stays without the message: a rebuild
   * of a projection must leave out for ever what the service left out.
   */
  parked: { days: 90 },
  /** Refused commands of reactions, from when they were refused. */
  refused_reactions: { days: 90 },
} as const satisfies Readonly<Record<string, { readonly days: number }>>;

/** A table whose old rows are purged. */
export type ClearedTable = keyof typeof RETENTION;

/** Rows per statement. Feeds wait for every transaction that writes: each must end within milliseconds. */
export const CLEARED_ROWS_MAX = 500;
/** The pause after each statement, so that a large purge leaves the server to other work. */
const PAUSE_MS = 250;
/** A service that has just started has more urgent work. */
const FIRST_ROUND_MS = 60_000;
const ROUND_EVERY_MS = 600_000;

/**
 * The oldest expired rows, by an index on `since`. Rows that another transaction is writing or purging are skipped: no
 * statement waits, and two instances share the work.
 */
const oldest = (table: ClearedTable, since: string, also = '') => `
  select ctid from ${table}
  where ${since} < statement_timestamp() - interval '${RETENTION[table].days} days' ${also}
  order by ${since} limit ${CLEARED_ROWS_MAX} for update skip locked`;

/** A build that was interrupted before a message was replayed learns from its row that it must begin again. */
const NO_BUILD_WAITS = `not exists (select from projection_builds b
    where b.status = 'building' and b.started_at - interval '1 minute' < settled_at)`;

const STATEMENTS: Readonly<Record<ClearedTable, readonly string[]>> = {
  idempotency_keys: [
    `delete from idempotency_keys where ctid = any(array(${oldest('idempotency_keys', 'answered_at')}))`,
  ],
  timers: [`delete from timers where ctid = any(array(${oldest('timers', 'fired_at')}))`],
  parked: [
    `delete from parked where ctid = any(array(${oldest('parked', 'settled_at', `and event is not null and settled_as = 'replayed' and ${NO_BUILD_WAITS}`)}))`,
    `update parked set position = event -> 'headers' ->> 'ce_position', event = null where ctid = any(array(${oldest('parked', 'settled_at', `and event is not null and settled_as = 'discarded'`)}))`,
  ],
  refused_reactions: [
    `delete from refused_reactions where ctid = any(array(${oldest('refused_reactions', 'refused_at')}))`,
  ],
};

/** Purged rows, by table. */
export type Cleared = ReadonlyMap<ClearedTable, number>;

export interface RetentionOptions {
  /** Called after each round with the purged rows; the record is empty where nothing was old. */
  readonly onRound: (cleared: Cleared) => void;
  /** Called after a failed round. The next round goes on where it stopped. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Purges rows older than `RETENTION`, in rounds of small statements with pauses between them. The time is the
 * database's. Between rounds it holds no connection.
 */
export class Retention {
  /** Purged rows since the start, by table. */
  readonly total = new Map<ClearedTable, number>();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    private readonly url: string,
    private readonly service: string,
    private readonly options: RetentionOptions,
  ) {}

  /** Begins the rounds: the first after a minute, then one every ten minutes. */
  start(): void {
    this.running ??= this.loop();
  }

  /** Ends the rounds; resolves when the statement under way is over. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Purges all rows that are too old now. Throws `StoreFault`. */
  async round(): Promise<Cleared> {
    const connection = new Connection(this.url, 'relay', `${this.service}-retention`);
    const cleared = new Map<ClearedTable, number>();
    try {
      for (const [table, statements] of Object.entries(STATEMENTS) as [ClearedTable, readonly string[]][])
        for (const statement of statements)
          for (let rows = CLEARED_ROWS_MAX; rows === CLEARED_ROWS_MAX && !this.isStopping;) {
            rows = (await connection.query(statement)).rowCount ?? 0;
            if (rows > 0) {
              cleared.set(table, (cleared.get(table) ?? 0) + rows);
              this.total.set(table, (this.total.get(table) ?? 0) + rows);
            }
            if (rows === CLEARED_ROWS_MAX) await this.pause(PAUSE_MS);
          }
    } finally {
      await connection.close();
    }
    return cleared;
  }

  private get isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async loop() {
    await this.pause(FIRST_ROUND_MS);
    while (!this.isStopping) {
      await this.round().then(this.options.onRound, this.options.onFault);
      await this.pause(ROUND_EVERY_MS);
    }
  }

  /** Waits for this long, or until it is stopped. */
  private async pause(ms: number): Promise<void> {
    await pause(ms, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined);
  }
}
