import type { Query, QueryClient } from '@tanstack/react-query';
import { isTouched, type Changed } from './hears';

/** What comes after a while of silence is shown at once; a burst of events makes each screen ask once in so long. */
const AT_ONCE_MS = 30;
const GATHER_MS = 250;

/** Gathers what has changed, and lets the queries that show it ask again. */
export class Gathered {
  private readonly skus = new Set<string>();
  private readonly orders = new Set<string>();
  private readonly services = new Set<string>();
  private lamp = false;
  /** Queries whose answer was on its way when something changed: it may not show the change. */
  private readonly late = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private toldAt = 0;

  constructor(
    private readonly queries: QueryClient,
    /** Called with each telling, before queries ask. */
    private readonly onTell: () => void,
  ) {}

  add({ skus = [], orders = [], service, lamp = false }: ChangedNow): void {
    for (const sku of skus) this.skus.add(sku);
    for (const order of orders) this.orders.add(order);
    if (service !== undefined) this.services.add(service);
    this.lamp ||= lamp;
    this.soon();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private soon(): void {
    this.timer ??= setTimeout(() => this.tell(), Math.max(AT_ONCE_MS, this.toldAt + GATHER_MS - Date.now()));
  }

  private tell(): void {
    this.timer = undefined;
    this.toldAt = Date.now();
    this.onTell();
    const ready = this.touched(this.taken()).filter((query) => this.isReady(query));
    const hashes = new Set(ready.map(({ queryHash }) => queryHash));
    void this.queries.invalidateQueries({ predicate: ({ queryHash }) => hashes.has(queryHash) });
    if (this.late.size > 0) this.soon();
  }

  private taken(): Changed {
    const changed = { skus: new Set(this.skus), orders: new Set(this.orders), services: new Set(this.services) };
    const { lamp } = this;
    for (const set of [this.skus, this.orders, this.services]) set.clear();
    this.lamp = false;
    return { ...changed, lamp };
  }

  private touched(changed: Changed): readonly Query[] {
    return this.queries
      .getQueryCache()
      .getAll()
      .filter((query) => this.late.has(query.queryHash) || isTouched(query, changed));
  }

  /** A query that is under way is let finish: asked anew with each event of a busy shop, it never would. */
  private isReady({ queryHash, state }: Query): boolean {
    if (state.fetchStatus === 'fetching') this.late.add(queryHash);
    else this.late.delete(queryHash);
    return state.fetchStatus !== 'fetching';
  }
}

/** A change, as the stream tells it. */
interface ChangedNow {
  readonly skus?: readonly string[];
  readonly orders?: readonly string[];
  readonly service?: string;
  readonly lamp?: boolean;
}
