import type { Figure } from './figure';
import type { ShopFloor } from './shop-floor';
import type { Stand } from './stand';

/** What a benchmark runs with. */
export interface Run<Place> {
  readonly place: Place;
  /** Seconds to spend on something that takes `full` seconds in a whole run; a quick one takes a fifth. */
  seconds(full: number): number;
  /** How many of something there are; a quick run makes do with a tenth. */
  count(full: number): number;
  say(line: string): void;
}

/**
 * One benchmark, or several that share their preparation. Those on a stand run parts of the core by themselves against
 * a Postgres and a Kafka; those on the shop floor drive six services through REST.
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
