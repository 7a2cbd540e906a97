import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 250;

/** Repeats `attempt` until it returns true, more and more slowly; false when time ran out. */
export async function waitFor(attempt: () => Promise<boolean>, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.1, LONGEST_PAUSE_MS)) {
    if (await attempt()) return true;
    if (performance.now() > deadline) return false;
    await sleep(pause);
  }
}
