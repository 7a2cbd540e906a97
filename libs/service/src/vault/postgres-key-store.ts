import { ImpatientClient } from '@concord/event-store';
import { Pool } from 'pg';
import type { IndexEntry, KeyStore, StoredKey } from './key-store';

const CONNECTIONS = 2;
/** A vault that does not answer makes a request fail with 503, and not wait. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 10_000;

/** The tables of the vault. */
export const VAULT_TABLES = `
  create table if not exists subject_keys (
    subject text primary key,
    key_id text not null unique,
    wrapped text,
    created_at timestamptz not null default clock_timestamp(),
    destroyed_at timestamptz
  );
  create table if not exists blind_indexes (
    subject text not null,
    kind text not null,
    digest text not null,
    primary key (kind, digest, subject)
  );
  create index if not exists blind_indexes_subject on blind_indexes (subject);
`;

// What is there already is not written again. A subject that another instance added meanwhile is in neither half.
const DEMAND = `
  with wanted as (select * from unnest($1::text[], $2::text[], $3::text[]) as w (subject, key_id, wrapped)),
  made as (
    insert into subject_keys (subject, key_id, wrapped) select subject, key_id, wrapped from wanted
      where not exists (select from subject_keys k where k.subject = wanted.subject)
    on conflict (subject) do nothing
    returning subject, key_id, wrapped
  )
  select subject, key_id as "keyId", wrapped from made
  union all select k.subject, k.key_id, k.wrapped from subject_keys k join wanted w using (subject)`;

const BY_ID = `select subject, key_id as "keyId", wrapped from subject_keys where key_id = any ($1)`;

const DESTROY = `
  with cleared as (delete from blind_indexes where subject = $1)
  insert into subject_keys (subject, key_id, destroyed_at) values ($1, $2, clock_timestamp())
  on conflict (subject) do update set wrapped = null, destroyed_at = clock_timestamp()
    where subject_keys.destroyed_at is null`;

const INDEX = `
  with wanted as (select * from unnest($2::text[], $3::text[]) as w (kind, digest)),
  cleared as (
    delete from blind_indexes b where b.subject = $1
      and not exists (select from wanted w where w.kind = b.kind and w.digest = b.digest)
  )
  insert into blind_indexes (subject, kind, digest) select $1, kind, digest from wanted on conflict do nothing`;

const FIND = `select subject from blind_indexes where kind = $1 and digest = $2 order by subject`;

const AFTER = `select subject, key_id as "keyId", wrapped from subject_keys
  where key_id > $1 and wrapped is not null order by key_id limit $2`;

const REWRAP = `update subject_keys k set wrapped = w.wrapped
  from unnest($1::text[], $2::text[]) w (key_id, wrapped) where k.key_id = w.key_id and k.wrapped is not null`;

/** Keeps the keys of subjects in the vault's own database. */
export class PostgresKeyStore implements KeyStore {
  private readonly pool: Pool;

  constructor(url: string) {
    this.pool = new Pool({
      connectionString: url,
      max: CONNECTIONS,
      application_name: 'concord-vault',
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: STATEMENT_MS,
      Client: ImpatientClient,
    });
    // A connection that breaks while it idles is replaced by the next query.
    this.pool.on('error', () => {});
  }

  async demand(proposed: readonly (StoredKey & { readonly wrapped: string })[]): Promise<readonly StoredKey[]> {
    const found: StoredKey[] = [];
    for (let rest = [...proposed]; rest.length > 0;) {
      const lists = [
        rest.map(({ subject }) => subject),
        rest.map(({ keyId }) => keyId),
        rest.map(({ wrapped }) => wrapped),
      ];
      const { rows } = await this.pool.query<StoredKey>({ name: 'demand', text: DEMAND, values: lists });
      found.push(...rows);
      const known = new Set(rows.map(({ subject }) => subject));
      rest = rest.filter(({ subject }) => !known.has(subject));
    }
    return found;
  }

  async byId(keyIds: readonly string[]): Promise<readonly StoredKey[]> {
    return (await this.pool.query<StoredKey>({ name: 'by-id', text: BY_ID, values: [keyIds] })).rows;
  }

  async destroy(subject: string, keyId: string): Promise<void> {
    await this.pool.query(DESTROY, [subject, keyId]);
  }

  async index(subject: string, entries: readonly IndexEntry[]): Promise<void> {
    await this.pool.query(INDEX, [subject, entries.map(({ kind }) => kind), entries.map(({ digest }) => digest)]);
  }

  async find(kind: string, digest: string): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ subject: string }>(FIND, [kind, digest]);
    return rows.map(({ subject }) => subject);
  }

  /** Keys, in the order of their ids, after an id. */
  async after(keyId: string, limit: number): Promise<readonly StoredKey[]> {
    return (await this.pool.query<StoredKey>(AFTER, [keyId, limit])).rows;
  }

  /** Replaces wrapped keys, unless they were destroyed meanwhile. */
  async rewrap(keys: readonly { readonly keyId: string; readonly wrapped: string }[]): Promise<void> {
    await this.pool.query(REWRAP, [keys.map(({ keyId }) => keyId), keys.map(({ wrapped }) => wrapped)]);
  }

  /** Closes the connections. */
  close(): Promise<void> {
    return this.pool.end();
  }
}
