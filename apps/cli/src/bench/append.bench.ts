import type { Client } from 'pg';
import type { Benchmark, Run } from './benchmark';
import { alternating, closedLoop } from './closed-loop';
import { figure, percentile, percentiles, rounded } from './figure';
import { bytesOf, meta, meter } from './meters';
import type { Bench, Stand } from './stand';

const CLIENTS = { 'append.single.1': 1, 'append.single.8': 8, 'append.single.32': 32 } as const;
const ROUNDS = 3;
const LONG_EVENTS = 10_000;
const SHORT_EVENTS = 10;

const BARE_TABLE = `create table if not exists bare_events (
  stream_id text, version int, type text, data json, meta json, primary key (stream_id, version))`;
const BARE_INSERT = `insert into bare_events select $1, i.*, $2 from unnest($3::int[], $4::text[], $5::json[]) i`;

/** The append of the engine against bare prepared inserts of the same bytes, one commit each, by as many clients. */
export const append: Benchmark = {
  names: [...Object.keys(CLIENTS), 'append.batch10.8', 'append.long-stream'],
  takes: 60,
  on: 'stand',
  async run(run, wanted) {
    const bench = await run.place.bench({ name: 'meters', deciders: [meter] });
    const bare = await run.place.connections(bench.url, 32);
    await bare[0]!.query(BARE_TABLE);
    const figures = [];
    for (const [name, clients] of Object.entries(CLIENTS))
      if (wanted.has(name)) figures.push(await appends(run, name, bench, bare.slice(0, clients), 1));
    if (wanted.has('append.batch10.8'))
      figures.push(await appends(run, 'append.batch10.8', bench, bare.slice(0, 8), 10));
    if (wanted.has('append.long-stream')) figures.push(await longStream(run, bench));
    return figures;
  },
};

async function appends(run: Run<Stand>, name: string, bench: Bench, connections: readonly Client[], times: number) {
  run.say(`${name}: ${connections.length} clients …`);
  const clients = connections.length;
  const versions = new Map<string, number>();
  const bareVersions = new Map<string, number>();
  const stream = (client: number) => `${name}-${client}`;
  const ours = (seconds: number) =>
    closedLoop(clients, seconds, async (client) => {
      const id = stream(client);
      const command = { type: 'ReadMeter', data: { meter: id, times } } as const;
      versions.set(id, await bench.run(command, versions.get(id) ?? 0));
    });
  const metaText = JSON.stringify(meta);
  const bare = (seconds: number) =>
    closedLoop(clients, seconds, async (client) => {
      const id = stream(client);
      const from = bareVersions.get(id) ?? 0;
      const numbers = Array.from({ length: times }, (_, n) => from + n + 1);
      const values = [id, metaText, numbers, numbers.map(() => 'MeterRead'), numbers.map((n) => bytesOf(id, n))];
      await connections[client]!.query({ name: 'bare', text: BARE_INSERT, values });
      bareVersions.set(id, from + times);
    });
  await ours(run.seconds(1));
  await bare(run.seconds(1));
  const seen = await alternating(
    ROUNDS,
    () => ours(run.seconds(2)),
    () => bare(run.seconds(2)),
  );
  return figure(name, seen.ours.perSecond * times, 'events/s', seen.bare.perSecond * times, {
    limitIs: 'bare prepared inserts of the same bytes, one commit each, as many clients',
    ...percentiles(seen.ours.samples),
  });
}

/** Appends to streams that are not remembered, so that their state is loaded from the store each time. */
async function longStream(run: Run<Stand>, bench: Bench) {
  const streams = {
    long: { id: 'long', events: run.count(LONG_EVENTS) },
    short: { id: 'short', events: SHORT_EVENTS },
  };
  run.say(`append.long-stream: ${streams.long.events} events …`);
  for (const { id, events } of Object.values(streams))
    for (let done = 0; done < events; done += 10)
      await bench.run({ type: 'ReadMeter', data: { meter: id, times: 10 } });
  const way = (id: string) => () =>
    closedLoop(1, run.seconds(2), async () => {
      bench.engine.forget();
      // A command without events leaves the streams as long as they are.
      await bench.run({ type: 'ReadMeter', data: { meter: id, times: 1, isPublic: false } });
    });
  const { ours, bare } = await alternating(ROUNDS, way('long'), way('short'));
  const [long, short] = [percentile(ours.samples, 0.99), percentile(bare.samples, 0.99)];
  return figure('append.long-stream', long, 'ms', short, {
    limitIs: `p99 of the same append on a stream of ${SHORT_EVENTS} events`,
    times: rounded(long / short),
    p50: rounded(percentile(ours.samples, 0.5)),
    p50Short: rounded(percentile(bare.samples, 0.5)),
  });
}
