import { BusRunner, Relay } from '@concord/event-bus';
import type { Projection } from '@concord/event-sourcing';
import type { Benchmark, Run } from './benchmark';
import { figure } from './figure';
import { meters } from './meters';
import { METERS, readings } from './readings';
import { PARTITIONS, type Stand } from './stand';

const EVENTS = 40_000;
/** The first fetch brings some thousands at once; only what follows is measured. */
const EVENTS_MIN = 20_000;
const ROUNDS = 3;
const GAP_MS = 3;

/** From a topic into rows of a view, in a service that only reads, against reading the same topic with kafkajs alone. */
export const consume: Benchmark = {
  names: ['consume.apply'],
  takes: 45,
  on: 'stand',
  async run(run) {
    const events = Math.max(EVENTS_MIN, run.count(EVENTS));
    run.say(`consume.apply: ${events} events …`);
    const prefix = `bench-${process.pid}-`;
    await fill(run.place, events, `${prefix}meters.events`);
    const seconds = { ours: 0, bare: 0 };
    // The first round finds all caches cold.
    for (let round = 0; round <= ROUNDS; round++) {
      const bare = await readBare(run.place, `${prefix}meters.events`, events, `${prefix}bare-${round}`);
      const ours = await apply(run, prefix, events, round);
      if (round === 0) continue;
      seconds.bare += bare;
      seconds.ours += ours;
    }
    const all = events * ROUNDS;
    return [
      figure('consume.apply', all / seconds.ours, 'events/s', all / seconds.bare, {
        limitIs: 'the same topic read by kafkajs alone, nothing written',
        rows: METERS,
      }),
    ];
  },
};

async function fill(stand: Stand, events: number, topic: string) {
  const bench = await readings(stand, events);
  const publisher = stand.kafka.publisher(await stand.topic(topic.slice(`bench-${process.pid}-`.length)));
  const relay = new Relay('meters', 'bench', bench.store.lanes, publisher, { now: () => performance.now() });
  while ((await relay.step()) > 0);
  await publisher.close();
}

/** A service of its own each time, so that it begins at the beginning. */
async function apply(run: Run<Stand>, topicPrefix: string, events: number, round: number): Promise<number> {
  const stand = run.place;
  const service = `display-${round}`;
  const view: Projection = { ...meters, name: `${service}.meters` };
  const { engine, store } = await stand.bench({ name: service, projections: [view] });
  const unexpected = (reason: unknown) => run.say(`consume.apply: ${String(reason)}`);
  const bus = new BusRunner(engine, store, stand.kafka, {
    service,
    instance: 'bench',
    topicPrefix,
    partitions: PARTITIONS,
    gapMs: GAP_MS,
    gateways: [],
    feed: async () => [],
    log: (_, message) => unexpected(message),
    onStuck: unexpected,
  });
  const seconds = await new Promise<number>((resolve, reject) => {
    let applied = 0;
    let from = 0;
    // Applied events are reported after their commit; the first report is the start, because joining a group is not
    // measured.
    const onApplied = (batch: readonly unknown[]) => {
      if (from === 0) from = performance.now();
      else applied += batch.length;
      first ??= batch.length;
      if (applied + first >= events) resolve(((performance.now() - from) / 1_000) * (events / applied));
    };
    let first: number | undefined;
    bus.start(onApplied).catch(reject);
  });
  await bus.stop();
  return seconds;
}

async function readBare(stand: Stand, topic: string, events: number, group: string): Promise<number> {
  let read = 0;
  let from = 0;
  let to = 0;
  let first = 0;
  await stand.kafka.readAll(group, [topic], new Map(), async ({ messages }) => {
    if (from === 0) {
      from = performance.now();
      first = messages.length;
    }
    read += messages.length;
    to = performance.now();
    return read < events;
  });
  return ((to - from) / 1_000) * (events / (events - first));
}
