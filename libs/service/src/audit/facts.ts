import type { Projection } from '@concord/event-sourcing';

/** The compared values of a row, by name. */
export type Values = Readonly<Record<string, unknown>>;

/** The values of one key. `at` is the column by which its view is read. */
export interface AuditedRow {
  readonly key: string;
  readonly at: string;
  readonly values: Values;
}

/** A view, and what of it is compared. */
export interface AuditedView {
  readonly projection: Projection;
  /** The property by which the view is read, page by page: an index covers it, and the fact and its mirrors have the same values there. */
  readonly by: string;
  /** What a row of the view says; nothing where the row does not count. */
  rows(row: object): readonly AuditedRow[];
}

/** Of what a console asks all services: a SKU or an order. */
export type Subject = 'sku' | 'order';

/** A fact of a service that others repeat in views of their own, such as the sellable units of a SKU. */
export interface Fact extends AuditedView {
  /** `<service>.<noun>`. */
  readonly name: string;
  /** The property that holds the SKU, or the order, that a row is about. */
  readonly about: Readonly<Partial<Record<Subject, string>>>;
  /** What holds for a key of which the service has no row, such as a SKU that never had stock; a row is due where absent. */
  readonly absent?: Values;
}

/** A view of foreign events that repeats a fact: the auditor compares the two. */
export interface Mirror extends AuditedView {
  /** The name of the fact. */
  readonly of: string;
}

/** A view of foreign events that repeats no fact, and why nobody has one. */
export interface Unmirrored {
  readonly projection: Projection;
  readonly because: string;
}

type Property<R> = keyof R & string;
type ValuesOf<R> = (row: R) => Values | null;
interface Reading<R> {
  /** Where the view is not read by its key. */
  readonly by?: Property<R>;
}

/**
 * Declares a fact: `fact('inventory.stock', stockLevels, 'sku', ({ sellable, level }) => ({ sellable, level }))`. Its key is
 * the key of the view. `values` returns null for a row that does not count.
 */
export function fact<R extends object>(
  name: string,
  projection: Projection<R>,
  key: Property<R>,
  values: ValuesOf<R>,
  { by, order, absent }: Reading<R> & { readonly order?: Property<R>; readonly absent?: Values } = {},
): Fact {
  const orderProperty = order ?? [by, key].find((property) => property === 'orderId');
  const about = { ...(key === 'sku' && { sku: key }), ...(orderProperty && { order: orderProperty }) };
  return { name, about, ...viewed(projection, key, values, by), ...(absent && { absent }) };
}

/** Declares that a view repeats a fact, in the named values. */
export const mirrors = <R extends object>(
  of: string,
  projection: Projection<R>,
  key: Property<R>,
  values: ValuesOf<R>,
  { by }: Reading<R> = {},
): Mirror => ({ of, ...viewed(projection, key, values, by) });

/** Declares that each row of a view repeats several rows of a fact: `rowsOf` returns their keys and values. */
export const mirrorsEach = <R extends object>(
  of: string,
  projection: Projection<R>,
  by: Property<R>,
  rowsOf: (row: R) => readonly (readonly [key: string, values: Values])[],
): Mirror => ({
  of,
  projection,
  by,
  rows: (row) => rowsOf(row as R).map(([key, values]) => ({ key, at: textOf(row, by), values })),
});

const viewed = <R extends object>(
  projection: Projection<R>,
  key: Property<R>,
  values: ValuesOf<R>,
  by: Property<R> = key,
): AuditedView => ({
  projection,
  by,
  rows(row) {
    const compared = values(row as R);
    return compared ? [{ key: textOf(row, key), at: textOf(row, by), values: compared }] : [];
  },
});

const textOf = (row: object, property: string) => String((row as Record<string, unknown>)[property]);
