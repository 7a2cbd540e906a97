import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { UserProblem } from '../system/running-system';
import { runChaos, type ChaosReport } from './chaos';
import { FAULTS, type Fault } from './faults';
import { PROMISED_SECONDS } from './recovery';

interface ChaosFlags {
  readonly minutes: string;
  readonly seed?: string;
  readonly only?: string;
  readonly json?: string;
  readonly keep?: boolean;
  readonly nodes?: string;
}

const DAYS_A_LOAD = 5;

export function chaosCommand(program: Command): void {
  program
    .command('chaos')
    .description('Breaks a throw-away system with every known fault while it works, and checks its whole history.')
    .option('--minutes <m>', 'how long new loads are started', '10')
    .option('--seed <s>', 'the random seed of the faults; a new one if left out')
    .option('--only <name>', 'only faults whose name contains this')
    .option('--nodes <n>', 'nodes of Kafka: 1, or 3 with replicas; one form after the other if left out')
    .option('--json <file>', 'write the result to a file')
    .option('--keep', 'keep data and logs')
    .addHelpText('after', `\nFaults: ${FAULTS.map(({ name }) => name).join(', ')}`)
    .action(run);
}

async function run(flags: ChaosFlags): Promise<void> {
  const minutes = Number(flags.minutes);
  if (!(minutes >= 0)) throw new UserProblem('--minutes is a number, such as 30.');
  const seed = flags.seed === undefined ? Math.floor(Math.random() * 1_000_000) : Number(flags.seed);
  if (!Number.isInteger(seed)) throw new UserProblem('--seed is a whole number.');
  const faults = FAULTS.filter(({ name }) => !flags.only || name.includes(flags.only));
  if (faults.length === 0)
    throw new UserProblem(`No fault is called ${flags.only}; there are ${FAULTS.map(({ name }) => name).join(', ')}.`);
  if (flags.nodes !== undefined && !['1', '3'].includes(flags.nodes)) throw new UserProblem('--nodes is 1 or 3.');
  const needed = flags.nodes === undefined ? neededNodes(faults) : ([flags.nodes === '1' ? 1 : 3] as const);
  const began = performance.now();
  const say = (line: string) => {
    const seconds = Math.round((performance.now() - began) / 1000);
    process.stderr.write(`${String(seconds).padStart(5)} s  ${line}\n`);
  };
  say(`Seed ${seed}.`);
  const options = { minutes, seed, faults, nodes: needed, days: DAYS_A_LOAD, say, keep: flags.keep ?? false };
  const report = await runChaos(options);
  if (flags.json) writeFileSync(flags.json, `${JSON.stringify(report, null, 1)}\n`);
  show(report, seed);
  process.exitCode = report.violations.length > 0 ? 1 : 0;
}

const neededNodes = (faults: readonly Fault[]): readonly (1 | 3)[] =>
  faults.every(({ nodes }) => nodes === 3) ? [3] : [1, 3];

function show({ violations, faults, recoverySeconds, events, orders }: ChaosReport, seed: number) {
  const width = Math.max(...[...Object.keys(faults), ...Object.keys(recoverySeconds)].map((name) => name.length), 20);
  const counts = Object.entries(faults).map(([name, n]) => `  ${name.padEnd(width)} ${String(n).padStart(4)}`);
  const times = Object.entries(recoverySeconds).map(([name, { p50, max }]) => {
    const promised = PROMISED_SECONDS[name];
    const verdict = promised === undefined ? '' : `  promised ${promised}${max > promised ? ', MISSED' : ''}`;
    return `  ${name.padEnd(width)} ${p50.toFixed(1).padStart(6)} ${max.toFixed(1).padStart(6)}${verdict}`;
  });
  console.log(`
${'Faults'.padEnd(width + 2)} times
${counts.join('\n')}

${'Everything flows again'.padEnd(width + 2)}    p50    max seconds
${times.join('\n')}

${events} events, ${orders} orders, seed ${seed}
Violations: ${violations.length}`);
  for (const violation of violations) console.log(`  ${violation}`);
}
