import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { readConfig } from './config';
import { kafkaSecurity, readServers } from './server-access';
import { ConfigProblem } from './variables';
import { TRIAL_MASTER_KEY } from './vault/master-key';

const good = {
  DATABASE_URL: 'postgres://localhost/shop',
  KAFKA_BROKERS: 'one:9092,two:9092',
  AUTH_JWKS: 'keys.json',
  CONCORD_MASTER_KEY: 'c29tZSB0aGlydHktdHdvIGJ5dGVzIG9mIGEgdGVzdCE=',
  AUTH_ISSUER: 'somebody',
};
const problemOf = (environment: object): string => {
  try {
    readConfig(environment as NodeJS.ProcessEnv);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigProblem);
    return (error as Error).message;
  }
  return '';
};

describe('the configuration', () => {
  it('has defaults for optional variables', () =>
    expect(readConfig(good)).toMatchObject({ CONCORD_PARTITIONS: 6, AUTH_AUDIENCE: 'concord', LOG_LEVEL: 'info' }));
  it('works as the example says it once its key is filled in, also with every default written out', () => {
    const example = readFileSync(path.join(__dirname, '../../../.env.example'), 'utf8');
    expect(problemOf(parseEnv(example))).toContain('CONCORD_MASTER_KEY');
    const filledIn = example.replace(
      /^CONCORD_MASTER_KEY=$/m,
      `CONCORD_MASTER_KEY=${randomBytes(32).toString('base64')}`,
    );
    const asGiven = readConfig(parseEnv(filledIn));
    const writtenOut = readConfig(parseEnv(filledIn.replaceAll(/^#(?=[A-Z_]+=.)/gm, '')));
    expect(writtenOut).toEqual(asGiven);
    expect(example).toContain('\n#CONCORD_PARTITIONS=6\n');
  });
  it('reads numbers', () =>
    expect(readConfig({ ...good, PORT: '3001', CONCORD_FETCH_GAP_MS: '0' })).toMatchObject({
      PORT: 3001,
      CONCORD_FETCH_GAP_MS: 0,
    }));
  describe('a secret in a file', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'concord-secret-'));
    const file = path.join(folder, 'database-url');
    const { DATABASE_URL: url, ...others } = good;
    beforeAll(() => writeFileSync(file, `${url}\n`));
    afterAll(() => rmSync(folder, { recursive: true }));

    it('is read without its line break', () =>
      expect(readConfig({ ...others, DATABASE_URL_FILE: file }).DATABASE_URL).toBe(url));
    it('does not go together with the variable itself', () =>
      expect(problemOf({ ...good, DATABASE_URL_FILE: file })).toContain('leave one out'));
    it('must be there', () =>
      expect(problemOf({ ...others, DATABASE_URL_FILE: path.join(folder, 'none') })).toContain('DATABASE_URL_FILE'));
    it('is read for secrets alone', () =>
      expect(readConfig({ ...good, LOG_LEVEL_FILE: '/none' } as NodeJS.ProcessEnv).LOG_LEVEL).toBe('info'));
  });
  describe('of secured servers', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'concord-access-'));
    const file = (name: string, text: string) => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    afterAll(() => rmSync(folder, { recursive: true }));

    it('puts a password and an authority into the address of the database', () => {
      const ca = file('ca.pem', 'CA');
      const environment = { ...good, DATABASE_PASSWORD_FILE: file('password', 'se:cret\n'), DATABASE_CA_FILE: ca };
      const { DATABASE_URL: url } = readConfig({ ...environment, DATABASE_URL: 'postgres://shop@db/shop' });
      expect(decodeURIComponent(new URL(url).password)).toBe('se:cret');
      expect(new URL(url).searchParams.get('sslrootcert')).toBe(ca);
      expect(problemOf({ ...environment, DATABASE_URL: 'postgres://shop:other@db/shop' })).toContain(
        'DATABASE_URL holds',
      );
    });

    it('configures the connection to Kafka', () => {
      expect(kafkaSecurity(readConfig(good))).toBeUndefined();
      expect(kafkaSecurity(readConfig({ ...good, KAFKA_TLS: 'on' }))).toEqual({ tls: {} });
      const files = { KAFKA_TLS_CA_FILE: file('ca.pem', 'CA'), KAFKA_TLS_CERT_FILE: file('cert.pem', 'CERT') };
      const login = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'orders', KAFKA_SASL_PASSWORD: 'p' };
      const all = { ...good, ...files, KAFKA_TLS_KEY_FILE: file('key.pem', 'KEY'), ...login };
      expect(kafkaSecurity(readConfig(all))).toEqual({
        tls: { ca: 'CA', cert: 'CERT', key: 'KEY' },
        sasl: { mechanism: 'scram-sha-512', username: 'orders', password: 'p' },
      });
    });

    it.each([
      ['KAFKA_TLS_KEY_FILE', { KAFKA_TLS_CERT_FILE: __filename }],
      ['KAFKA_TLS', { KAFKA_TLS: 'off', KAFKA_TLS_CA_FILE: __filename }],
      ['KAFKA_SASL_PASSWORD', { KAFKA_SASL_MECHANISM: 'scram-sha-256', KAFKA_SASL_USERNAME: 'orders' }],
      ['KAFKA_SASL_MECHANISM', { KAFKA_SASL_MECHANISM: 'plain' }],
      ['KAFKA_TLS_CA_FILE', { KAFKA_TLS_CA_FILE: '/none' }],
      ['DATABASE_CA_FILE', { DATABASE_CA_FILE: '/none' }],
      ['DATABASE_URL', { DATABASE_URL: 'postgres://db/shop?sslmode=perhaps' }],
    ])('refuses what does not fit together, and names %s', (name, more) => {
      expect(problemOf({ ...good, ...more })).toContain(name);
    });

    it('refuses in production the master key for development', () => {
      const trial = { ...good, CONCORD_MASTER_KEY: TRIAL_MASTER_KEY };
      expect(problemOf(trial)).toBe('');
      expect(problemOf({ ...trial, NODE_ENV: 'production' })).toContain('CONCORD_MASTER_KEY');
      expect(problemOf({ ...good, CONCORD_MASTER_KEY: 'short' })).toContain('32 random bytes');
    });

    it('keeps the vault beside the database unless told otherwise', () => {
      expect(readConfig({ ...good, DATABASE_URL: 'postgres://a:b@db:5/orders' }).VAULT_URL).toBe(
        'postgres://a:b@db:5/vault',
      );
      const own = {
        ...good,
        DATABASE_PASSWORD: 'b',
        DATABASE_URL: 'postgres://a@db/orders',
        VAULT_URL: 'postgres://v:w@x/keys',
      };
      expect(readConfig(own).VAULT_URL).toBe('postgres://v:w@x/keys');
    });

    it('refuses development passwords in production', () => {
      const trial = { ...good, DATABASE_URL: 'postgres://catalog@db/catalog', DATABASE_PASSWORD: 'catalog' };
      expect(problemOf(trial)).toBe('');
      expect(problemOf({ ...trial, NODE_ENV: 'production' })).toContain('DATABASE_URL');
      expect(problemOf({ ...trial, DATABASE_PASSWORD: 'another', NODE_ENV: 'production' })).toBe('');
    });

    it('is read by commands too', () => {
      expect(readServers({})).toEqual({ databaseUrl: undefined, kafkaBrokers: undefined, kafkaSecurity: undefined });
      const url = {
        DATABASE_URL_FILE: file('url', 'postgres://db/postgres\n'),
        KAFKA_BROKERS: 'one:9093',
        KAFKA_TLS: 'on',
      };
      expect(readServers(url)).toEqual({
        databaseUrl: 'postgres://db/postgres',
        kafkaBrokers: 'one:9093',
        kafkaSecurity: { tls: {} },
      });
    });
  });
  it('takes a crash point by its name, and never in production', () => {
    const armed = { ...good, CRASH_AT: 'relay.acknowledged:3' };
    expect(readConfig(armed).CRASH_AT).toBe('relay.acknowledged:3');
    expect(problemOf({ ...good, CRASH_AT: 'relay.somewhere:3' })).toContain('CRASH_AT');
    expect(problemOf({ ...armed, NODE_ENV: 'production' })).toContain('CRASH_AT');
  });
  it('names everything that is missing, in one line', () => {
    const problem = problemOf({});
    for (const name of Object.keys(good)) expect(problem).toContain(name);
    expect(problem).not.toContain('\n');
  });
  it.each([
    ['DATABASE_URL', 'mysql://localhost/shop'],
    ['KAFKA_BROKERS', 'localhost'],
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['CONCORD_PARTITIONS', '0'],
    ['CONCORD_PARTITIONS', '2.5'],
    ['CONCORD_REPLICAS', '8'],
    ['CONCORD_TOPIC_PREFIX', 'My Shop'],
    ['CONCORD_FETCH_GAP_MS', '-1'],
    ['CONCORD_FEEDS', 'inventory'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s and names it', (name, value) => expect(problemOf({ ...good, [name]: value })).toContain(name));
});
