import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { DataFolder } from './data-folder';
import { causeIn, InfraProblem } from './infra-problem';
import { findJava, type Java } from './java';
import { kafkaJars } from './kafka-jars';
import { clusterIdOf, kafkaProperties, type KafkaNode, type SecuredListeners } from './kafka-properties';
import { brokersAnswer } from './kafka-ready';
import { ProcessServer, type Recipe } from './process-server';
import type { KafkaServer, Progress, SecuredKafka } from './server';
import type { Launch } from './watched-process';

type Ports = Record<'client' | 'controller', number>;

/**
 * `quick-start`: the light compiler alone, ready soonest, right for tests.
 * `throughput`: the full compiler, a third less CPU per message once warm, right for a system that stays up.
 */
export type KafkaCompiler = 'quick-start' | 'throughput';

/** How a node of a cluster differs from a single node. */
export interface KafkaSetting {
  readonly advertisedPort?: number | undefined;
  readonly secured?: SecuredKafka | undefined;
  /** Of a cluster: its id, the number of this node, and all nodes with their ports. */
  readonly cluster?: { readonly id: string; readonly node: number; readonly nodes: readonly KafkaNode[] };
}

const LOG_SETTINGS = path.resolve(__dirname, '..', 'kafka', 'log4j2.properties');

/** As Kafka wants it: sixteen bytes. */
export const newClusterId = (): string => clusterIdOf(randomBytes(16));

/** One KRaft node of Apache Kafka on this machine's Java, broker and controller in one. */
export class KafkaRecipe implements Recipe<'client' | 'controller'> {
  readonly name = 'Kafka';
  readonly portNames = ['client', 'controller'] as const;
  readonly readyWithinMs = 60_000;
  readonly folder: DataFolder;
  private program: { java: Java; jars: string } | undefined;
  private archive: { file: string; partial: string | undefined } | undefined;

  constructor(
    folder: string,
    private readonly compiler: KafkaCompiler,
    private readonly onProgress: Progress,
    private readonly setting: KafkaSetting = {},
  ) {
    this.folder = new DataFolder(folder, this.name);
  }

  async prepare(ports: Ports): Promise<void> {
    if (!this.program) {
      const [java, jars] = await Promise.all([findJava(), kafkaJars(this.onProgress)]);
      this.program = { java, jars };
    }
    const { cluster, advertisedPort, secured } = this.setting;
    const node: KafkaNode = {
      id: cluster?.node ?? 1,
      clientPort: ports.client,
      controllerPort: ports.controller,
      dataFolder: this.folder.file('data'),
      advertisedPort,
    };
    const listeners = secured && this.writeCertificates(secured);
    writeFileSync(this.folder.file('server.properties'), kafkaProperties(node, cluster?.nodes ?? [node], listeners));
    if (!existsSync(path.join(node.dataFolder, 'meta.properties'))) await this.format();
  }

  launch(_ports: Ports): Launch {
    const { java } = this.tools();
    return {
      command: java.command,
      args: [
        ...this.javaFlags(),
        ...this.archiveFlags(),
        ...this.run('kafka.Kafka', this.folder.file('server.properties')),
      ],
      env: process.env,
      cwd: this.folder.folder,
      logFile: this.folder.logFile,
      stopSignal: 'SIGTERM',
    };
  }

  isReady(ports: Ports): Promise<boolean> {
    return brokersAnswer([`127.0.0.1:${ports.client}`]);
  }

  isPassing(lastWords: string): boolean {
    return /Address already in use|Failed to acquire lock on file/.test(lastWords);
  }

  /** Java writes the archive as it ends; the next start may find only a complete one. */
  afterStop(): void {
    const { file, partial } = this.archive ?? {};
    if (file && partial && existsSync(partial)) renameSync(partial, file);
  }

  private async format(): Promise<void> {
    const { java } = this.tools();
    const clusterId = this.setting.cluster?.id ?? newClusterId();
    const tool = this.run(
      'kafka.tools.StorageTool',
      'format',
      // Joined by a sign: one id in sixty-four begins with a dash and would be taken for an option.
      `--cluster-id=${clusterId}`,
      `--config=${this.folder.file('server.properties')}`,
      ...Object.entries(this.setting.secured?.users ?? {}).flatMap(([name, password]) =>
        ['SCRAM-SHA-256', 'SCRAM-SHA-512'].map((kind) => `--add-scram=${kind}=[name=${name},password=${password}]`),
      ),
    );
    try {
      await promisify(execFile)(java.command, [...this.javaFlags(), ...this.sharedClasses(), ...tool]);
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      appendFileSync(this.folder.logFile, `format failed\n${stdout}${stderr}${String(error)}\n`);
      const cause = causeIn(`${stdout}${stderr}`) ?? `its message is in ${this.folder.logFile}`;
      rmSync(this.folder.file('data'), { recursive: true, force: true });
      throw new InfraProblem(`Kafka could not create its data folder: ${cause}.`);
    }
  }

  private writeCertificates({ scramPort, mutualPort, certificate, key, authority }: SecuredKafka): SecuredListeners {
    const [keyStore, trustStore] = [this.folder.file('node.pem'), this.folder.file('authority.pem')];
    writeFileSync(keyStore, `${key}\n${certificate}\n`, { mode: 0o600 });
    writeFileSync(trustStore, authority);
    return { scramPort, mutualPort, keyStore, trustStore };
  }

  private tools(): { java: Java; jars: string } {
    if (!this.program) throw new Error('prepare comes before launch');
    return this.program;
  }

  private run(...mainAndArguments: string[]): string[] {
    return [
      '-cp',
      path.join(this.tools().jars, '*'),
      `-Dlog4j2.configurationFile=${LOG_SETTINGS}`,
      ...mainAndArguments,
    ];
  }

  private javaFlags(): string[] {
    const alone = this.compiler === 'quick-start' ? ['-Xms256m', '-Xmx512m'] : ['-Xms512m', '-Xmx512m'];
    const memory = this.setting.cluster ? ['-Xms128m', '-Xmx320m'] : alone;
    const compiler = this.compiler === 'quick-start' ? ['-XX:TieredStopAtLevel=1'] : [];
    return [...memory, ...compiler, '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError'];
  }

  /** An archive of loaded classes halves the start; the first run that ends in good order makes it for all later ones. */
  private archiveFlags(): string[] {
    const file = this.archiveFile();
    const partial = existsSync(file) ? undefined : `${file}.${process.pid}`;
    this.archive = { file, partial };
    return partial
      ? [`-XX:ArchiveClassesAtExit=${partial}`, '-Xlog:cds=off', '-Xlog:cds+dynamic=off']
      : this.sharedClasses();
  }

  // Java goes on without the archive if it does not fit.
  private sharedClasses(): string[] {
    const file = this.archiveFile();
    return existsSync(file) ? [`-XX:SharedArchiveFile=${file}`, '-Xlog:cds=off'] : [];
  }

  private archiveFile(): string {
    const { java, jars } = this.tools();
    const build = createHash('sha256').update(java.version).digest('hex').slice(0, 8);
    return path.join(jars, `classes-${build}.jsa`);
  }
}

/** A Kafka run as a process from the recipe above. */
export class KafkaProcess extends ProcessServer<'client' | 'controller'> implements KafkaServer {
  get brokers(): string[] {
    return [`127.0.0.1:${this.port}`];
  }
}
