import { meter } from './meters';
import type { Bench, Stand } from './stand';

/** Streams, and rows of a view of them. */
export const METERS = 5_000;
const TIMES = 25;
/** So many at once fill the groups of the engine. */
const AT_ONCE = 64;

/** A bench whose store holds so many public events of some thousand streams. */
export async function readings(stand: Stand, events: number): Promise<Bench> {
  const bench = await stand.bench({ name: 'meters', deciders: [meter] });
  await read(bench, events);
  return bench;
}

/** States so many more events. */
export async function read(bench: Bench, events: number): Promise<void> {
  const commands = Math.ceil(events / TIMES);
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < commands) {
        const id = `m${(next++ * 7_919) % METERS}`;
        await bench.run({ type: 'ReadMeter', data: { meter: id, times: TIMES } });
      }
    }),
  );
}
