import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
// The servers that all specs share let everybody in.
// oxlint-disable-next-line no-restricted-imports
import { freePort, startKafka, startPostgres, type KafkaServer, type PostgresServer } from '@concord/local-infra';
import { eventually, uniqueName } from '@concord/testing';
import { newAuthority } from '@concord/testing/certificates';
import { DataSource } from 'typeorm';
import { developmentIssuer, migrate, readConfig, startService, TRIAL_MASTER_KEY, type RunningService } from '../src';
import { bankService, tillsService } from './tills-service';

const ROOT = path.resolve(__dirname, '..', '..', '..', '.concord');
const PASSWORD = 'pencil and paper';

/** All that a service is told comes from variables and files, as operations give it. */
describe('services on servers that let nobody in without TLS', () => {
  mkdirSync(ROOT, { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, 'spec-servers-'));
  const file = (name: string, text: string) => {
    writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  let postgres: PostgresServer;
  let kafka: KafkaServer;
  let issuer: Awaited<ReturnType<typeof developmentIssuer>>;
  let [tills, bank]: RunningService[] = [];

  beforeAll(async () => {
    const authority = await newAuthority('shop');
    const [node, own] = await Promise.all([
      authority.issue('servers', 'localhost', '127.0.0.1'),
      authority.issue('bank'),
    ]);
    const scramPort = await freePort();
    const mutualPort = await freePort({ except: [scramPort] });
    const secured = { ...node, scramPort, mutualPort, authority: authority.certificate, users: { tills: PASSWORD } };
    [postgres, kafka] = await Promise.all([
      startPostgres({ dataFolder: folder, from: 'process', tls: node }),
      startKafka({ dataFolder: folder, from: 'process', secured }),
    ]);
    issuer = await developmentIssuer(path.join(folder, 'keys'), {});
    const ca = file('ca.pem', authority.certificate);
    const configOf = (name: string, access: object) =>
      readConfig({
        DATABASE_ADMIN_URL: postgres.url,
        DATABASE_CA_FILE: ca,
        DATABASE_PASSWORD_FILE: file('password', PASSWORD),
        DATABASE_URL: `postgres://${name}@127.0.0.1:${postgres.port}/${name}`,
        KAFKA_TLS_CA_FILE: ca,
        AUTH_JWKS: issuer.jwksFile,
        AUTH_ISSUER: issuer.issuer,
        CONCORD_PARTITIONS: '4',
        LOG_LEVEL: 'silent',
        CONCORD_MASTER_KEY: TRIAL_MASTER_KEY,
        ...access,
      });
    const byPassword = configOf('tills', {
      KAFKA_BROKERS: `127.0.0.1:${scramPort}`,
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_SASL_USERNAME: 'tills',
      KAFKA_SASL_PASSWORD_FILE: file('sasl', `${PASSWORD}\n`),
    });
    const byCertificate = configOf('bank', {
      KAFKA_BROKERS: `127.0.0.1:${mutualPort}`,
      KAFKA_TLS_CERT_FILE: file('bank.pem', own.certificate),
      KAFKA_TLS_KEY_FILE: file('bank.key', own.key),
    });
    await migrate(tillsService, byPassword);
    await migrate(bankService, byCertificate);
    [tills, bank] = await Promise.all([
      startService(tillsService, byPassword),
      startService(bankService, byCertificate),
    ]);
  }, 90_000);
  afterAll(async () => {
    await Promise.all([tills?.stop(), bank?.stop()]);
    await Promise.all([postgres.stop(), kafka.stop()]);
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('hear each other, and every session with the database is encrypted', async () => {
    const authorization = `Bearer ${await issuer.mint({ roles: 'inventory_manager' })}`;
    const added = await fetch(`${tills!.url}/v1/tills/safe/coins`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'idempotency-key': uniqueName('key') },
      body: JSON.stringify({ coins: 7 }),
    });
    expect(added.status).toBe(200);
    await eventually(
      async () => {
        const saved = await fetch(`${bank!.url}/v1/savings/safe`, { headers: { authorization } });
        expect(await saved.json()).toMatchObject({ coins: 7 });
      },
      { within: 20_000 },
    );
    const sessions = await bank!.app
      .get(DataSource)
      .query(`select ssl from pg_stat_ssl join pg_stat_activity using (pid) where datname in ('tills', 'bank')`);
    expect(sessions.length).toBeGreaterThan(5);
    expect(sessions.filter(({ ssl }: { ssl: boolean }) => !ssl)).toEqual([]);
  }, 40_000);
});
