import { Client } from 'pg';
import { bareServer } from './bare-server';
import type { Benchmark, Run } from './benchmark';
import { cpuEach, cpuTime } from './cpu-time';
import { figure, percentiles, rounded, type Figure } from './figure';
import type { ShopFloor } from './shop-floor';

type Choice = (client: number, n: number) => readonly string[];

const CLIENTS = 8;
const WARM_SECONDS = 90;
const LINES = 20;
const HISTORY_CLIENTS = 64;
const HISTORY_TO = 100_000;
const HISTORY_SECONDS_MAX = 240;
/** As long as the answer to an order of one line. */
const ANSWER = JSON.stringify({ order: 'x'.repeat(1_100) });

/** Orders from the request to the confirmation that it answers, through seven services. */
export const orders: Benchmark = {
  names: ['orders.1', 'orders.8', 'orders.32', 'orders.lines20', 'orders.hot'],
  takes: 190,
  on: 'shop-floor',
  async run(run, wanted) {
    const floor = run.place;
    const many: Choice = (client, n) =>
      Array.from({ length: LINES }, (_, line) => floor.anySku(client, n * LINES + line)[0]!);
    const hot: Choice = () => [floor.skus[0]!];
    const ways: Readonly<Record<string, readonly [clients: number, choose: Choice]>> = {
      'orders.1': [1, floor.anySku],
      'orders.8': [8, floor.anySku],
      'orders.32': [32, floor.anySku],
      'orders.lines20': [8, many],
      'orders.hot': [8, hot],
    };
    await floor.warmUp(run.say, run.seconds(WARM_SECONDS));
    const figures: Figure[] = [];
    for (const [name, [clients, choose]] of Object.entries(ways))
      if (wanted.has(name)) figures.push(await measured(run, name, clients, choose));
    return figures;
  },
};

/** What orders cost when there are many already. */
export const ordersHistory: Benchmark = {
  names: ['orders.history'],
  takes: 300,
  on: 'shop-floor',
  async run(run) {
    const floor = run.place;
    await floor.warmUp(run.say, run.seconds(WARM_SECONDS));
    const from = floor.placed;
    await vacuumed(floor);
    const few = await measured(run, 'orders.history', CLIENTS, floor.anySku);
    await fill(run, run.count(HISTORY_TO));
    await vacuumed(floor);
    const many = await measured(run, 'orders.history', CLIENTS, floor.anySku);
    const { limitIs: _, ...extra } = many;
    return [
      {
        ...extra,
        limit: few.value,
        ratio: rounded(many.value / few.value),
        limitIs: `orders.8 after ${from} orders, as many as make the services warm`,
        orders: floor.placed,
        p99Before: few['p99'],
      },
    ];
  },
};

/**
 * Does what Postgres would do by itself in one of the next minutes. Tables that grow tenfold within four minutes are
 * vacuumed and analysed just then, which would count for the few orders that are measured.
 */
async function vacuumed({ system }: ShopFloor) {
  for (const connectionString of system.databases.values()) {
    const client = new Client({ connectionString });
    await client.connect();
    try {
      await client.query('vacuum (analyze)');
    } finally {
      await client.end();
    }
  }
}

/** Brings the number of orders to `count`, or as near to it as the time allows. */
async function fill(run: Run<ShopFloor>, count: number) {
  const floor = run.place;
  const deadline = performance.now() + run.seconds(HISTORY_SECONDS_MAX) * 1_000;
  for (let left = count - floor.placed; left > 0 && performance.now() < deadline; left = count - floor.placed) {
    run.say(`orders.history: ${left} orders to go …`);
    await floor.orders(HISTORY_CLIENTS, Math.min(20, Math.max(1, left / 500)), floor.anySku);
  }
}

async function measured(run: Run<ShopFloor>, name: string, clients: number, choose: Choice): Promise<Figure> {
  const floor = run.place;
  run.say(`${name}: ${clients} clients …`);
  const bare = await bareServer(floor, clients, ANSWER);
  const slices = [];
  const limits = [];
  const parts = [];
  let began = 0;
  try {
    for (let slice = 0; slice < 3; slice++) {
      limits.push(await bare.orders(clients, run.seconds(1)));
      await floor.orders(clients, run.seconds(1), choose);
      const before = cpuTime(floor.parts);
      const loop = await floor.orders(clients, run.seconds(4), choose);
      parts.push(cpuEach(before, cpuTime(floor.parts), loop.samples.length));
      slices.push(loop);
      began += loop.seconds;
    }
  } finally {
    await bare.close();
  }
  const samples = slices.flatMap((loop) => loop.samples);
  const limit = limits.reduce((sum, { perSecond }) => sum + perSecond, 0) / limits.length;
  return figure(name, samples.length / began, 'orders/s', limit, {
    limitIs: 'a bare server that stores the bytes of one order in one prepared insert for each request',
    ...percentiles(samples),
    ...averaged(parts),
  });
}

function averaged(parts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = Object.keys(parts[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, rounded(parts.reduce((sum, part) => sum + part[name]!, 0) / parts.length)]),
  );
}
