import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { kafkaBrokers, postgresUrl, uniqueName } from '@concord/testing';
import { System } from '../src/system/system';
import { ROOT } from '../src/workspace';

/** All services as processes on the shared servers, and the end of them. They get these variables as well. */
export async function startedSystem(
  environment: NodeJS.ProcessEnv = {},
  { door = false }: { readonly door?: boolean } = {},
): Promise<{ system: System; dataFolder: string; topicPrefix: string; stop: () => Promise<void> }> {
  mkdirSync(path.join(ROOT, '.concord'), { recursive: true });
  const dataFolder = mkdtempSync(path.join(ROOT, '.concord', 'test-system-'));
  execFileSync(process.execPath, [path.join(ROOT, 'tools', 'build.mjs')], { stdio: 'ignore' });
  const name = uniqueName('started');
  const system = await System.start({
    root: ROOT,
    dataFolder,
    ports: 'free',
    door,
    onProgress: () => undefined,
    environment: { ...process.env, LOG_LEVEL: 'warn', CONCORD_TOPIC_PREFIX: `${name}-`, ...environment },
    databasePrefix: `${name}-`,
    databaseUrl: postgresUrl(),
    kafkaBrokers: kafkaBrokers().join(','),
  });
  return {
    system,
    dataFolder,
    topicPrefix: `${name}-`,
    async stop() {
      await system.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
