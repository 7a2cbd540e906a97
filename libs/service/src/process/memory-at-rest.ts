import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const LOOK_EVERY_MS = 10_000;
/** A process that uses less of its time than this has nothing to do. */
const REST = 0.05;
/** Less is not worth a collection. */
const GROWTH_BYTES_MIN = 24 * 1024 * 1024;

/**
 * Gives memory back to the machine when there is nothing to do: after the start, and after load. V8 keeps room for new
 * objects as large as load once needed it, and the code of what ran once. Collecting all of it stops the process for a
 * fifth of a second, so it is done once for each spell of load.
 */
export function giveBackMemoryAtRest(lookEveryMs = LOOK_EVERY_MS): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: object) => void;
  let kept = 0;
  let last = performance.eventLoopUtilization();
  const look = () => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, last);
    last = now;
    if (utilization > REST || process.memoryUsage.rss() < kept + GROWTH_BYTES_MIN) return;
    collect({ type: 'major', flavor: 'last-resort' });
    kept = process.memoryUsage.rss();
  };
  setInterval(look, lookEveryMs).unref();
}
