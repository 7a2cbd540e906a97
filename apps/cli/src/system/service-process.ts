import { fork, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';

/** How a service is run. */
export interface ServiceProcessOptions {
  readonly name: string;
  /** The compiled main file. */
  readonly main: string;
  readonly logFile: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly onEvent: (line: string) => void;
}

const READY_MS = 120_000;
const STOP_MS = 10_000;
const HEAP_MB = 512;
/** So many ends within a minute are not bad luck. */
const RESTARTS_A_MINUTE_MAX = 20;
const LAST_LINES = 5;

/** One service as a process of its own. It is started again when it ends by itself. */
export class ServiceProcess {
  private child: ChildProcess | undefined;
  private stopping = false;
  private ends: number[] = [];
  private lastLines: string[] = [];
  private environment: NodeJS.ProcessEnv;
  private nextLife: NodeJS.ProcessEnv = {};
  private startedTimes = 0;
  /** `http://host:port`, known from the first start on. */
  url = '';

  constructor(private readonly options: ServiceProcessOptions) {
    this.environment = options.environment;
  }

  get name(): string {
    return this.options.name;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** How often it became ready: one more after each life. */
  get lives(): number {
    return this.startedTimes;
  }

  /** Sets variables for its next start, and for that one alone if `once`. */
  set(environment: NodeJS.ProcessEnv, { once = false } = {}): void {
    if (once) this.nextLife = environment;
    else this.environment = { ...this.environment, ...environment };
  }

  /** Resolves when the service answers. Throws with its last words when it cannot start. */
  start(): Promise<void> {
    const { main, logFile } = this.options;
    const environment = { ...this.environment, ...this.nextLife };
    this.nextLife = {};
    this.stopping = false;
    // Logs are for whoever started the system, not for everybody on the machine.
    mkdirSync(path.dirname(logFile), { recursive: true, mode: 0o700 });
    const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
    const child = fork(main, ['up'], {
      env: environment,
      // Services read their source maps themselves, when there is a stack to show.
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.pipe(log, { end: false });
      stream.on('data', (chunk: Buffer) => {
        this.lastLines = [...this.lastLines, ...chunk.toString('utf8').trim().split('\n')].slice(-LAST_LINES);
      });
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        // The next try must not meet it half started.
        child.kill('SIGKILL');
        reject(new Error(`${this.name} was not ready within two minutes; its log is ${logFile}.`));
      }, READY_MS);
      let isReady = false;
      child.once('message', (message: { ready: string }) => {
        isReady = true;
        this.startedTimes += 1;
        this.url = message.ready;
        clearTimeout(timer);
        resolve();
      });
      child.once('exit', (code, signal) => {
        clearTimeout(timer);
        log.end();
        if (this.child === child) this.child = undefined;
        if (!isReady)
          reject(
            new Error(this.lastLines.at(-1) ?? `${this.name} ended with ${signal ?? code}; its log is ${logFile}.`),
          );
        if (isReady && !this.stopping) this.again(signal ?? `code ${code}`);
      });
    });
  }

  /** What it printed last. */
  get lastWords(): string {
    return this.lastLines.join('\n');
  }

  /** Brings its database and topics up to date, while it does not run. */
  migrate(): Promise<void> {
    const child = fork(this.options.main, ['migrate'], { env: this.environment, stdio: 'ignore' });
    return new Promise((resolve, reject) => {
      child.once('exit', (code) => {
        if (code === 0) resolve();
        else reject(new Error(`${this.name} could not migrate (code ${code}).`));
      });
    });
  }

  /** Sends a signal to its process, if there is one. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** SIGTERM, and SIGKILL for what does not end. */
  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  }

  private again(how: string) {
    const now = Date.now();
    this.ends = [...this.ends.filter((at) => now - at < 60_000), now];
    if (this.ends.length > RESTARTS_A_MINUTE_MAX) {
      this.options.onEvent(`${this.name} keeps ending (${how}); it is left alone. Its log is ${this.options.logFile}.`);
      return;
    }
    this.options.onEvent(`${this.name} ended (${how}) and is started again.`);
    const retry = () => {
      if (this.stopping) return;
      this.start().catch((error: Error) => {
        if (this.stopping) return;
        this.options.onEvent(`${this.name} could not be started: ${error.message}`);
        setTimeout(retry, 1_000);
      });
    };
    setTimeout(retry, 200);
  }
}
