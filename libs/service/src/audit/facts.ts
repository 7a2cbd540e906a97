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
  /** What holds for a key of which the service has no row, such as a SKU that never had stock; a row is due where absent. */
  readonly absent?: Readonly<Record<string, unknown>>;
}

/** A view of foreign events that repeats a fact: the auditor compares the two. */
export interface Mirror extends Rows {
  /** The name of the fact. */
  readonly of: string;
}
