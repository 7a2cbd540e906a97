import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { GenericContainer, StartedTestContainer } from 'testcontainers';
import type { DataFolder } from './data-folder';
import { InfraProblem } from './infra-problem';
import { demandPort, freePort } from './ports';
import type { Progress, Server } from './server';
import { waitFor } from './wait';

/** What differs between one containerised server and another. */
export interface ContainerRecipe {
  readonly name: string;
  readonly image: string;
  readonly folder: DataFolder;
  /** Where the image stores what must survive its container. */
  readonly dataPath: string;
  /** `unique` is a name that belongs to the data folder, for what must stay the same over runs. */
  configure(container: GenericContainer, where: { host: string; port: number; unique: string }): GenericContainer;
  isReady(where: { host: string; port: number }): Promise<boolean>;
}

// Pulling an image on a slow line takes minutes; a started one is ready in seconds.
const READY_WITHIN_MS = 120_000;
const STOPS_WITHIN_MS = 20_000;

/** A server in a container of its own, which testcontainers removes when this process ends. */
export class ContainerServer implements Server {
  readonly source = 'container';
  readonly pid = undefined;
  host = '127.0.0.1';
  port = 0;
  private container: StartedTestContainer | undefined;
  private isUp = false;
  private readonly unique: string;

  constructor(
    private readonly recipe: ContainerRecipe,
    private readonly options: {
      readonly port?: number | undefined;
      readonly keepData: boolean;
      readonly onProgress: Progress;
    },
  ) {
    const folder = createHash('sha256').update(recipe.folder.folder).digest('hex').slice(0, 12);
    this.unique = `concord-${folder}-${recipe.name.toLowerCase()}`;
  }

  get name(): string {
    return this.recipe.name;
  }

  get logFile(): string {
    return this.recipe.folder.logFile;
  }

  async start(): Promise<void> {
    const { folder, name } = this.recipe;
    const began = performance.now();
    await folder.claim();
    try {
      if (this.container) await this.startAgain(this.container);
      else await this.create();
      await this.awaitReady();
      folder.rememberPorts({ host: this.port });
      this.isUp = true;
    } catch (error) {
      await this.container?.stop({ timeout: STOPS_WITHIN_MS }).catch(() => undefined);
      this.container = undefined;
      folder.release();
      throw error;
    }
    this.options.onProgress(
      `${name} is ready in a container on port ${this.port} (${((performance.now() - began) / 1000).toFixed(1)} s).`,
    );
  }

  async stop(): Promise<void> {
    if (!this.container) return;
    await this.container.stop({ timeout: STOPS_WITHIN_MS, remove: true });
    this.container = undefined;
    this.end();
  }

  async kill(): Promise<void> {
    if (!this.isUp || !this.container) return;
    await (await this.engine()).getContainer(this.container.getId()).kill({ signal: 'SIGKILL' });
    this.end();
  }

  async restart(): Promise<void> {
    if (this.isUp && this.container) {
      await (await this.engine()).getContainer(this.container.getId()).stop({ t: STOPS_WITHIN_MS / 1000 });
      this.end();
    }
    await this.start();
  }

  private end(): void {
    this.isUp = false;
    this.recipe.folder.release();
  }

  private async create(): Promise<void> {
    const { folder, name, image, dataPath } = this.recipe;
    const { GenericContainer, getContainerRuntimeClient } = await import('testcontainers');
    const host = (await getContainerRuntimeClient()).info.containerRuntime.host;
    this.host = host === 'localhost' ? '127.0.0.1' : host;
    // The same port outside on every start: Kafka advertises it to its clients, and a restarted container would
    // otherwise get another one.
    const fixed = this.options.port;
    this.port =
      this.port ||
      (fixed ? await demandPort(fixed, name) : await freePort({ preferred: folder.rememberedPorts()['host'] }));
    await this.removeLeftover();
    this.options.onProgress(`Starting ${name} in a container (the first time, Docker fetches ${image}) …`);
    const bare = new GenericContainer(image).withName(this.unique).withLogConsumer((log) => this.keepLog(log));
    const container = this.recipe.configure(bare, { host: this.host, port: this.port, unique: this.unique });
    if (this.options.keepData) container.withBindMounts([{ source: this.unique, target: dataPath, mode: 'rw' }]);
    this.container = await container.withStartupTimeout(READY_WITHIN_MS).start();
  }

  private async startAgain(container: StartedTestContainer): Promise<void> {
    const since = Math.floor(Date.now() / 1000);
    await (await this.engine()).getContainer(container.getId()).start();
    this.keepLog(await container.logs({ since }));
  }

  private async awaitReady(): Promise<void> {
    if (await waitFor(() => this.recipe.isReady(this), READY_WITHIN_MS)) return;
    throw new InfraProblem(
      `${this.recipe.name} was not ready in its container within ${READY_WITHIN_MS / 1000} s: its log says why: ${this.logFile}.`,
    );
  }

  // After a kill -9 of a run whose cleaner did not run either.
  private async removeLeftover(): Promise<void> {
    const leftover = (await this.engine()).getContainer(this.unique);
    await leftover.remove({ force: true }).catch(() => undefined);
  }

  private async engine(): Promise<import('dockerode')> {
    const { getContainerRuntimeClient } = await import('testcontainers');
    return (await getContainerRuntimeClient()).container.dockerode;
  }

  private keepLog(log: Readable): void {
    log.pipe(createWriteStream(this.logFile, { flags: 'a' }));
  }
}
