import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier, type DatabaseError } from 'pg';

/** How a new database begins. */
export interface NewDatabase {
  /** Copied from this database instead of starting empty; nobody may be connected to it meanwhile. */
  readonly template?: string;
  /** An existing database of that name is left as it is; without this it is an error. */
  readonly ifMissing?: boolean;
}

/** Creates a database on the server and returns its URL. */
export async function createDatabase(
  serverUrl: string,
  name: string,
  { template, ifMissing }: NewDatabase = {},
): Promise<string> {
  const source = template ? ` TEMPLATE ${escapeIdentifier(template)}` : '';
  try {
    await run(serverUrl, `CREATE DATABASE ${escapeIdentifier(name)}${source}`);
  } catch (error) {
    if (!(ifMissing && codeOf(error) === DUPLICATE_DATABASE)) throw error;
  }
  return databaseUrl(serverUrl, name);
}

/** Drops a database and disconnects its clients; does nothing if there is none. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await run(serverUrl, `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
}

/** The URL of another database on the same server: same user, host and options. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.toString();
}

const DUPLICATE_DATABASE = '42P04';
const OBJECT_IN_USE = '55006';

// Two databases made from one template at the same moment: the second one finds the template in use for some
// milliseconds.
async function run(serverUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        if (codeOf(error) !== OBJECT_IN_USE || tries === 20) throw error;
        await sleep(50 * tries);
      }
    }
  } finally {
    await client.end();
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as DatabaseError).code;
}
