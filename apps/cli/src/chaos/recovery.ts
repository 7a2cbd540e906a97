import { setTimeout as pause } from 'node:timers/promises';
import type { ProgressWatch } from './progress-watch';

/** Sending or applying must not take longer than this. */
const IN_ORDER_MS = 1_000;
const LOOK_MS = 100;

/** How long something may be down, as promised. */
export const PROMISED_SECONDS: Readonly<Record<string, number>> = {
  'relay takeover': 12,
  'consumer takeover': 15,
  'broker leader loss': 15,
  'Postgres restart': 5,
};

/** Measures how long the system takes to recover. */
export class Recovery {
  constructor(
    private readonly watch: ProgressWatch,
    /** Every measurement, by what recovered. */
    private readonly seconds: Map<string, number[]>,
  ) {}

  note(what: string, seconds: number): void {
    this.seconds.set(what, [...(this.seconds.get(what) ?? []), seconds]);
  }

  /**
   * Waits until events are sent and applied within a second again; records the time since the fault, a moment of
   * `performance.now()`.
   */
  async flowing(what: string, since: number, withinMs = 120_000): Promise<number> {
    for (;;) {
      const lateness = await this.watch.look();
      const now = performance.now();
      // Events that were appended just after the fault must be included.
      if (lateness && now - since > IN_ORDER_MS && Math.max(lateness.relayMs, lateness.consumerMs) < IN_ORDER_MS) {
        const seconds = (now - since) / 1000;
        this.note(what, seconds);
        return seconds;
      }
      if (now - since > withinMs)
        throw new Error(
          `${what}: nothing flows ${withinMs / 1000} s after the fault; ${lateness?.who ?? 'a database'} is late.`,
        );
      await pause(LOOK_MS);
    }
  }
}

export interface RecoveryFigures {
  readonly p50: number;
  readonly max: number;
}

export function figuresOf(seconds: readonly number[]): RecoveryFigures {
  const sorted = [...seconds].sort((a, b) => a - b);
  const round = (value: number) => Math.round(value * 10) / 10;
  return { p50: round(sorted[Math.floor((sorted.length - 1) / 2)] ?? 0), max: round(sorted.at(-1) ?? 0) };
}
