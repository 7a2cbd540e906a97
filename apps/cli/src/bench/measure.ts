import { UserProblem } from '../system/running-system';
import { append } from './append.bench';
import { audit } from './audit.bench';
import type { Benchmark, Run } from './benchmark';
import { catalog } from './catalog.bench';
import { consume } from './consume.bench';
import type { Figure } from './figure';
import { footprint } from './footprint.bench';
import { baskets } from './baskets.bench';
import { lag } from './lag.bench';
import { load } from './load.bench';
import { orders, ordersHistory } from './orders.bench';
import { overload } from './overload.bench';
import { rebuild } from './rebuild.bench';
import { relay } from './relay.bench';
import { ShopFloor } from './shop-floor';
import { Stand } from './stand';

/** In the order in which they run: benchmarks that fill the services come last. */
const BENCHMARKS: readonly Benchmark[] = [
  append,
  load,
  relay,
  consume,
  rebuild,
  footprint,
  orders,
  baskets,
  lag,
  overload,
  catalog,
  ordersHistory,
  audit,
];
export const NAMES: readonly string[] = BENCHMARKS.flatMap(({ names }) => names);
/** Each kind of benchmark has its own place, which is started and stopped for it. */
const PLACES_SECONDS = 45;

/** The selected benchmarks: each name means one, or all that begin with it; without a name all. */
export function chosen(names: readonly string[]): ReadonlySet<string> {
  if (names.length === 0) return new Set(NAMES);
  return new Set(
    names.flatMap((name) => {
      const meant = NAMES.includes(name) ? [name] : NAMES.filter((known) => known.startsWith(name));
      if (meant.length === 0) throw new UserProblem(`There is no benchmark ${name}: there are ${NAMES.join(', ')}.`);
      return meant;
    }),
  );
}

/** Measures the selected benchmarks, in a share of the time of a whole run. `found` gets the figures so far. */
export async function measure(
  wanted: ReadonlySet<string>,
  share: number,
  say: (line: string) => void,
  found: (figures: readonly Figure[]) => void = () => undefined,
): Promise<Figure[]> {
  const due = BENCHMARKS.filter((benchmark) => benchmark.names.some((name) => wanted.has(name)));
  const seconds = due.reduce((sum, { takes }) => sum + takes, 0) * share + PLACES_SECONDS;
  say(`${wanted.size} of ${NAMES.length} figures, about ${Math.ceil(seconds / 60)} min.`);
  const figures: Figure[] = [];
  const scale = { seconds: (full: number) => full * share, count: (full: number) => Math.ceil(full * share) };
  const run = async <P>(place: P, benchmarks: readonly Runnable<P>[]) => {
    for (const each of benchmarks) {
      const made = await each.run({ place, say, ...scale }, wanted);
      for (const { name, value, unit } of made) say(`  ${name}: ${value} ${unit}`);
      figures.push(...made);
      found(figures);
    }
  };
  const onStand = due.filter((each) => each.on === 'stand');
  const onFloor = due.filter((each) => each.on === 'shop-floor');
  if (onStand.length > 0)
    await within(
      () => Stand.start(say),
      (stand) => stand.stop(),
      (stand) => run(stand, onStand),
    );
  if (onFloor.length > 0)
    await within(
      () => ShopFloor.open(say),
      (floor) => floor.close(),
      (floor) => run(floor, onFloor),
    );
  return figures;
}

interface Runnable<P> {
  run(run: Run<P>, wanted: ReadonlySet<string>): Promise<readonly Figure[]>;
}

/** Opens a place, works in it, and closes it in any case, Ctrl-C included. */
async function within<P>(
  open: () => Promise<P>,
  close: (place: P) => Promise<void>,
  work: (place: P) => Promise<void>,
) {
  const place = await open();
  const stop = () => void close(place).finally(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    await work(place);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    await close(place);
  }
}
