import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
// The Postgres that all specs share shows no certificate.
// oxlint-disable-next-line no-restricted-imports
import { startPostgres, type PostgresServer } from '@concord/local-infra';
import { add, openTills, run } from '@concord/testing';
import { newAuthority } from '@concord/testing/certificates';
import { Client } from 'pg';
import { completeDatabaseUrl, createMissingDatabase, provisionDatabase, readLane, FEED_START } from '../src';

const ROOT = path.resolve(__dirname, '..', '..', '..', '.concord');

describe('a database with TLS', () => {
  mkdirSync(ROOT, { recursive: true });
  const dataFolder = mkdtempSync(path.join(ROOT, 'spec-tls-'));
  const [caFile, otherFile] = ['ca.pem', 'other.pem'].map((name) => path.join(dataFolder, name)) as [string, string];
  let server: PostgresServer;
  let plain: string;

  beforeAll(async () => {
    const [authority, other] = await Promise.all([newAuthority('shop'), newAuthority('somebody')]);
    writeFileSync(caFile, authority.certificate);
    writeFileSync(otherFile, other.certificate);
    server = await startPostgres({ dataFolder, from: 'process', tls: await authority.issue('db', 'localhost') });
    plain = server.url.replace('127.0.0.1', 'localhost');
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }, 30_000);

  const named = (name: string, url = plain) => {
    const own = new URL(url);
    own.pathname = `/${name}`;
    return own.href;
  };
  const refusal = async (url: string) => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    const error = await client.connect().then(
      () => undefined,
      (failure: Error) => failure,
    );
    await client.end().catch(() => undefined);
    return error?.message;
  };

  it('is encrypted on every connection of a service, from the first to the last', async () => {
    const adminUrl = completeDatabaseUrl(plain, { caFile });
    const bare = new URL(named('tills'));
    bare.username = 'tills';
    const url = completeDatabaseUrl(bare.href, { password: 'p@ss/word #1', caFile });
    await provisionDatabase(adminUrl, url);
    const tills = await openTills(url);
    await run(tills.engine, add('tls', 5));
    expect(await readLane(tills.store.reading, 0, FEED_START, 1)).toBeDefined();
    await tills.store.timers.claim(1);
    await tills.store.lanes.lease('spec');
    const sessions = await tills.dataSource.query(
      `select application_name as name, ssl from pg_stat_ssl join pg_stat_activity using (pid) where datname = 'tills'`,
    );
    expect(sessions.length).toBeGreaterThanOrEqual(5);
    expect(sessions.filter(({ ssl }: { ssl: boolean }) => !ssl)).toEqual([]);
    await tills.close();
  });

  it('is created over TLS where it is missing', async () => {
    const url = completeDatabaseUrl(named('missing'), { caFile });
    await createMissingDatabase(url);
    expect(await refusal(url)).toBeUndefined();
  });

  it('is refused where the certificate is of another authority, or for another host', async () => {
    expect(await refusal(completeDatabaseUrl(plain, { caFile: otherFile }))).toMatch(/certificate/);
    expect(await refusal(completeDatabaseUrl(plain.replace('localhost', '127.0.0.1'), { caFile }))).toMatch(
      /127\.0\.0\.1/,
    );
    expect(await refusal(completeDatabaseUrl(`${plain}?sslmode=require`))).toMatch(/certificate/);
    expect(await refusal(completeDatabaseUrl(`${plain}?sslmode=no-verify`))).toBeUndefined();
  });
});
