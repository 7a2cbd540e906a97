import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { promisify, stripVTControlCharacters } from 'node:util';
import { demandPort, findJava } from '@concord/local-infra';
import { DOOR_PORT, SERVICES } from '@concord/contracts';
import { ok, problem, reasonOf, warning, type Finding } from './finding';

const GIB = 2 ** 30;
/** Seven services, Postgres and Kafka at rest. */
const MEMORY_GIB = 3;
const DISK_GIB = 2;
const CERTIFICATE_DAYS = 30;
const DAY_MS = 86_400_000;

/** What this machine has, compared with what Concord needs. */
export async function machineFindings(
  folder: string,
  environment: NodeJS.ProcessEnv,
  /** Whether Kafka runs, or will run, on this machine. */
  ownKafka: boolean,
): Promise<Finding[]> {
  return [
    ok('Node', `${process.version}, ${availableParallelism()} cores`),
    ...(ownKafka ? [await java(), await maven()] : []),
    memory(),
    await disk(folder),
    ...['KAFKA_TLS_CA_FILE', 'KAFKA_TLS_CERT_FILE', 'DATABASE_CA_FILE'].flatMap((name) => {
      const file = environment[name];
      return file ? [certificate(name, file, Date.now())] : [];
    }),
  ];
}

/** Whether the ports of all services are free, for a system that is to be started. */
export function portFindings(): Promise<Finding[]> {
  return Promise.all(
    Object.entries({ 'the door': DOOR_PORT, ...SERVICES }).map(async ([name, port]) => {
      const about = `Port ${port}`;
      return demandPort(port, name).then(
        () => ok(about, `free for ${name}`),
        () =>
          problem(about, `in use, and ${name} needs it`, 'Stop the program that uses it, or start with --free-ports.'),
      );
    }),
  );
}

async function java(): Promise<Finding> {
  return findJava().then(
    ({ version }) => ok('Java', version.split('\n')[0]!.trim()),
    (error: unknown) => problem('Java', reasonOf(error), 'Install Java 17 or newer, or set KAFKA_BROKERS.'),
  );
}

async function maven(): Promise<Finding> {
  return promisify(execFile)('mvn', ['-version'], { timeout: 15_000 }).then(
    ({ stdout }) => ok('Maven', stripVTControlCharacters(stdout.split('\n')[0]!).trim()),
    () => warning('Maven', 'not found', 'Install Maven for the first start, which resolves the jars of Kafka once.'),
  );
}

function memory(): Finding {
  const free = freemem() / GIB;
  const says = `${free.toFixed(1)} of ${(totalmem() / GIB).toFixed(1)} GiB free`;
  if (free >= MEMORY_GIB) return ok('Memory', says);
  return warning('Memory', says, `Seven services, Postgres and Kafka use about ${MEMORY_GIB} GiB: close something.`);
}

async function disk(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / GIB;
  const says = `${free.toFixed(1)} GiB free for ${folder}`;
  if (free >= DISK_GIB) return ok('Disk', says);
  return problem('Disk', says, 'Free some space: Kafka and Postgres stop when the disk is full.');
}

/** When the certificate in a file ends. `now` is in milliseconds. */
export function certificate(name: string, file: string, now: number): Finding {
  try {
    const { validTo } = new X509Certificate(readFileSync(file));
    const days = Math.floor((Date.parse(validTo) - now) / DAY_MS);
    const says = `${file} is valid until ${new Date(validTo).toISOString().slice(0, 10)}`;
    if (days >= CERTIFICATE_DAYS) return ok(name, says);
    if (days >= 0) return warning(name, `${says}, ${days} days from now`, 'Renew it and restart the services.');
    return problem(name, `${says}, which is past`, 'Renew it and restart the services.');
  } catch (error) {
    return problem(name, `${file} cannot be read: ${reasonOf(error)}`, 'Name a certificate in PEM form.');
  }
}
