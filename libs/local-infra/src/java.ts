import { execFile } from 'node:child_process';
import path from 'node:path';
import { InfraProblem } from './infra-problem';

/** A Java that can run Kafka. */
export interface Java {
  readonly command: string;
  /** The whole version text: an archive of loaded classes fits exactly one build of Java. */
  readonly version: string;
}

const NEEDED = 17;
const REMEDY = `install a Java runtime of version ${NEEDED} or newer (JDK or JRE), or point KAFKA_BROKERS at a running Kafka`;

/** The first fitting Java: that of JAVA_HOME, then that of the PATH. */
export async function findJava(): Promise<Java> {
  const home = process.env['JAVA_HOME'];
  const candidates = [...(home ? [path.join(home, 'bin', 'java')] : []), 'java'];
  let tooOld: string | undefined;
  for (const command of candidates) {
    const version = await versionOf(command);
    const major = Number(/version "(?:1\.)?(\d+)/.exec(version ?? '')?.[1] ?? 0);
    if (version && major >= NEEDED) return { command, version };
    if (major > 0) tooOld ??= `${command} is Java ${major}`;
  }
  throw new InfraProblem(
    tooOld
      ? `Kafka needs Java ${NEEDED}, and ${tooOld}: ${REMEDY}.`
      : `Kafka needs Java, and none was found: ${REMEDY}.`,
  );
}

/** `undefined` when there is no such program, or only a stub that asks to install one, as on macOS. */
function versionOf(command: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(command, ['-version'], { timeout: 15_000, env: process.env }, (error, stdout, stderr) =>
      resolve(error ? undefined : `${stdout}${stderr}`),
    );
  });
}
