import { setTimeout as pause } from 'node:timers/promises';
import { KafkaClient, ensureTopics } from '@concord/event-bus';
import { v7 as newId } from 'uuid';
import type { Benchmark, Run } from './benchmark';
import { figure, percentile, percentiles, rounded } from './figure';
import { HttpLine } from './http-line';
import type { ShopFloor } from './shop-floor';

const WARM_SECONDS = 60;
const WRITERS = 16;
const COMMANDS_A_SECOND = 200;
const PROBE_EVERY_MS = { rest: 100, load: 40 };
/** Connections besides those of orders and catalog. */
const PROBER = 900;
const WRITER = 901;

/** From the answer to a write in inventory to a read in marketing that shows it, as its token demands. */
export const lag: Benchmark = {
  names: ['lag.rest', 'lag.200'],
  takes: 40,
  on: 'shop-floor',
  async run(run, wanted) {
    await run.place.warmUp(run.say, run.seconds(WARM_SECONDS));
    const limit = percentile(await bareHops(run), 0.5);
    const limitIs = 'p50 of one message sent and read by kafkajs alone';
    const figures = [];
    if (wanted.has('lag.rest')) {
      run.say('lag.rest …');
      const samples = await probe(run, PROBE_EVERY_MS.rest, run.seconds(12));
      figures.push(figure('lag.rest', percentile(samples, 0.99), 'ms', limit, { limitIs, ...percentiles(samples) }));
    }
    if (wanted.has('lag.200')) {
      run.say(`lag.200: ${COMMANDS_A_SECOND} commands a second …`);
      const load = commandsAt(run.place, COMMANDS_A_SECOND);
      await pause(run.seconds(5) * 1_000);
      const from = load.done();
      const began = performance.now();
      const samples = await probe(run, PROBE_EVERY_MS.load, run.seconds(15));
      const perSecond = (load.done() - from) / ((performance.now() - began) / 1_000);
      await load.stop();
      const extra = { limitIs, ...percentiles(samples), commandsPerSecond: rounded(perSecond) };
      figures.push(figure('lag.200', percentile(samples, 0.99), 'ms', limit, extra));
    }
    return figures;
  },
};

async function probe(run: Run<ShopFloor>, everyMs: number, seconds: number): Promise<number[]> {
  const floor = run.place;
  const writer = await floor.line('inventory', PROBER);
  const end = performance.now() + seconds * 1_000;
  const samples: number[] = [];
  for (let n = 0; performance.now() < end; n++) {
    const sku = floor.skus[(n * 13) % floor.skus.length]!;
    const written = await adjust(writer, sku);
    const from = performance.now();
    const reader = await floor.line('marketing', PROBER);
    const answer = await reader.get(`/v1/alignment?sku=${sku}`, `consistency-token: ${written}\r\n`);
    if (answer.status !== 200) throw new Error(`Marketing answered ${answer.status}: ${answer.body}`);
    const took = performance.now() - from;
    samples.push(took);
    await pause(Math.max(0, everyMs - took));
  }
  return samples;
}

/** One unit more; answers the token of the write. */
async function adjust(line: HttpLine, sku: string): Promise<string> {
  const body = `{"warehouse":"MAIN","sku":"${sku}","delta":1,"reason":"counted"}`;
  const answer = await line.post('/v1/adjustments', body, `idempotency-key: ${newId()}\r\n`);
  const token = answer.header('consistency-token');
  if (answer.status >= 300 || !token) throw new Error(`Inventory answered ${answer.status}: ${answer.body}`);
  return token;
}

/** Commands at a steady rate, whether or not those before are answered. */
function commandsAt(floor: ShopFloor, perSecond: number) {
  let [due, done] = [0, 0];
  let stopping = false;
  const began = performance.now();
  const writers = Array.from({ length: WRITERS }, async (_, writer) => {
    const line = await floor.line('inventory', WRITER + writer);
    while (!stopping) {
      const n = due++;
      await pause(Math.max(0, began + (n * 1_000) / perSecond - performance.now()));
      await adjust(line, floor.skus[(n * 7) % floor.skus.length]!);
      done += 1;
    }
  });
  const all = Promise.all(writers);
  all.catch(() => undefined);
  return {
    done: () => done,
    stop: async () => {
      stopping = true;
      await all;
    },
  };
}

/** Milliseconds of messages that go through Kafka one by one, with nothing else around them. */
async function bareHops(run: Run<ShopFloor>): Promise<number[]> {
  const brokers = run.place.system.servers.kafkaBrokers;
  const kafka = new KafkaClient({ brokers, clientId: 'concord-bench', log: () => undefined });
  const topic = `bench-hops-${process.pid}`;
  await ensureTopics(kafka, [topic], { partitions: 1, replicas: 1 });
  const publisher = kafka.publisher(topic);
  const samples: number[] = [];
  let [sent, from] = [0, 0];
  const send = () => {
    from = performance.now();
    sent += 1;
    return publisher.publish([{ partition: 0, key: 'hop', value: 'x'.repeat(300), headers: {} }]);
  };
  await send();
  await kafka.readAll(`bench-hops-${process.pid}`, [topic], new Map(), async () => {
    samples.push(performance.now() - from);
    if (sent > run.count(200)) return false;
    setTimeout(() => void send(), 20);
    return true;
  });
  await publisher.close();
  // The first ones are connecting and joining.
  return samples.slice(5);
}
