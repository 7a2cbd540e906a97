import type { Projection } from '@concord/event-sourcing';

/** Rows with a key and columns, as SQL expressions over one view. */
interface Rows {
  readonly projection: Projection;
  /** The key as text. */
  readonly key: string;
  /** The compared columns, by name. */
  readonly columns: Readonly<Record<string, string>>;
  /** Which rows count; all where it is left out. */
  readonly where?: string;
}

/** A fact of a service that others repeat in views of their own, such as the sellable units of a SKU. */
export interface Fact extends Rows {
  /** `<service>.<noun>`. */
  readonly name: string;
}

/** A view of foreign events that repeats a fact: the auditor compares the two. */
export interface Mirror extends Rows {
  /** The name of the fact. */
  readonly of: string;
}
