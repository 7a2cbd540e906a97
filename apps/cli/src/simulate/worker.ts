import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transformSync, type Options } from '@swc/core';
import { ROOT } from '../workspace';
import { PLANTED_BUGS, type PlantedBug } from './planted-bugs';
import type { Outcome } from './simulation';

/** The seeds that one process runs: `from`, `from + step` … below `to`. */
export interface Share {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** The name of a planted bug. */
  readonly bug?: string;
}

/** Compiles one file with a mistake in it in place of the one that was built. */
function plant({ name, file, from, to }: PlantedBug) {
  const source = readFileSync(path.join(ROOT, file), 'utf8');
  if (source.split(from).length !== 2)
    throw new Error(`The bug "${name}" has no place in ${file} any more: mend its text.`);
  const built = pathToFileURL(path.join(ROOT, file.replace('/src/', '/dist/').replace(/\.ts$/, '.js'))).href;
  const settings = JSON.parse(readFileSync(path.join(ROOT, '.swcrc'), 'utf8')) as Options;
  const { code } = transformSync(
    source.replace(from, () => to),
    { ...settings, swcrc: false, configFile: false, filename: file },
  );
  registerHooks({
    load: (url, context, next) =>
      url === built ? { format: 'commonjs', source: code, shortCircuit: true } : next(url, context),
  });
}

async function run({ from, to, step, bug }: Share) {
  if (bug !== undefined) plant(PLANTED_BUGS.find(({ name }) => name === bug)!);
  // Faults are thrown by the million here, and nobody looks at where.
  Error.stackTraceLimit = 0;
  // Loaded only now, so that a bug can be in it.
  const { Simulation } = require('./simulation') as typeof import('./simulation');
  for (let seed = from; seed < to; seed += step) {
    const outcome: Outcome = await new Simulation(seed).run();
    await new Promise<void>((resolve, reject) =>
      process.send!(outcome, (error: Error | null) => (error ? reject(error) : resolve())),
    );
  }
  process.disconnect();
}

process.once('message', (share: Share) => void run(share));
process.once('disconnect', () => process.exit());
