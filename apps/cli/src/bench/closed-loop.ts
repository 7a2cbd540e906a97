import { setTimeout as pause } from 'node:timers/promises';

/** What clients saw who each do one thing after the other. */
export interface Loop {
  readonly seconds: number;
  /** Milliseconds of each piece of work that ended within the time. */
  readonly samples: readonly number[];
  readonly perSecond: number;
}

/** One client: does one piece of work. Answers false for a piece that is not to be counted. */
export type Work = (client: number, n: number) => Promise<boolean | void>;

/** Clients that each do one piece of work after the other, for so many seconds. A failure ends it. */
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
        // What ends later is not counted, because others have stopped by then; but where nothing has ended yet.
        if (at > end && samples.length > 0) return;
        lastAt = Math.max(lastAt, at);
        if (counts !== false) samples.push(at - from);
      }
    }),
  );
  const took = (lastAt - began) / 1_000;
  return { seconds: took, samples, perSecond: samples.length / took };
}

/** Two ways in turn, so that a machine that drifts is as fast for one as for the other. */
export async function alternating(
  rounds: number,
  ours: () => Promise<Loop>,
  bare: () => Promise<Loop>,
): Promise<{ readonly ours: Loop; readonly bare: Loop }> {
  const seen = { ours: [] as Loop[], bare: [] as Loop[] };
  for (let round = 0; round < rounds; round++) {
    // Whoever comes second finds the caches as the first one left them: they take turns in that as well.
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
