import { fork, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { UserProblem } from '../system/running-system';
import { PLANTED_BUGS } from './planted-bugs';
import type { Outcome } from './simulation';
import type { Share } from './worker';

interface Flags {
  readonly seeds?: string;
  readonly seed?: string;
  readonly planted?: boolean;
  readonly json?: string;
}

/** What a number of seeds came to. */
interface Report {
  seeds: number;
  steps: number;
  events: number;
  seconds: number;
  faults: Record<string, number>;
  violations: { seed: number; step: number; text: string }[];
}

const SEEDS = 1_000;
const SEEDS_TO_FIND_A_BUG = 10_000;
const VIOLATIONS_SHOWN = 20;

export function simulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('Runs the core under a seeded scheduler, among faults of every kind: a number is a run.')
    .option('--seeds <n>', `how many runs; ${SEEDS} unless --seed names one`)
    .option('--seed <n>', 'the first seed, or the only one')
    .option(
      '--planted',
      `puts known bugs into the code, one after the other: each must be found within ${SEEDS_TO_FIND_A_BUG} seeds`,
    )
    .option('--json <file>', 'write the result to a file')
    .action(run);
}

async function run(flags: Flags): Promise<void> {
  const first = whole('--seed', flags.seed ?? '1');
  const seeds = whole('--seeds', flags.seeds ?? (flags.seed === undefined ? String(SEEDS) : '1'));
  const result = flags.planted ? await findPlantedBugs(first) : await simulate(first, seeds);
  if (flags.json) writeFileSync(flags.json, `${JSON.stringify(result, null, 1)}\n`);
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UserProblem(`${name} is a whole number, not ${text}.`);
  return Number(text);
}

async function simulate(first: number, seeds: number): Promise<Report> {
  const bar = new SingleBar(
    {
      format: '{bar} {percentage} % | {value} of {total} seeds | {duration_formatted}',
      noTTYOutput: true,
      notTTYSchedule: 10_000,
    },
    Presets.shades_classic,
  );
  const report: Report = { seeds: 0, steps: 0, events: 0, seconds: 0, faults: {}, violations: [] };
  const began = performance.now();
  bar.start(seeds, 0);
  await inProcesses({ from: first, to: first + seeds }, (outcome) => {
    bar.increment();
    report.seeds += 1;
    report.steps += outcome.steps;
    report.events += outcome.events;
    for (const [name, n] of Object.entries(outcome.faults)) report.faults[name] = (report.faults[name] ?? 0) + n;
    for (const text of outcome.violations) report.violations.push({ seed: outcome.seed, step: outcome.steps, text });
    return true;
  });
  bar.stop();
  report.seconds = Math.round((performance.now() - began) / 100) / 10;
  show(report);
  process.exitCode = report.violations.length > 0 || report.seeds !== seeds ? 1 : 0;
  return report;
}

function show({ seeds, steps, events, seconds, faults, violations }: Report) {
  console.log(`${seeds} seeds, ${steps} steps, ${events} events in ${seconds} s`);
  for (const [name, n] of Object.entries(faults).sort(([, a], [, b]) => b - a))
    console.log(`  ${String(n).padStart(7)} × ${name}`);
  for (const { seed, step, text } of violations.slice(0, VIOLATIONS_SHOWN))
    console.log(`Seed ${seed}, step ${step}: ${text}`);
  if (violations.length > VIOLATIONS_SHOWN) console.log(`and ${violations.length - VIOLATIONS_SHOWN} more`);
  if (violations.length > 0) console.log(`The same run again: npm run simulate -- --seed ${violations[0]!.seed}`);
  console.log(`Violations: ${violations.length}`);
}

/** The test of the test. */
async function findPlantedBugs(first: number) {
  const found: { name: string; seeds: number | null; violation?: string }[] = [];
  for (const { name } of PLANTED_BUGS) {
    let seeds = 0;
    let violation: string | undefined;
    await inProcesses({ from: first, to: first + SEEDS_TO_FIND_A_BUG, bug: name }, (outcome) => {
      seeds += 1;
      violation ??= outcome.violations[0];
      return violation === undefined;
    });
    found.push({ name, seeds: violation === undefined ? null : seeds, ...(violation !== undefined && { violation }) });
    const told =
      violation === undefined ? 'NOT FOUND' : `found after ${seeds} seeds: ${violation.split('\n')[0]!.slice(0, 110)}`;
    console.log(`${name}: ${told}`);
  }
  const missed = found.filter(({ seeds }) => seeds === null).length;
  console.log(`${found.length - missed} of ${found.length} planted bugs found.`);
  process.exitCode = missed > 0 ? 1 : 0;
  return found;
}

/** Shares seeds among as many processes as there are cores, until all are done or `onOutcome` answers false. */
async function inProcesses(
  { from, to, bug }: Omit<Share, 'step'>,
  onOutcome: (outcome: Outcome) => boolean,
): Promise<void> {
  const step = Math.min(availableParallelism(), to - from);
  let enough = false;
  const workers: ChildProcess[] = [];
  const shares = Array.from({ length: step }, (_, n) => {
    const worker = fork(path.join(__dirname, 'worker.js'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    workers.push(worker);
    worker.on('message', (outcome: Outcome) => {
      if (enough || onOutcome(outcome)) return;
      enough = true;
      for (const each of workers) each.kill('SIGKILL');
    });
    worker.send({ from: from + n, to, step, ...(bug !== undefined && { bug }) } satisfies Share);
    return new Promise<void>((resolve, reject) => {
      worker.once('exit', (code) => {
        if (enough || code === 0) resolve();
        else reject(new Error(`A process of the simulation ended with ${code}.`));
      });
    });
  });
  await Promise.all(shares);
}
