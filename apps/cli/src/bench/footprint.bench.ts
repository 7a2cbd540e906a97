import { setTimeout as pause } from 'node:timers/promises';
import type { Benchmark } from './benchmark';
import { cpuEach, cpuTime, memoryMb } from './cpu-time';
import { figure, type Figure } from './figure';
import type { ShopFloor } from './shop-floor';

const CLIENTS = 8;
/** So long after load a process has given back what it held for it. */
const SETTLED_SECONDS = 30;
/** This long after the last command all its effects are done. */
const REST_SECONDS = 10;

/** Memory and CPU of the services at rest, their memory under load, and how long they take to start. */
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
      if (services === undefined) run.say('idle: this machine does not report the CPU of its processes.');
      else figures.push(figure('idle', services, '% of a core', null, { services: 6, postgres, kafka }));
    }
    if (wanted.has('memory')) {
      run.say('memory …');
      await pause(run.seconds(SETTLED_SECONDS) * 1_000);
      const rest = held(floor);
      await floor.orders(CLIENTS, run.seconds(15), floor.anySku);
      const load = held(floor);
      await pause(run.seconds(SETTLED_SECONDS) * 1_000);
      const after = held(floor);
      const { resident: atRest, share: shareAtRest } = rest.sum;
      const { resident: afterLoad, share: shareAfterLoad } = after.sum;
      const sums = { shareUnderLoad: load.sum.share, atRest, shareAtRest, afterLoad, shareAfterLoad };
      figures.push(figure('memory', load.sum.resident, 'MB', null, { ...sums, rest: rest.each, load: load.each }));
    }
    return figures;
  },
};

/** What the services hold, each and together. */
function held({ system: { services } }: ShopFloor) {
  const all = [...services].map(([name, [first]]) => [name, first?.pid ? memoryMb(first.pid) : undefined] as const);
  const sum = (what: 'resident' | 'share') => all.reduce((mb, [, each]) => mb + (each?.[what] ?? 0), 0);
  const each = Object.fromEntries(all.map(([name, memory]) => [name, memory?.resident ?? 0]));
  return { each, sum: { resident: sum('resident'), share: sum('share') } };
}
