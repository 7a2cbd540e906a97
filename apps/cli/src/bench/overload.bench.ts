import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { REQUESTS_A_CORE } from '@concord/service';
import type { Benchmark } from './benchmark';
import { closedLoop } from './closed-loop';
import { figure, percentile, rounded } from './figure';
import type { ShopFloor } from './shop-floor';

/** As many writes as one instance of a service takes at a time, unless it is told otherwise. */
const SERVED = REQUESTS_A_CORE * availableParallelism();
const CLIENTS = 10 * SERVED;
const NORMAL_CLIENTS = 8;
const WARM_SECONDS = 60;
const SECONDS = 12;
/** What `retry-after` asks for. */
const AWAY_MS = 1_000;
const GIVEN_UP_MS = 30_000;
/** A rate up to this much slower than before counts as normal. */
const NORMAL_TIMES = 1.5;

/**
 * Ten times more clients than a service serves at a time: admitted requests are served, the others are refused at once.
 */
export const overload: Benchmark = {
  names: ['orders.overload'],
  takes: 50,
  on: 'shop-floor',
  async run(run) {
    const floor = run.place;
    await floor.warmUp(run.say, run.seconds(WARM_SECONDS));
    const before = await floor.orders(NORMAL_CLIENTS, run.seconds(5), floor.anySku);
    const clients = Math.min(CLIENTS, run.count(CLIENTS) * 4);
    run.say(`orders.overload: ${clients} clients …`);
    const taken: number[] = [];
    const refused: number[] = [];
    const wrong = new Map<string, number>();
    const began = performance.now();
    const end = began + Math.max(4, run.seconds(SECONDS)) * 1_000;
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        // Clients connect one after the other; the kernel refuses many at once.
        await pause((client / clients) * 1_000);
        for (let n = 0; performance.now() < end; n++) {
          const from = performance.now();
          const { http, status } = await floor
            .order(client, floor.anySku(client, n))
            .catch((error: Error) => ({ http: 0, status: error.message }));
          const took = performance.now() - from;
          if (status === 'confirmed') taken.push(took);
          else if (http === 503 || http === 429) refused.push(took);
          else wrong.set(`${http} ${status}`, (wrong.get(`${http} ${status}`) ?? 0) + 1);
          if (status !== 'confirmed') await pause(AWAY_MS);
        }
      }),
    );
    const seconds = (performance.now() - began) / 1_000;
    const normalAfterMs = await normalAgain(floor, before.perSecond / NORMAL_TIMES);
    const lateRefusals = refused.filter((ms) => ms > 1_000).length;
    return [
      figure('orders.overload', taken.length / seconds, 'orders/s', before.perSecond, {
        limitIs: `orders/s with ${NORMAL_CLIENTS} clients just before`,
        clients,
        taken: taken.length,
        takenP99: rounded(percentile(taken, 0.99)),
        refused: refused.length,
        refusedP99: rounded(percentile(refused, 0.99)),
        refusedLate: lateRefusals,
        wrong: Object.fromEntries(wrong),
        normalAfterS: rounded(normalAfterMs / 1_000),
      }),
    ];
  },
};

/** Milliseconds until so many orders go through again. */
async function normalAgain(floor: ShopFloor, perSecond: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    // Clients that are still refused count as not served.
    const loop = await closedLoop(NORMAL_CLIENTS, 1, async (client, n) => {
      const { status } = await floor.order(client, floor.anySku(client, n));
      return status === 'confirmed';
    });
    const after = performance.now() - began;
    if (loop.perSecond >= perSecond || after > GIVEN_UP_MS) return after;
  }
}
