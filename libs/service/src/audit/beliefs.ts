import { lookup } from '@concord/event-sourcing';
import { columnsThatDiffer } from './compare';
import type { AuditedRow, Values } from './facts';

type Said = Pick<AuditedRow, 'key' | 'values'>;

/** One value on both sides. */
export interface BelievedColumn {
  readonly column: string;
  readonly owner: unknown;
  readonly believed: unknown;
  readonly equal: boolean;
}

/** What one view says of a fact. */
export interface Belief {
  readonly service: string;
  readonly view: string;
  /** Null where the view has no row. */
  readonly row: Values | null;
  readonly columns: readonly BelievedColumn[];
  readonly equal: boolean;
  /** It differs and is on its way: the view had not applied everything yet, or the fact was changing. */
  readonly moving: boolean;
}

/** A fact about a SKU or an order, and who believes what of it. */
export interface Believed {
  readonly fact: string;
  readonly owner: string;
  readonly key: string;
  /** What the owner says; null where it has no row and nothing holds instead. */
  readonly row: Values | null;
  readonly beliefs: readonly Belief[];
}

/** What a view said, and which keys of it are on their way. */
export interface ViewSaid {
  readonly service: string;
  readonly view: string;
  readonly items: readonly Said[];
  readonly moving: ReadonlySet<string>;
}

interface OwnerSaid {
  readonly name: string;
  readonly owner: string;
  readonly absent?: Values;
  readonly items: readonly Said[];
}

/** The keys of a fact, each with what the owner and all views say of it. */
export function believed({ name, owner, absent, items }: OwnerSaid, views: readonly ViewSaid[]): readonly Believed[] {
  const keys = new Set([...items, ...views.flatMap((view) => view.items)].map(({ key }) => key));
  const rowOf = (said: readonly Said[], key: string) => said.find((each) => each.key === key)?.values ?? null;
  return [...keys].sort().map((key) => {
    const row = rowOf(items, key) ?? absent ?? null;
    const beliefs = views.map(({ service, view, items: said, moving }): Belief => {
      const found = rowOf(said, key);
      // A view need not have a row of what holds without one.
      const differs = found || !absent ? columnsThatDiffer(row, found) : columnsThatDiffer(absent, row);
      const columns = Object.keys(found ?? row ?? {}).map((column) => ({
        column,
        owner: row && (lookup(row, column) ?? null),
        believed: found && (lookup(found, column) ?? null),
        equal: !differs.includes(column) && !differs.includes('row'),
      }));
      const equal = differs.length === 0;
      return { service, view, row: found, columns, equal, moving: !equal && moving.has(key) };
    });
    return { fact: name, owner, key, row, beliefs };
  });
}
