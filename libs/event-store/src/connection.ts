import { StoreFault } from '@concord/event-sourcing';
import { Client, types, type QueryResult, type QueryResultRow } from 'pg';

/** What a connection is for; it decides how the planner and the commit behave. */
export type ConnectionUse = 'append' | 'apply' | 'relay' | 'read';

// Money and counts fit a number; times are ISO 8601 UTC everywhere, also in rows.
types.setTypeParser(types.builtins.INT8, Number);
types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

/**
 * A named statement first planned on empty tables keeps a bad generic plan for ever. The hot statements touch rows by
 * key alone, so every other way to read is switched off where they run; a bitmap also reads again and again what has
 * long been deleted, which an index scan marks as gone.
 */
const BY_KEY =
  '-c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan';
const OPTIONS: Record<ConnectionUse, string> = {
  append: `${BY_KEY} -c synchronous_commit=on -c lock_timeout=5s -c statement_timeout=20s`,
  apply: `${BY_KEY} -c synchronous_commit=off -c lock_timeout=5s -c statement_timeout=20s`,
  // A crash repeats what the relay sent: its cursor needs no disk.
  relay: `${BY_KEY} -c synchronous_commit=off -c lock_timeout=5s -c statement_timeout=20s`,
  read: '-c statement_timeout=3s',
};
/**
 * A network that swallows everything says nothing: we stop waiting a little after the server would have, and well before
 * the watchdog takes the wait for a standstill and ends the process.
 */
const QUERY_MS: Record<ConnectionUse, number> = { append: 22_000, apply: 22_000, relay: 22_000, read: 4_000 };
/** Statements kept prepared on the server; rarer ones than these are planned each time. */
const PREPARED_MAX = 500;

/** One connection that comes back by itself: a statement on a lost one fails once, the next one connects again. */
export class Connection {
  private client: Client | undefined;
  private opening: Promise<Client> | undefined;
  private readonly names = new Map<string, string>();
  /** How many sessions have begun; what was read or written in an earlier one may be gone with the server. */
  session = 0;
  /** Told when a session ends that was not closed here. */
  onLost: (() => void) | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly url: string,
    private readonly use: ConnectionUse,
    private readonly service: string,
  ) {}

  /**
   * Runs a statement after those that were asked for before, prepared under a name of its own. Throws `StoreFault`;
   * `conflict` where `session` is given and is over.
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
    // Without a listener a server that goes away would end this process.
    client.on('error', () => this.drop(client));
    try {
      await client.connect();
      this.session += 1;
      return client;
    } catch (error) {
      this.drop(client);
      // A server that lets nobody in, for whatever reason, says nothing about the work that was to be done.
      throw new StoreFault('unavailable', (error as Error).message, { cause: error });
    }
  }

  /** An old client that ends late takes nothing from the one that was made since. */
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
  // Values that do not fit, constraints that they break, limits that they pass. Anything else, from a lost connection to
  // a standby that cannot write or a table that is not there yet, is none of the data's fault and passes.
  return fault(/^(21|22|23|54|P0)/.test(code) ? 'data' : 'unavailable');
}

const AWAY_CODES = /^(08|53|55P03|57014|57P0)|^E(CONN|PIPE|TIMEDOUT|HOST|NET|AI)/;
const AWAY_WORDS =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable|Query read timeout/i;

/** Whether an error of the driver, whoever caught it, says that the database cannot be reached or cannot answer now. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  return (typeof code === 'string' && AWAY_CODES.test(code)) || AWAY_WORDS.test(message);
}

const ANSWERED: ReadonlySet<string | undefined> = new Set(['idempotency_keys_pkey', 'events_event_id_key']);
const FIRST_COMES: ReadonlySet<string | undefined> = new Set(['streams_pkey', 'events_pkey']);
