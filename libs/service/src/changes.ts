import { Injectable } from '@nestjs/common';
import type { Engine, Projection } from '@concord/event-sourcing';
import type { EventStore } from '@concord/event-store';

/**
 * The first pause before another instance's change is looked for; it doubles each time, because many callers wait when
 * all is slow.
 */
const LOOK_AGAIN_MS = 200;

/** Lets a route wait until a row has changed as expected. */
@Injectable()
export class Changes {
  private readonly waiting = new Map<string, Set<(row: object) => void>>();

  constructor(
    private readonly engine: Engine,
    private readonly store: EventStore,
  ) {
    engine.onCommit(({ rows }) => {
      if (this.waiting.size === 0) return;
      for (const { view, writes } of rows)
        for (const { key, row } of writes)
          if (row) for (const show of this.waiting.get(placeOf(view, key)) ?? []) show(row);
    });
  }

  /**
   * The row of a view once it fits, from a commit of this instance, without reading it back; `look` asks the database
   * for changes of other instances. Undefined when the time is over.
   */
  async row<R extends object>(
    { name }: Projection<R>,
    key: string,
    withinMs: number,
    fits: (row: R) => boolean,
    look: () => Promise<R | undefined>,
  ): Promise<R | undefined> {
    const deadline = Date.now() + withinMs;
    let found: R | undefined;
    let wake: () => void = () => undefined;
    const stop = this.listen(placeOf(name, key), (row) => {
      if (found || !fits(row as R)) return;
      found = this.asRead<R>(name, row);
      wake();
    });
    try {
      // Where this instance has just written a row that does not fit, the database has no other one yet.
      const remembered = this.engine.rememberedRow(name, key) as R | undefined;
      let isDue = !remembered || fits(remembered);
      let lookAgainMs = LOOK_AGAIN_MS;
      while (!found && Date.now() < deadline) {
        const row = isDue ? await look() : undefined;
        if (row && fits(row)) return row;
        isDue = true;
        await new Promise<void>((resolve) => {
          if (found) return resolve();
          const timer = setTimeout(resolve, Math.max(0, Math.min(lookAgainMs, deadline - Date.now())));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        lookAgainMs *= 2;
      }
      return found;
    } finally {
      stop();
    }
  }

  private listen(place: string, show: (row: object) => void): () => void {
    const others = this.waiting.get(place) ?? new Set();
    this.waiting.set(place, others.add(show));
    return () => {
      others.delete(show);
      if (others.size === 0 && this.waiting.get(place) === others) this.waiting.delete(place);
    };
  }

  /** A row as the database would return it: its columns and no more, and nothing undefined. */
  private asRead<R extends object>(view: string, row: object): R {
    const values = row as Readonly<Record<string, unknown>>;
    const columns = this.store.view(view).columns;
    return Object.fromEntries(columns.map(({ property }) => [property, values[property] ?? null])) as R;
  }
}

const placeOf = (view: string, key: string) => `${view}\n${key}`;
