import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { UserProblem } from '../system/running-system';
import { append } from './append.bench';
import type { Benchmark, Run } from './benchmark';
import { catalog } from './catalog.bench';
import { consume } from './consume.bench';
import { table, type Figure } from './figure';
import { footprint } from './footprint.bench';
import { lag } from './lag.bench';
import { load } from './load.bench';
import { orders, ordersHistory } from './orders.bench';
import { overload } from './overload.bench';
import { rebuild } from './rebuild.bench';
import { relay } from './relay.bench';
import { ShopFloor } from './shop-floor';
import { Stand } from './stand';

/** In the order in which they run: what fills the services comes last. */
const BENCHMARKS: readonly Benchmark[] = [
  ...[append, load, relay, consume, rebuild],
  ...[footprint, orders, lag, overload, catalog, ordersHistory],
];
const NAMES = BENCHMARKS.flatMap(({ names }) => names);
const QUICK = 0.15;

interface Flags {
  readonly json?: string;
  readonly quick?: boolean;
}

export function benchCommand(program: Command): void {
  program
    .command('bench')
    .argument('[names...]', 'such as relay or orders.8; `orders` means all that begin so; everything if absent')
    .description('Measures how fast the parts and the whole are, each beside what the machine does without them.')
    .option('--json <file>', 'write the figures to a file')
    .option('--quick', 'a seventh of the time: to see that it works, not how fast it is')
    .addHelpText('after', `\nThe benchmarks: ${NAMES.join(', ')}.`)
    .action(bench);
}

async function bench(names: readonly string[], flags: Flags): Promise<void> {
  const wanted = chosen(names);
  const chosenOnes = BENCHMARKS.filter((benchmark) => benchmark.names.some((name) => wanted.has(name)));
  const share = flags.quick ? QUICK : 1;
  const minutes = Math.ceil((chosenOnes.reduce((sum, { takes }) => sum + takes, 0) * share + 45) / 60);
  say(`${wanted.size} figures, about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`);
  const figures: Figure[] = [];
  const run = async <Place>(
    place: Place,
    benchmarks: readonly { run(run: Run<Place>, wanted: ReadonlySet<string>): Promise<readonly Figure[]> }[],
  ) => {
    const scale = { seconds: (full: number) => full * share, count: (full: number) => Math.ceil(full * share) };
    for (const each of benchmarks) {
      const found = await each.run({ place, say, ...scale }, wanted);
      for (const { name, value, unit } of found) say(`  ${name}: ${value} ${unit}`);
      figures.push(...found);
    }
  };
  await on(
    Stand.start,
    (stand) => stand.stop(),
    chosenOnes.filter((each) => each.on === 'stand'),
    run,
  );
  await on(
    ShopFloor.open,
    (floor) => floor.close(),
    chosenOnes.filter((each) => each.on === 'shop-floor'),
    run,
  );
  if (flags.json) writeFileSync(flags.json, `${JSON.stringify(figures, null, 1)}\n`);
  console.log(`\n${table(figures)}`);
}

/** Runs benchmarks on a place that is opened for them, and closed whatever happens. */
async function on<Place, B>(
  open: (say: (line: string) => void) => Promise<Place>,
  close: (place: Place) => Promise<void>,
  benchmarks: readonly B[],
  run: (place: Place, benchmarks: readonly B[]) => Promise<void>,
): Promise<void> {
  if (benchmarks.length === 0) return;
  const place = await open(say);
  const stop = () => void close(place).finally(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await run(place, benchmarks);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await close(place);
  }
}

/** The benchmarks that these names mean: each one of them, or the beginning of several. */
function chosen(names: readonly string[]): ReadonlySet<string> {
  if (names.length === 0) return new Set(NAMES);
  return new Set(
    names.flatMap((name) => {
      const meant = NAMES.includes(name) ? [name] : NAMES.filter((known) => known.startsWith(name));
      if (meant.length === 0) throw new UserProblem(`There is no benchmark ${name}: there are ${NAMES.join(', ')}.`);
      return meant;
    }),
  );
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
