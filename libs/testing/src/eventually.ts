import { setTimeout as sleep } from 'node:timers/promises';

/** How long to go on trying, and how often, in milliseconds. */
export interface Patience {
  readonly within?: number;
  readonly every?: number;
}

/**
 * Tries until `attempt` stops throwing and returns what it returned; when time is up, throws what it threw last.
 * For what becomes true soon, but not at once. Never a sleep: a sleep is too short on a slow day and too long on others.
 */
export async function eventually<T>(attempt: () => T | Promise<T>, patience: Patience = {}): Promise<T> {
  const { within = 5_000, every = 25 } = patience;
  const deadline = performance.now() + within;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > deadline) {
        if (error instanceof Error) error.message += `\n(and still so after ${within} ms)`;
        throw error;
      }
    }
    await sleep(every);
  }
}
