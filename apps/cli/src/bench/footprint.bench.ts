import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark } from './benchmark';
import { cpuEach, cpuTime, residentMb } from './cpu-time';
import { figure, type Figure } from './figure';
import type { ShopFloor } from './shop-floor';

const CLIENTS = 8;
/** So long after the last command nothing that it led to is left to do. */
const REST_SECONDS = 10;

/** What services hold in memory and use of a core at rest, what they hold under load, and how long they take to start. */
export const footprint: Benchmark = {
  names: ['memory', 'startup', 'idle'],
  takes: 60,
  on: 'shop-floor',
  async run(run, wanted) {
    const floor = run.place;
    const figures: Figure[] = [];
    if (wanted.has('startup')) figures.push(figure('startup', floor.startMs / 1_000, 's', null, { services: 6 }));
    if (wanted.has('idle')) {
      run.say('idle …');
      await pause(run.seconds(REST_SECONDS) * 1_000);
      const before = cpuTime(floor.parts);
      const seconds = run.seconds(30);
      await pause(seconds * 1_000);
      // Hundredths of a core: milliseconds a second, by ten.
      const used = cpuEach(before, cpuTime(floor.parts), seconds * 10);
      const { cpuMsServices: services, cpuMsPostgres: postgres, cpuMsKafka: kafka } = used;
      if (services === undefined) run.say('idle: this machine does not say what its processes use.');
      else figures.push(figure('idle', services, '% of a core', null, { services: 6, postgres, kafka }));
    }
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
