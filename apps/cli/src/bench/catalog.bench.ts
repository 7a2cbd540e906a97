import { bareServer } from './bare-server';
import type { Benchmark, Run } from './benchmark';
import { closedLoop } from './closed-loop';
import { cpuEach, cpuTime } from './cpu-time';
import { figure, percentiles, rounded, type Figure } from './figure';
import { SKUS, type ShopFloor } from './shop-floor';

const CLIENTS = 8;
const PAGE = 24;
const MANY = 10_000;
const LISTING = `/v1/listing?limit=${PAGE}`;
/** One for each client. */
const PAGES = [
  'title',
  '-title',
  'price',
  '-price',
  'newest',
  'title&inStock=true',
  'price&inStock=true',
  'newest&inStock=true',
].map((sort) => `${LISTING}&sort=${sort}`);

interface Listed {
  readonly items: readonly { readonly productId: string }[];
  readonly next: string | null;
}

/** A page of the catalog and a complete product, over a thousand products and over ten thousand. */
export const catalog: Benchmark = {
  names: ['listing', 'product'],
  takes: 60,
  on: 'shop-floor',
  async run(run, wanted) {
    const few = await both(run, wanted);
    await run.place.stockUp(run.count(MANY));
    const many = await both(run, wanted);
    return few.map((figureOfFew, n) => ({
      ...figureOfFew,
      products: SKUS,
      [`over${run.place.skus.length}`]: many[n]!.value,
      [`p99Over${run.place.skus.length}`]: many[n]!['p99'],
    }));
  },
};

async function both(run: Run<ShopFloor>, wanted: ReadonlySet<string>): Promise<Figure[]> {
  const figures = [];
  const line = await run.place.line('catalog', 0);
  const listed = JSON.parse((await line.get(LISTING)).body) as Listed;
  if (listed.items.length !== PAGE) throw new Error(`The listing has ${listed.items.length} products.`);
  if (wanted.has('listing')) {
    // Simultaneous requests for one page share a read: this measures also different pages, which share nothing.
    const alike = await measured(run, 'listing', () => LISTING);
    const each = await measured(run, 'listing', (client) => PAGES[client]!);
    figures.push({ ...alike, differentPages: each.value, p99DifferentPages: each['p99'] });
  }
  // Not always the same products.
  const paths = listed.items.map(({ productId }) => `/v1/products/${productId}`);
  if (wanted.has('product'))
    figures.push(await measured(run, 'product', (client, n) => paths[(client * 5 + n) % paths.length]!));
  return figures;
}

async function measured(run: Run<ShopFloor>, name: string, pathOf: (client: number, n: number) => string) {
  const floor = run.place;
  run.say(`${name}: ${CLIENTS} clients over ${floor.skus.length} products …`);
  const { body } = await (await floor.line('catalog', 0)).get(pathOf(0, 0));
  const bare = await bareServer(floor, CLIENTS, body);
  const ours = (seconds: number) =>
    closedLoop(CLIENTS, seconds, async (client, n) => {
      const answer = await (await floor.line('catalog', client)).get(pathOf(client, n));
      if (answer.status !== 200) throw new Error(`${name} was answered ${answer.status}: ${answer.body}`);
    });
  const loops = [];
  const limits = [];
  const cpu = [];
  try {
    await ours(run.seconds(4));
    await bare.reads(CLIENTS, run.seconds(1));
    for (let slice = 0; slice < 3; slice++) {
      limits.push(await bare.reads(CLIENTS, run.seconds(1)));
      const before = cpuTime(floor.parts);
      const loop = await ours(run.seconds(2.5));
      cpu.push(cpuEach(before, cpuTime(floor.parts), loop.samples.length)['cpuMs'] ?? 0);
      loops.push(loop);
    }
  } finally {
    await bare.close();
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return figure(name, mean(loops.map(({ perSecond }) => perSecond)), 'req/s', mean(limits.map((l) => l.perSecond)), {
    limitIs: 'a bare server that answers the same bytes',
    ...percentiles(loops.flatMap(({ samples }) => samples)),
    cpuMs: rounded(mean(cpu)),
    bytes: body.length,
  });
}
