import { setTimeout as pause } from 'node:timers/promises';

/** The results of clients that each send one request after the other. */
export interface Loop {
  readonly seconds: number;
  /** Milliseconds of each request that ended within the time. */
  readonly samples: readonly number[];
  readonly perSecond: number;
}

/** One client: sends one request. Returns false for a request that does not count. */
export type Work = (client: number, n: number) => Promise<boolean | void>;

/** Clients that each send one request after the other, for this many seconds. A failure ends the run. */
export async function closedLoop(clients: number, seconds: number, work: Work): Promise<Loop> {
  const samples: number[] = [];
  const began = performance.now();
  const end = began + seconds * 1_000;
  let lastAt = began;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let n = 0; ; n++) {
        const from = performance.now();
        if (from >= end) return;
        const counts = await work(client, n);
        const at = performance.now();
        // Later requests do not count, because other clients have stopped by then; unless nothing has ended yet.
        if (at > end && samples.length > 0) return;
        lastAt = Math.max(lastAt, at);
        if (counts !== false) samples.push(at - from);
      }
    }),
  );
  const took = (lastAt - began) / 1_000;
  return { seconds: took, samples, perSecond: samples.length / took };
}

/** Runs both sides alternately, so that a change of the machine's speed meets both. */
export async function alternating(
  rounds: number,
  ours: () => Promise<Loop>,
  bare: () => Promise<Loop>,
): Promise<{ readonly ours: Loop; readonly bare: Loop }> {
  const seen = { ours: [] as Loop[], bare: [] as Loop[] };
  for (let round = 0; round < rounds; round++) {
    // The second side finds the caches as the first one left them: so they alternate in the first place too.
    const order = round % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const);
    for (const way of order) {
      seen[way].push(await (way === 'ours' ? ours : bare)());
      await pause(50);
    }
  }
  return { ours: together(seen.ours), bare: together(seen.bare) };
}

function together(loops: readonly Loop[]): Loop {
  const seconds = loops.reduce((sum, loop) => sum + loop.seconds, 0);
  const samples = loops.flatMap((loop) => loop.samples);
  const done = loops.reduce((sum, loop) => sum + loop.perSecond * loop.seconds, 0);
  return { seconds, samples, perSecond: done / seconds };
}
