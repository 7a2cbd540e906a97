import { FEED_START, ProjectionBuild, readFeed } from '@concord/event-store';
import type { Benchmark } from './benchmark';
import { figure } from './figure';
import { meter, meters } from './meters';
import { read } from './readings';
import { ports } from './stand';

const EVENTS = 100_000;
const ROUNDS = 2;
const READ_EVENTS = 2_000;

/** A projection from the first event on, to its swap, against a bare read of the same events. */
export const rebuild: Benchmark = {
  names: ['rebuild'],
  takes: 40,
  on: 'stand',
  async run(run) {
    const events = run.count(EVENTS);
    run.say(`rebuild: ${events} events …`);
    const bench = await run.place.bench({ name: 'meters', deciders: [meter], projections: [meters] });
    await read(bench, events);
    const seconds = { ours: 0, bare: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const from = performance.now();
      for (let cursor = FEED_START; ;) {
        const page = await readFeed(bench.store.reading, cursor, READ_EVENTS);
        const last = page.at(-1);
        if (!last) break;
        cursor = last;
      }
      const between = performance.now();
      const build = await ProjectionBuild.begin(bench.dataSource, bench.url, 'meters', meters, ports);
      await build.run('meters', async () => undefined);
      seconds.bare += (between - from) / 1_000;
      seconds.ours += (performance.now() - between) / 1_000;
      if (build.applied < events) throw new Error(`Only ${build.applied} of ${events} events were applied.`);
    }
    return [
      figure('rebuild', (events * ROUNDS) / seconds.ours, 'events/s', (events * ROUNDS) / seconds.bare, {
        limitIs: 'the same events read in the same pages, nothing written',
      }),
    ];
  },
};
