import type { Benchmark } from './benchmark';
import { residentMb } from './cpu-time';
import { figure } from './figure';
import type { ShopFloor } from './shop-floor';

const CLIENTS = 8;

/** What services hold in memory at rest and under load, and how long they take from start to ready. */
export const footprint: Benchmark = {
  names: ['memory', 'startup'],
  takes: 20,
  on: 'shop-floor',
  async run(run, wanted) {
    const floor = run.place;
    const figures = [];
    if (wanted.has('startup')) figures.push(figure('startup', floor.startMs / 1_000, 's', null, { services: 6 }));
    if (wanted.has('memory')) {
      run.say('memory …');
      const rest = resident(floor);
      await floor.orders(CLIENTS, run.seconds(15), floor.anySku);
      const load = resident(floor);
      const sum = (each: Readonly<Record<string, number>>) => Object.values(each).reduce((all, mb) => all + mb, 0);
      figures.push(figure('memory', sum(load), 'MB', null, { atRest: sum(rest), rest, load }));
    }
    return figures;
  },
};

const resident = ({ system: { services } }: ShopFloor) =>
  Object.fromEntries([...services].map(([name, [first]]) => [name, (first?.pid && residentMb(first.pid)) || 0]));
