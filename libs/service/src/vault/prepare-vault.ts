import { ERASING_SERVICES } from '@concord/contracts';
import { createMissingDatabase } from '@concord/event-store';
import { Client, escapeIdentifier } from 'pg';
import { VAULT_TABLES } from './postgres-key-store';

/** Services prepare the vault at the same time: one after the other. */
const LOCK = `select pg_advisory_xact_lock(hashtext('concord vault'))`;

const erases = new Set<string>(ERASING_SERVICES);

/**
 * Creates the vault's database and tables where they are missing. With an administrator of the same server the tables
 * are the administrator's, and the role of `url` gets no more rights on them than its service needs; without, they are
 * that role's.
 */
export async function prepareVault(url: string, service: string, adminUrl?: string): Promise<void> {
  const vault = new URL(url);
  const admin = adminUrl === undefined ? undefined : new URL(adminUrl);
  if (admin?.host !== vault.host) {
    await createMissingDatabase(url);
    if (await isPrepared(url)) return;
    return within(url, [VAULT_TABLES]);
  }
  admin.pathname = vault.pathname;
  await createMissingDatabase(admin.href);
  const role = escapeIdentifier(decodeURIComponent(vault.username));
  const database = escapeIdentifier(decodeURIComponent(vault.pathname.slice(1)));
  await within(admin.href, [
    `revoke all on database ${database} from public`,
    `grant connect on database ${database} to ${role}`,
    VAULT_TABLES,
    `revoke all on subject_keys from ${role}`,
    // To destroy a key is to update its row.
    `grant select, insert${erases.has(service) ? ', update' : ''} on subject_keys to ${role}`,
    `grant select, insert, delete on blind_indexes to ${role}`,
  ]);
}

async function within(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(LOCK);
    for (const statement of statements) await client.query(statement);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** An administrator may have made the tables: this role may then make none. */
async function isPrepared(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: boolean }>(`select to_regclass('blind_indexes') is not null as found`);
    return rows[0]!.found;
  } finally {
    await client.end();
  }
}
