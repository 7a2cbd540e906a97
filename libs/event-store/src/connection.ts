import { StoreFault } from '@concord/event-sourcing';
import { Client, types, type QueryResult, type QueryResultRow } from 'pg';

/** What a connection is for; it decides how the planner and the commit behave. */
export type ConnectionUse = 'append' | 'apply' | 'relay' | 'read';

// Money and counts fit a number; times are ISO 8601 UTC everywhere, also in rows.
types.setTypeParser(types.builtins.INT8, Number);
types.setTypeParser(types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());

/**
 * A named statement first planned on empty tables keeps a bad generic plan for ever. The hot statements touch rows by
 * key alone, so every other way to read is switched off where they run.
 */
const BY_KEY =
  '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan';
const OPTIONS: Record<ConnectionUse, string> = {
  append: `${BY_KEY} -c synchronous_commit=on -c lock_timeout=5s -c statement_timeout=30s`,
  apply: `${BY_KEY} -c synchronous_commit=off -c lock_timeout=5s -c statement_timeout=30s`,
  // A crash repeats what the relay sent: its cursor needs no disk.
  relay: `${BY_KEY} -c synchronous_commit=off -c lock_timeout=5s -c statement_timeout=30s`,
  read: '-c statement_timeout=3s',
};

/** One connection that comes back by itself: a statement on a lost one fails once, the next one connects again. */
export class Connection {
  private client: Promise<Client> | undefined;
  private readonly names = new Map<string, string>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly url: string,
    private readonly use: ConnectionUse,
    private readonly service: string,
  ) {}

  /** Runs a statement after those that were asked for before, prepared under a name of its own. Throws `StoreFault`. */
  query<R extends QueryResultRow>(text: string, values: unknown[] = []): Promise<QueryResult<R>> {
    const result = this.last.then(() => this.run<R>(text, values));
    this.last = result.catch(() => undefined);
    return result;
  }

  async close(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.then((open) => open.end()).catch(() => undefined);
  }

  private async run<R extends QueryResultRow>(text: string, values: unknown[]): Promise<QueryResult<R>> {
    let client: Client | undefined;
    try {
      client = await this.connected();
      return await client.query<R>({ text, values, name: this.nameOf(text) });
    } catch (error) {
      const fault = storeFault(error);
      if (fault.kind === 'unavailable') this.drop(client);
      throw fault;
    }
  }

  private connected(): Promise<Client> {
    this.client ??= this.connect().catch((error: unknown) => {
      this.client = undefined;
      throw error;
    });
    return this.client;
  }

  private async connect(): Promise<Client> {
    const application = `concord-${this.service}-${this.use}`;
    const client = new Client({
      connectionString: this.url,
      options: OPTIONS[this.use],
      application_name: application,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    // Without a listener a server that goes away would end this process.
    client.on('error', () => this.drop(client));
    await client.connect();
    return client;
  }

  private drop(client?: Client) {
    const current = this.client;
    this.client = undefined;
    void current?.then((open) => open.end()).catch(() => undefined);
    void client?.end().catch(() => undefined);
  }

  private nameOf(text: string): string {
    let name = this.names.get(text);
    if (!name) this.names.set(text, (name = `s${this.names.size}`));
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
  if (code === '23505') return fault(constraint === 'idempotency_keys_pkey' ? 'answered' : 'conflict');
  if (['40001', '40P01', '55P03'].includes(code)) return fault('conflict');
  // Five characters are a code of the server's: all classes but these say that the statement itself was wrong.
  const fromServer = /^[0-9A-Z]{5}$/.test(code);
  if (!fromServer || /^(08|53|57|58)/.test(code)) return fault('unavailable');
  return fault('data');
}
