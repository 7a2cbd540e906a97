import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { developmentIssuer, TRIAL_MASTER_KEY } from '@concord/service';
import { eventually, kafkaBrokers, testDatabase, uniqueName } from '@concord/testing';

// Makes a service with the generator in a copy of this repository, starts it, and removes the copy.

const root = path.resolve(__dirname, '../..');
const database = testDatabase('generated-service');

describe('a service from the template', () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'concord-copy-'));
  let service: ChildProcess | undefined;
  let environment: NodeJS.ProcessEnv;
  let address: string;

  beforeAll(() => {
    for (const entry of readdirSync(root))
      if (!['.git', '.concord', '.nx', 'node_modules'].includes(entry))
        cpSync(path.join(root, entry), path.join(copy, entry), { recursive: true });
    // Packages are shared with this repository, all but its own workspaces.
    mkdirSync(path.join(copy, 'node_modules', '@concord'), { recursive: true });
    for (const entry of readdirSync(path.join(root, 'node_modules')))
      if (entry !== '@concord')
        symlinkSync(path.join(root, 'node_modules', entry), path.join(copy, 'node_modules', entry));
    for (const kind of ['apps', 'libs']) for (const name of readdirSync(path.join(copy, kind))) link(kind, name);
  }, 60_000);
  afterAll(() => {
    service?.kill('SIGKILL');
    rmSync(copy, { recursive: true, force: true });
  });

  const link = (kind: string, name: string) =>
    symlinkSync(path.join(copy, kind, name), path.join(copy, 'node_modules', '@concord', name));
  const node = (...words: string[]) => execFileSync(process.execPath, words, { cwd: copy, encoding: 'utf8' });
  const read = (file: string) => readFileSync(path.join(copy, file), 'utf8');

  it('is registered everywhere and starts', async () => {
    node('tools/generate.mjs', 'service', 'gift-wrap');
    link('apps', 'gift-wrap');
    expect(read('docker-compose.yml')).toContain('gift-wrap-migrate:');
    expect(read('docker-compose.yml')).toContain('gift-wrap=http://gift-wrap:3000');
    expect(read('docker-compose.yml')).toContain(
      'secrets: [gift-wrap-database-password, master-key, master-key-previous]',
    );
    expect(read('.compose/secrets/gift-wrap-database-password')).toBe('gift-wrap\n');
    expect(read('Dockerfile')).toContain('COPY apps/gift-wrap/package.json apps/gift-wrap/');
    expect(read('apps/cli/src/simulate/service-parts.ts')).toContain('giftWrap');
    expect(read('package-lock.json')).toContain('"apps/gift-wrap"');
    node('tools/generate.mjs', '--check');
    node('tools/build.mjs');

    const issuer = await developmentIssuer(path.join(copy, 'keys'), {});
    let output = '';
    environment = {
      ...process.env,
      DATABASE_URL: database.url,
      KAFKA_BROKERS: kafkaBrokers().join(','),
      VAULT_URL: database.url,
      CONCORD_MASTER_KEY: TRIAL_MASTER_KEY,
      PORT: '0',
      LOG_LEVEL: 'info',
      AUTH_JWKS: issuer.jwksFile,
      AUTH_ISSUER: issuer.issuer,
      CONCORD_TOPIC_PREFIX: `${uniqueName('wrap')}-`,
    };
    service = spawn(process.execPath, ['apps/gift-wrap/dist/main.js', 'up'], { cwd: copy, env: environment });
    for (const stream of [service.stdout, service.stderr]) stream!.on('data', (part) => void (output += String(part)));
    address = await eventually(
      () => {
        const [, url] = /"url":"(http[^"]+)"/.exec(output) ?? [];
        if (!url) throw new Error(`It has not said that it is ready: ${output}`);
        return url;
      },
      { within: 30_000 },
    );
    expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  }, 120_000);

  it('says in one sentence that its port is taken', () => {
    const [, port = ''] = /:(\d+)$/.exec(address) ?? [];
    const started = spawnSync(process.execPath, ['apps/gift-wrap/dist/main.js'], {
      cwd: copy,
      env: { ...environment, PORT: port },
      encoding: 'utf8',
    });
    expect(started.status).toBe(1);
    expect(started.stderr).toContain(`port ${port} is taken`);
  }, 60_000);

  it('refuses a name that is taken, with a sentence', () =>
    expect(() => node('tools/generate.mjs', 'service', 'orders')).toThrow('apps/orders is there already'));
});
