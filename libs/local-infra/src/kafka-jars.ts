import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { causeIn, InfraProblem } from './infra-problem';
import type { Progress } from './server';

// Both the sources and the build output lie two folders below the library, so one relative path serves both.
const POM = path.resolve(__dirname, '..', 'kafka', 'pom.xml');
const WORKSPACE = path.resolve(__dirname, '..', '..', '..');
const DOWNLOAD_WITHIN_MS = 15 * 60_000;

/** The version that the pom names: the one that runs as a process and as a container alike. */
export function kafkaVersion(): string {
  return /<kafka\.version>(.+)<\/kafka\.version>/.exec(readFileSync(POM, 'utf8'))?.[1] ?? 'unknown';
}

/**
 * The folder with the broker's jars, fetched by Maven the first time. With `CONCORD_CACHE` all checkouts and data
 * folders share it; otherwise it is in the checkout. A changed pom gets its own folder.
 */
export async function kafkaJars(onProgress: Progress): Promise<string> {
  const cache = process.env['CONCORD_CACHE'] ?? path.join(WORKSPACE, '.concord');
  const pom = createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 8);
  const folder = path.join(cache, `kafka-jars-${kafkaVersion()}-${pom}`);
  if (existsSync(folder)) return folder;

  onProgress(`Fetching Apache Kafka ${kafkaVersion()} with Maven (44 MB, once) …`);
  mkdirSync(cache, { recursive: true });
  // Downloaded next to it and moved into place: an interrupted download never counts as complete, and two processes
  // that download at once do not see each other's half.
  const partial = `${folder}.${process.pid}.partial`;
  const log = path.join(cache, 'maven.log');
  const goal = ['-q', '-B', '-f', POM, 'dependency:copy-dependencies', '-DincludeScope=runtime'];
  try {
    const maven = process.platform === 'win32' ? 'mvn.cmd' : 'mvn';
    await promisify(execFile)(maven, [...goal, `-DoutputDirectory=${partial}`], {
      timeout: DOWNLOAD_WITHIN_MS,
      env: process.env,
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32',
    });
    if (!existsSync(folder)) renameSync(partial, folder);
  } catch (error) {
    if (existsSync(folder)) return folder;
    throw explain(error as MavenError, log);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return folder;
}

type MavenError = NodeJS.ErrnoException & { stdout?: string; stderr?: string };

function explain(error: MavenError, log: string): InfraProblem {
  if (error.code === 'ENOENT') {
    return new InfraProblem(
      "Kafka's files are not on this machine yet and Maven, which fetches them, was not found: " +
        'install Maven (mvn), or point KAFKA_BROKERS at a running Kafka.',
    );
  }
  const output = `${error.stdout ?? ''}${error.stderr ?? ''}${String(error)}`;
  writeFileSync(log, output);
  const cause = causeIn(output) ?? `check the connection and Maven's settings; its message is in ${log}`;
  return new InfraProblem(`Maven could not fetch Kafka's files: ${cause}.`);
}
