import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { createDatabase, databaseUrl, dropDatabase, InfraProblem, startInfra, startKafka, startPostgres } from '../src';
import type { LocalInfra } from '../src';

const workspace = path.resolve(__dirname, '../../..');
const folders: string[] = [];
const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

function newFolder(): string {
  mkdirSync(path.join(workspace, '.concord'), { recursive: true });
  const folder = mkdtempSync(path.join(workspace, '.concord', 'local-infra-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe('a Postgres and a Kafka on this machine', () => {
  let infra: LocalInfra;
  let dataFolder: string;
  const lines: string[] = [];

  beforeAll(async () => {
    dataFolder = newFolder();
    infra = await startInfra({ dataFolder, keepData: false, onProgress: (line) => lines.push(line) });
  }, 120_000);
  afterAll(() => infra?.stop(), 60_000);

  it('tells when each is ready', () => {
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Postgres is/), expect.stringMatching(/^Kafka is/)]),
    );
  });

  it('shows its data to nobody else on the machine', () => {
    const modes = (place: string) => (statSync(path.join(dataFolder, place)).mode & 0o777).toString(8);
    // Postgres runs as another user where we are root, who must get through to its data.
    const passage = process.getuid?.() === 0 ? '711' : '700';
    expect(['', 'postgres', 'kafka'].map(modes)).toEqual([passage, passage, '700']);
  });

  it('keeps what was committed when Postgres is killed and started again', async () => {
    const url = await createDatabase(infra.postgres.url, 'kept');
    await query(url, 'create table t as select 42 as n');
    const port = infra.postgres.port;

    await infra.postgres.kill();
    expect(infra.postgres.pid).toBeUndefined();
    await infra.postgres.restart();

    expect(infra.postgres.port).toBe(port);
    expect(await query(url, 'select n from t')).toEqual([{ n: 42 }]);
    expect(await query(url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  }, 60_000);

  it('keeps the topics when Kafka is killed and started again', async () => {
    const [broker] = infra.kafka.brokers;
    await withKafkaAdmin(infra, (admin) => admin.createTopics({ topics: [{ topic: 'kept', numPartitions: 3 }] }));

    await infra.kafka.kill();
    await infra.kafka.restart();

    expect(infra.kafka.brokers).toEqual([broker]);
    expect(await withKafkaAdmin(infra, (admin) => admin.listTopics())).toContain('kept');
  }, 60_000);

  it('starts a server again that somebody else has killed', async () => {
    for (const server of [infra.postgres, infra.kafka]) {
      process.kill(server.pid!, 'SIGKILL');
      while (server.pid !== undefined) await sleep(20);
      await server.restart();
      expect(server.pid).toBeDefined();
    }
  }, 60_000);

  it('refuses a second server on the same data', async () => {
    const folder = path.dirname(path.dirname(infra.postgres.logFile ?? ''));
    await expect(startPostgres({ dataFolder: folder })).rejects.toThrow(InfraProblem);
    await expect(startKafka({ dataFolder: folder })).rejects.toThrow(/already runs on .*another data folder/);
  });

  it('refuses a port that is taken', async () => {
    await expect(startPostgres({ dataFolder: newFolder(), port: infra.postgres.port })).rejects.toThrow(
      `Port ${infra.postgres.port} for Postgres is taken`,
    );
  });

  it('takes servers that are named by address, and leaves them alone', async () => {
    const named = await startInfra({
      dataFolder: newFolder(),
      databaseUrl: infra.postgres.url,
      kafkaBrokers: infra.kafka.brokers.join(','),
    });
    expect([named.postgres.source, named.kafka.source]).toEqual(['configured', 'configured']);
    await named.stop();
    await expect(named.postgres.kill()).rejects.toThrow(InfraProblem);
    expect(await query(infra.postgres.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('copies a database from a template and drops it while somebody is connected', async () => {
    const template = await createDatabase(infra.postgres.url, 'template-of-it');
    await query(template, 'create table t as select 7 as n');
    const copy = await createDatabase(infra.postgres.url, 'copy of it', { template: 'template-of-it' });
    expect(await query(copy, 'select n from t')).toEqual([{ n: 7 }]);
    expect(await createDatabase(infra.postgres.url, 'copy of it', { ifMissing: true })).toBe(copy);

    const guest = new Client({ connectionString: copy });
    guest.on('error', () => undefined);
    await guest.connect();
    await dropDatabase(infra.postgres.url, 'copy of it');
    await expect(query(copy, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });
});

it('leaves no server behind when its parent is killed', async () => {
  process.env['CONCORD_INFRA'] = 'process';
  const folder = newFolder();
  const loader = path.join(workspace, 'tools', 'source.cjs');
  const program = path.join(__dirname, 'run-until-killed.ts');
  const parent = spawn(process.execPath, ['--conditions=@concord/source', '-r', loader, program, folder], {
    env: { ...process.env, CONCORD_INFRA: 'process' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await Promise.race([once(parent.stdout, 'data'), once(parent, 'exit')])) as [unknown];
  const servers = JSON.parse(String(said)) as number[];
  expect(servers.map(isRunning)).toEqual([true, true]);

  parent.kill('SIGKILL');
  await once(parent, 'exit');

  // The same folder is free again for the next run, which finds the same ports; it waits for the end of the servers.
  const next = await startPostgres({ dataFolder: folder });
  await next.stop();
  const deadline = Date.now() + 10_000;
  while (servers.some(isRunning) && Date.now() < deadline) await sleep(50);
  expect(servers.map(isRunning)).toEqual([false, false]);
}, 90_000);

describe('what is missing', () => {
  it('is said in one sentence: no Java', async () => {
    process.env['PATH'] = newFolder();
    process.env['CONCORD_INFRA'] = 'process';
    delete process.env['JAVA_HOME'];
    const problem = await startKafka({ dataFolder: newFolder() }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(InfraProblem);
    expect(String(problem)).toMatch(
      /^InfraProblem: Kafka needs Java, and none was found: install [^\n]*KAFKA_BROKERS[^\n]*\.$/,
    );
  });

  it('is said in one sentence: nobody at the address given', async () => {
    const url = 'postgres://somebody:secret@127.0.0.1:9/shop';
    const problem = await startPostgres({ dataFolder: newFolder(), databaseUrl: url }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(InfraProblem);
    expect(String(problem)).not.toContain('secret');
  }, 30_000);
});

it('gives the address of another database on the same server', () => {
  expect(databaseUrl('postgres://me:pw@db:5433/postgres?sslmode=require', 'orders')).toBe(
    'postgres://me:pw@db:5433/orders?sslmode=require',
  );
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function withKafkaAdmin<T>(infra: LocalInfra, use: (admin: import('kafkajs').Admin) => Promise<T>): Promise<T> {
  const { Kafka, logLevel } = await import('kafkajs');
  const admin = new Kafka({ brokers: infra.kafka.brokers, logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return await use(admin);
  } finally {
    await admin.disconnect();
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
