import { setTimeout as pause } from 'node:timers/promises';
import type { Concord } from '@concord/client';
import { clientAt } from '../system/client';
import type { Benchmark, Run } from './benchmark';
import { figure, percentile, percentiles, rounded } from './figure';
import type { ShopFloor } from './shop-floor';

const SKUS = 5_000;
const ORDERS = 50_000;
const FILLERS = 32;
const ORDERS_A_SECOND = 50;
const SHOPPERS = 24;
const ROUND_SECONDS = 10;
/** Node itself waits for no answer longer than this. */
const AUDIT_MS = 300_000;

/** A full audit of many rows: how long it takes, and what it costs the orders of that time. */
export const audit: Benchmark = {
  names: ['audit.rest', 'audit.50'],
  takes: 900,
  on: 'shop-floor',
  async run(run, wanted) {
    const floor = run.place;
    const client = clientAt(floor.system.addresses, async () => floor.token, { timeoutMs: AUDIT_MS });
    await fill(run);
    const figures = [];
    // The first one meets cold caches and code that is not compiled yet.
    await audited(client);
    if (wanted.has('audit.rest')) {
      run.say('audit.rest …');
      const { seconds, rows } = await audited(client);
      figures.push(figure('audit.rest', seconds, 's', null, { rows, rowsPerSecond: rounded(rows / seconds) }));
    }
    if (wanted.has('audit.50')) {
      run.say(`audit.50: ${ORDERS_A_SECOND} orders a second …`);
      const alone = await ordersWhile(floor, () => pause(run.seconds(ROUND_SECONDS) * 1_000));
      let during = { seconds: 0, rows: 0 };
      const beside = await ordersWhile(floor, async () => void (during = await audited(client)));
      const extra = {
        ordersPerSecond: rounded(beside.perSecond),
        ordersPerSecondAlone: rounded(alone.perSecond),
        orderMs: percentiles(beside.samples),
        orderMsAlone: percentiles(alone.samples),
        p99Times: rounded(percentile(beside.samples, 0.99) / percentile(alone.samples, 0.99)),
        rows: during.rows,
      };
      figures.push(figure('audit.50', during.seconds, 's', null, extra));
    }
    return figures;
  },
};

async function fill({ place, count, say, seconds }: Run<ShopFloor>): Promise<void> {
  const [skus, orders] = [Math.max(count(SKUS), place.skus.length), count(ORDERS)];
  say(`Filling up to ${skus} SKUs and ${orders} orders …`);
  await place.stockUp(skus);
  while (place.placed < orders) await place.orders(FILLERS, Math.min(10, seconds(10)), place.anySku);
}

/** One audit. Whoever measures wants everyone to agree. */
async function audited({ oversight }: Concord) {
  const began = performance.now();
  const { data } = await oversight.post('/v1/audits');
  if (data.drifts > 0) throw new Error(`The audit found ${data.drifts} rows that differ.`);
  return { seconds: (performance.now() - began) / 1_000, rows: data.keys };
}

/** Orders at a steady rate while something else is done: how many were confirmed, and in which time each. */
async function ordersWhile(floor: ShopFloor, work: () => Promise<unknown>) {
  const samples: number[] = [];
  const began = performance.now();
  let isOver = false;
  let due = 0;
  const shoppers = Array.from({ length: SHOPPERS }, async (_, shopper) => {
    while (!isOver) {
      const n = due++;
      await pause(Math.max(0, began + (n * 1_000) / ORDERS_A_SECOND - performance.now()));
      const from = performance.now();
      const { http, status } = await floor.order(shopper, floor.anySku(shopper, n));
      if (status !== 'confirmed') throw new Error(`An order was answered ${http} ${status}.`);
      samples.push(performance.now() - from);
    }
  });
  const all = Promise.all(shoppers);
  await Promise.race([work(), all]);
  isOver = true;
  const perSecond = samples.length / ((performance.now() - began) / 1_000);
  await all;
  return { samples, perSecond };
}
