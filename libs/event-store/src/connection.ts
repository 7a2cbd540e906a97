import { StoreFault } from '@concord/event-sourcing';
import { Client, types, type QueryResult, type QueryResultRow } from 'pg';

/** What a connection is for; it decides how the planner and the commit behave. */
export type ConnectionUse = 'append' | 'apply' | 'relay' | 'read';

// Money and counts fit a number; times are ISO 8601 UTC everywhere, also in rows.
types.setTypeParser(types.builtins.INT8, Number);
types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

/**
 * A named statement that is first planned on empty tables keeps a bad generic plan for ever. The hot statements read
 * rows by key alone, so every other access path is switched off for them. A bitmap scan also reads long deleted rows
 * again and again, which an index scan marks as gone.
 */
const BY_KEY =
  '-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan';
const OPTIONS: Record<ConnectionUse, string> = {
  append: `${BY_KEY} -c synchronous_commit=on -c lock_timeout=5s -c statement_timeout=20s`,
  apply: `${BY_KEY} -c synchronous_commit=off -c lock_timeout=5s -c statement_timeout=20s`,
  // After a crash the relay sends again: its cursor needs no disk.
  relay: `${BY_KEY} -c synchronous_commit=off -c lock_timeout=5s -c statement_timeout=20s`,
  read: '-c statement_timeout=3s',
};
/**
 * A network that drops all packets gives no error: the client stops waiting a little after the server would have, and
 * well before the watchdog ends the process.
 */
const QUERY_MS: Record<ConnectionUse, number> = { append: 22_000, apply: 22_000, relay: 22_000, read: 4_000 };
/** How many statements stay prepared on the server; rarer ones are planned each time. */
const PREPARED_MAX = 500;

/**
 * One connection that reconnects by itself: a statement on a lost connection fails once, the next one connects again.
 */
export class Connection {
  private client: Client | undefined;
  private opening: Promise<Client> | undefined;
  private readonly names = new Map<string, string>();
  /** How many sessions have begun. What an earlier session read or wrote may have been lost with the server. */
  session = 0;
  /** Called when a session ends that was not closed here. */
  onLost: (() => void) | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly url: string,
    private readonly use: ConnectionUse,
    private readonly service: string,
  ) {}

  /**
   * Runs a statement after the earlier ones, prepared under its own name. Throws `StoreFault`; `conflict` where
   * `session` is given and has ended.
   */
  query<R extends QueryResultRow>(text: string, values: unknown[] = [], session?: number): Promise<QueryResult<R>> {
    const result = this.last.then(() => this.run<R>(text, values, session));
    this.last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    const client = await this.opening?.catch(() => undefined);
    this.client = undefined;
    this.opening = undefined;
    await client?.end().catch(() => undefined);
  }

  private async run<R extends QueryResultRow>(text: string, values: unknown[], session?: number) {
    let client: Client | undefined;
    try {
      client = await this.connected();
      if (session !== undefined && session !== this.session)
        throw new StoreFault('conflict', 'The session in which this was decided is over.');
      return await client.query<R>({ text, values, name: this.nameOf(text) });
    } catch (error) {
      const fault = storeFault(error);
      if (client && fault.kind === 'unavailable') this.drop(client);
      throw fault;
    }
  }

  private connected(): Promise<Client> {
    this.opening ??= this.connect();
    return this.opening;
  }

  private async connect(): Promise<Client> {
    const application = `concord-${this.service}-${this.use}`;
    const client = new Client({
      connectionString: this.url,
      options: OPTIONS[this.use],
      application_name: application,
      connectionTimeoutMillis: 5_000,
      query_timeout: QUERY_MS[this.use],
      keepAlive: true,
    });
    this.client = client;
    // Without a listener an ending server would end this process.
    client.on('error', () => this.drop(client));
    try {
      await client.connect();
      this.session += 1;
      return client;
    } catch (error) {
      this.drop(client);
      // A server that refuses connections, for whatever reason, says nothing about the work.
      throw new StoreFault('unavailable', (error as Error).message, { cause: error });
    }
  }

  /** An old client that ends late must not touch the newer one. */
  private drop(client: Client) {
    void client.end().catch(() => undefined);
    if (this.client !== client) return;
    this.client = undefined;
    this.opening = undefined;
    this.onLost?.();
  }

  private nameOf(text: string): string | undefined {
    let name = this.names.get(text);
    if (!name && this.names.size < PREPARED_MAX) this.names.set(text, (name = `s${this.names.size}`));
    return name;
  }
}

/** Our own error codes, raised by `fail`. */
export const POSITION_MOVED = 'CC001';

/** What an error of the driver means for the unit of work. */
export function storeFault(error: unknown): StoreFault {
  if (error instanceof StoreFault) return error;
  const { code = '', constraint, message } = error as { code?: string; constraint?: string; message: string };
  const fault = (kind: StoreFault['kind']) => new StoreFault(kind, message, { cause: error });
  if (code === POSITION_MOVED) return fault('position-moved');
  if (code === '23505' && ANSWERED.has(constraint)) return fault('answered');
  if (code === '23505' && FIRST_COMES.has(constraint)) return fault('conflict');
  if (['40001', '40P01', '55P03'].includes(code)) return fault('conflict');
  // Values that do not fit, violated constraints, exceeded limits. Any other error, from a lost connection to a
  // read-only standby or a missing table, is not caused by the data and passes.
  return fault(/^(21|22|23|54|P0)/.test(code) ? 'data' : 'unavailable');
}

const AWAY_CODES = /^(08|53|55P03|57014|57P0)|^E(CONN|PIPE|TIMEDOUT|HOST|NET|AI)/;
const AWAY_WORDS =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable|Query read timeout/i;

/** Whether an error of the driver means that the database cannot be reached or cannot answer now. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  return (typeof code === 'string' && AWAY_CODES.test(code)) || AWAY_WORDS.test(message);
}

const ANSWERED: ReadonlySet<string | undefined> = new Set(['idempotency_keys_pkey', 'events_event_id_key']);
const FIRST_COMES: ReadonlySet<string | undefined> = new Set(['streams_pkey', 'events_pkey']);
