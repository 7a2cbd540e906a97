import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InfraProblem } from './infra-problem';
import { identify, isAlive, type ProcessIdentity } from './process-identity';
import { privateFolder } from './private-folder';
import { waitFor } from './wait';

interface Holder {
  readonly owner: ProcessIdentity | undefined;
  readonly server: ProcessIdentity | undefined;
}

/**
 * One server's folder: its data, its log, its last ports, and a record of the process that runs on it. Two servers on
 * one folder would destroy it; Postgres and Kafka each refuse too, but with messages that do not help.
 */
export class DataFolder {
  readonly logFile: string;

  constructor(
    readonly folder: string,
    private readonly server: string,
    private readonly isPassage = false,
  ) {
    this.logFile = this.file(`${path.basename(folder)}.log`);
  }

  file(name: string): string {
    return path.join(this.folder, name);
  }

  /** The ports of the last run, so that addresses survive a restart. */
  rememberedPorts(): Record<string, number> {
    return readJson<Record<string, number>>(this.file('ports.json')) ?? {};
  }

  rememberPorts(ports: Record<string, number>): void {
    writeFileSync(this.file('ports.json'), `${JSON.stringify(ports)}\n`);
  }

  /**
   * Takes the folder for this process, or names the process that has it. A server whose owner has died is ended first.
   */
  async claim(): Promise<void> {
    privateFolder(this.folder, this.isPassage);
    const note = this.file('in-use.json');
    const mine: Holder = { owner: identify(process.pid), server: undefined };
    for (;;) {
      try {
        writeFileSync(note, JSON.stringify(mine), { flag: 'wx' });
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = readJson<Holder>(note);
      if (holder && isAlive(holder.owner)) throw this.inUse(holder);
      if (holder?.server) await this.endOrphan(holder.server);
      rmSync(note, { force: true });
    }
  }

  /** Records which server process runs on the folder, for whoever finds it after this process was killed. */
  noteServer(pid: number): void {
    const holder: Holder = { owner: identify(process.pid), server: identify(pid) };
    writeFileSync(this.file('in-use.json'), JSON.stringify(holder));
  }

  release(): void {
    rmSync(this.file('in-use.json'), { force: true });
  }

  private inUse({ owner, server }: Holder): InfraProblem {
    const who = owner?.pid === process.pid ? 'this process' : `process ${owner?.pid}`;
    return new InfraProblem(
      `${this.server} already runs on ${this.folder} (started by ${who}${server ? `, server process ${server.pid}` : ''}): ` +
        'stop that run first, or use another data folder.',
    );
  }

  // The watcher of the dead run is ending the server at this moment; if the watcher was killed too, the server is ended
  // here.
  private async endOrphan(server: ProcessIdentity): Promise<void> {
    const gone = async (): Promise<boolean> => !isAlive(server);
    if (await waitFor(gone, 3_000)) return;
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      if (isAlive(server)) process.kill(server.pid, signal);
      if (await waitFor(gone, 10_000)) return;
    }
  }
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
