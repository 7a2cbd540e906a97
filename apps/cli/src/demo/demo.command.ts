import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { CAMPAIGN_RESUME_MINUTES } from '@concord/contracts';
import type { Command } from 'commander';
import { clientOf } from '../replay/replay.command';
import { clientFor, readAddresses } from '../system/running-system';
import { System } from '../system/system';
import { ADDRESSES_FILE, DATA_FOLDER, ROOT } from '../workspace';
import { agreeOn } from './agree-on-setting';
import { tellStory } from './story';

/** The story is told one step after the other, and each step sees those before. */
const OWN_WRITES = { readOwnWrites: true };

export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description('Tells how a campaign waits for stock, runs, pauses and resumes by itself, with every call and event.')
    .option(
      '--addresses <file>',
      'addresses of the system; by default those of `npm start`, or of a temporary system where none runs',
    )
    .action(demo);
}

async function demo(flags: { addresses?: string }): Promise<void> {
  if (flags.addresses || existsSync(ADDRESSES_FILE)) {
    return tellStory(await clientFor(readAddresses(flags.addresses), OWN_WRITES));
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  say('No system runs here; a temporary one is started for the story.');
  const folder = path.join(DATA_FOLDER, `demo-${process.pid}`);
  const environment = { ...process.env, LOG_LEVEL: 'warn' };
  const system = await System.start({ root: ROOT, dataFolder: folder, ports: 'free', onProgress: say, environment });
  const end = () => void system.stop().then(() => process.exit(130));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    await agreeOn(CAMPAIGN_RESUME_MINUTES, 0, 'The story is not to wait half an hour.', system);
    await tellStory(clientOf(system, OWN_WRITES));
  } finally {
    await system.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
