import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { Socket } from 'node:net';

/** What to run, and the signal that ends it in good order. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly logFile: string;
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
}

/** A server process in a session of its own that does not outlive the process that started it, however that one ends. */
export class WatchedProcess {
  private readonly child: ChildProcess;
  private readonly watcher: ChildProcess;
  private readonly logStart: number;
  private readonly ended: Promise<void>;
  private spawnError: Error | undefined;

  constructor(private readonly launch: Launch) {
    const log = openSync(launch.logFile, 'a');
    this.logStart = statSync(launch.logFile).size;
    // A session of its own: Ctrl-C in the terminal must reach the services first, the servers last.
    this.child = spawn(launch.command, launch.args, {
      env: launch.env,
      cwd: launch.cwd,
      detached: true,
      stdio: ['ignore', log, log],
      ...launch.user,
    });
    closeSync(log);
    this.ended = new Promise((resolve) => {
      this.child.once('error', (error) => {
        this.spawnError = error;
        resolve();
      });
      this.child.once('exit', () => resolve());
    });
    this.watcher = watch(this.child.pid ?? 0, launch.stopSignal);
    void this.ended.then(() => this.dismissWatcher());
    this.child.unref();
  }

  get pid(): number | undefined {
    return this.running ? this.child.pid : undefined;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null && this.spawnError === undefined;
  }

  /** What it printed since this start, the end of it. */
  lastWords(): string {
    if (this.spawnError) return this.spawnError.message;
    const size = statSync(this.launch.logFile).size;
    const from = Math.max(this.logStart, size - 16_384);
    const text = Buffer.alloc(size - from);
    const log = openSync(this.launch.logFile, 'r');
    readSync(log, text, 0, text.length, from);
    closeSync(log);
    return text.toString('utf8');
  }

  /** Asks it to end, waits, and after `withinMs` ends it by force. */
  async stop(withinMs = 20_000): Promise<void> {
    await this.end(this.launch.stopSignal, withinMs);
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL', 0);
  }

  private async end(signal: NodeJS.Signals, withinMs: number): Promise<void> {
    if (!this.running) return;
    this.child.ref();
    this.child.kill(signal);
    const force = setTimeout(() => this.child.kill('SIGKILL'), withinMs);
    await this.ended;
    clearTimeout(force);
  }

  // A line tells the watcher that its work is done; without it the closing pipe would make it signal a number
  // that may meanwhile belong to another process.
  private dismissWatcher(): void {
    this.watcher.stdin?.on('error', () => undefined);
    this.watcher.stdin?.end('done\n');
  }
}

/**
 * A shell that waits on a pipe from this process. The system closes the pipe when this process ends, by kill -9 too;
 * then the shell ends the server, by force after ten seconds.
 */
function watch(pid: number, signal: 'SIGINT' | 'SIGTERM'): ChildProcess {
  const script =
    `read line && exit; kill -${signal.slice(3)} ${pid} || exit; ` +
    `for i in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 ${pid} || exit; done; kill -KILL ${pid}`;
  const watcher = spawn('sh', ['-c', pid > 0 ? script : 'exit'], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  return watcher;
}
