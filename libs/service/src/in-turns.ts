import { setImmediate } from 'node:timers/promises';

/** Does work that yields, and lets other requests go between its parts. Returns what the work returns. */
export async function inTurns<R>(work: Generator<void, R>): Promise<R> {
  let step = work.next();
  while (!step.done) {
    await setImmediate();
    step = work.next();
  }
  return step.value;
}
