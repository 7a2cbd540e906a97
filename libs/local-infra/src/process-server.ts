import type { DataFolder } from './data-folder';
import { causeIn, InfraProblem } from './infra-problem';
import { demandPort, freePort } from './ports';
import type { Progress, Server } from './server';
import { waitFor } from './wait';
import { WatchedProcess, type Launch } from './watched-process';

/** What differs between one server program and another. */
export interface Recipe<Port extends string> {
  readonly name: string;
  readonly folder: DataFolder;
  /** The first one is the port that clients use. */
  readonly portNames: readonly [Port, ...Port[]];
  readonly readyWithinMs: number;
  /** Lays out the data folder where that has not been done. Runs once, before the first start. */
  prepare(ports: Record<Port, number>): Promise<void>;
  launch(ports: Record<Port, number>): Launch;
  isReady(ports: Record<Port, number>): Promise<boolean>;
  /** Whether these last lines of a failed start mean that the killed predecessor has not quite ended yet. */
  isPassing(lastWords: string): boolean;
  /** After an orderly end. */
  afterStop?(): void;
}

// After kill -9 a server's children, locks and sockets outlive it by a moment.
const PREDECESSOR_GONE_WITHIN_MS = 10_000;

/** A server run as a process on this machine, from its data folder. */
export class ProcessServer<Port extends string> implements Server {
  readonly source = 'process';
  private process: WatchedProcess | undefined;
  private ports: Record<Port, number> | undefined;

  constructor(
    private readonly recipe: Recipe<Port>,
    private readonly fixedPort: number | undefined,
    private readonly onProgress: Progress,
  ) {}

  get port(): number {
    return this.ports?.[this.recipe.portNames[0]] ?? 0;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  get logFile(): string {
    return this.recipe.folder.logFile;
  }

  async start(): Promise<void> {
    const { recipe } = this;
    const began = performance.now();
    await recipe.folder.claim();
    try {
      const ports = this.ports ?? (await this.choosePorts());
      this.ports = ports;
      await recipe.prepare(ports);
      await this.launchUntilReady(ports);
      recipe.folder.rememberPorts(ports);
    } catch (error) {
      await this.process?.kill();
      recipe.folder.release();
      throw error;
    }
    this.onProgress(
      `${recipe.name} is ready on port ${this.port} (${((performance.now() - began) / 1000).toFixed(1)} s).`,
    );
  }

  async stop(): Promise<void> {
    if (!this.process) return;
    if (this.process.running) {
      await this.process.stop();
      this.recipe.afterStop?.();
    }
    this.giveUpFolder();
  }

  async kill(): Promise<void> {
    if (!this.process) return;
    await this.process.kill();
    this.giveUpFolder();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Once for each start, also where the server was killed from outside. */
  private giveUpFolder() {
    this.process = undefined;
    this.recipe.folder.release();
  }

  private async choosePorts(): Promise<Record<Port, number>> {
    const { folder, name, portNames } = this.recipe;
    const remembered = folder.rememberedPorts();
    const chosen: Record<string, number> = {};
    for (const portName of portNames) {
      const fixed = portName === portNames[0] ? this.fixedPort : undefined;
      chosen[portName] = fixed ? await demandPort(fixed, name) : await freePort({ preferred: remembered[portName] });
    }
    return chosen;
  }

  private async launchUntilReady(ports: Record<Port, number>): Promise<void> {
    const { recipe } = this;
    const retryUntil = performance.now() + PREDECESSOR_GONE_WITHIN_MS;
    for (;;) {
      const started = new WatchedProcess(recipe.launch(ports));
      this.process = started;
      if (started.pid) recipe.folder.noteServer(started.pid);
      const settled = async (): Promise<boolean> => !started.running || (await recipe.isReady(ports));
      if ((await waitFor(settled, recipe.readyWithinMs)) && started.running) return;
      const lastWords = started.lastWords();
      const passing = !started.running && recipe.isPassing(lastWords) && performance.now() < retryUntil;
      if (!passing) throw this.failure(started, lastWords);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private failure(started: WatchedProcess, lastWords: string): InfraProblem {
    const { name, readyWithinMs } = this.recipe;
    const what = started.running
      ? `${name} was not ready within ${readyWithinMs / 1000} s`
      : `${name} ended while starting`;
    return new InfraProblem(`${what}: ${causeIn(lastWords) ?? `its log says why: ${this.logFile}`}.`);
  }
}
