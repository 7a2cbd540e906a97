import type { Figure } from './figure';
import type { ShopFloor } from './shop-floor';
import type { Stand } from './stand';

/** What a benchmark runs with. */
export interface Run<Place> {
  readonly place: Place;
  /** Seconds for a step that takes `full` seconds in a whole run; a quick run takes a fifth. */
  seconds(full: number): number;
  /** The number of items of a step; a quick run takes a tenth. */
  count(full: number): number;
  say(line: string): void;
}

/**
 * One benchmark, or several with the same preparation. Those on a stand run parts of the core against their own
 * Postgres and Kafka; those on the shop floor drive seven services through REST.
 */
export type Benchmark = {
  /** The figures that it makes. */
  readonly names: readonly string[];
  /** Seconds that a whole run of it takes, about. */
  readonly takes: number;
} & (
  | { readonly on: 'stand'; run(run: Run<Stand>, wanted: ReadonlySet<string>): Promise<readonly Figure[]> }
  | { readonly on: 'shop-floor'; run(run: Run<ShopFloor>, wanted: ReadonlySet<string>): Promise<readonly Figure[]> }
);
