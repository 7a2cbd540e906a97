import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { InfraProblem, startInfra, type LocalInfra } from '../libs/local-infra/src/index';

const home = path.resolve(__dirname, '..', '.concord');
const DAY_MS = 86_400_000;

let servers: { infra: LocalInfra; dataFolder: string } | undefined;

/**
 * Runs in jest's own process before the first integration spec: one Postgres and one Kafka for all of them, named to the
 * workers through the environment. Both are already there if DATABASE_URL and KAFKA_BROKERS name them.
 */
export default async function start(): Promise<void> {
  mkdirSync(home, { recursive: true });
  removeAbandoned();
  const dataFolder = mkdtempSync(path.join(home, 'test-'));
  try {
    const infra = await startInfra({
      dataFolder,
      keepData: false,
      databaseUrl: process.env['DATABASE_URL'],
      kafkaBrokers: process.env['KAFKA_BROKERS'],
      onProgress: (line) => console.log(line),
    });
    servers = { infra, dataFolder };
    process.env['DATABASE_URL'] = infra.postgres.url;
    process.env['KAFKA_BROKERS'] = infra.kafka.brokers.join(',');
  } catch (error) {
    if (!(error instanceof InfraProblem)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Ends what `start` started; servers that were named to it go on. */
export async function stop(): Promise<void> {
  if (!servers) return;
  await servers.infra.stop();
  rmSync(servers.dataFolder, { recursive: true, force: true });
}

/** A test run that was killed could not remove its data; the servers ended by themselves. */
function removeAbandoned(): void {
  for (const name of readdirSync(home)) {
    const folder = path.join(home, name);
    if (/^(test|local-infra)-/.test(name) && existsSync(folder) && Date.now() - statSync(folder).mtimeMs > DAY_MS) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
