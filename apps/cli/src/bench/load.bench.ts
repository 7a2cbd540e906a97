import type { Benchmark } from './benchmark';
import { alternating, closedLoop } from './closed-loop';
import { figure, percentiles, rounded } from './figure';
import { meter, meterFromZero } from './meters';

const FOLDED = 100;
const LONG_EVENTS = 10_000;
const ROUNDS = 3;

/** Loads and folds a stream through the engine, against a bare select of the same rows. */
export const load: Benchmark = {
  names: ['load.fold100'],
  takes: 20,
  on: 'stand',
  async run(run) {
    run.say('load.fold100 …');
    const bench = await run.place.bench({ name: 'meters', deciders: [meter] });
    const longEvents = run.count(LONG_EVENTS);
    for (const [id, events] of Object.entries({ hundred: FOLDED, long: longEvents }))
      for (let done = 0; done < events; done += 10)
        await bench.run({ type: 'ReadMeter', data: { meter: id, times: 10 } });
    const folding = run.place.beside(bench, { name: 'meters', deciders: [meterFromZero] });
    const snapshots = run.place.beside(bench, { name: 'meters', deciders: [meter] });
    const [client] = await run.place.connections(bench.url, 1);
    const look = (at: typeof bench, id: string) => () =>
      closedLoop(1, run.seconds(1.5), async () => {
        at.engine.forget();
        await at.run({ type: 'LookAtMeter', data: { meter: id } });
      });
    const text = 'select version, type, schema_version, data from events where stream_id = $1 order by version';
    const select = () =>
      closedLoop(1, run.seconds(1.5), async () => {
        const { rows } = await client!.query({ name: 'bare', text, values: ['meter-hundred'] });
        if (rows.length !== FOLDED) throw new Error(`${rows.length} rows instead of ${FOLDED}.`);
      });
    // Both ways are compiled before they are compared.
    await look(folding, 'hundred')();
    await select();
    const { ours, bare } = await alternating(ROUNDS, look(folding, 'hundred'), select);
    const flat = await alternating(ROUNDS, look(snapshots, 'long'), look(snapshots, 'hundred'));
    return [
      figure('load.fold100', ours.perSecond, 'loads/s', bare.perSecond, {
        limitIs: 'a bare prepared select of the same 100 rows',
        ...percentiles(ours.samples),
        snapshotOf100: rounded(flat.bare.perSecond),
        [`snapshotOf${longEvents}`]: rounded(flat.ours.perSecond),
      }),
    ];
  },
};
