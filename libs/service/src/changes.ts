import { Injectable } from '@nestjs/common';
import type { Engine } from '@concord/event-sourcing';

/** How long another instance's change stays unseen at most. */
const LOOK_AGAIN_MS = 200;

/** Lets a route wait for something to happen to a stream. */
@Injectable()
export class Changes {
  private readonly waiting = new Map<string, Set<() => void>>();

  constructor(engine: Engine) {
    engine.onCommit(({ streams }) => {
      if (this.waiting.size === 0) return;
      for (const { streamId } of streams) for (const wake of this.waiting.get(streamId) ?? []) wake();
    });
  }

  /** Asks `look` again after every change of the stream, until it answers something or the time is over. */
  async until<T>(streamId: string, withinMs: number, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const changed = this.next(streamId, Math.min(LOOK_AGAIN_MS, deadline - Date.now()));
      const found = await look();
      if (found !== undefined || Date.now() >= deadline) return found;
      await changed;
    }
  }

  private next(streamId: string, withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wakers = this.waiting.get(streamId) ?? new Set();
      this.waiting.set(streamId, wakers);
      const wake = () => {
        clearTimeout(timer);
        wakers.delete(wake);
        if (wakers.size === 0 && this.waiting.get(streamId) === wakers) this.waiting.delete(streamId);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(0, withinMs));
      wakers.add(wake);
    });
  }
}
