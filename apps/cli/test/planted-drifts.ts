import { getMetadataArgsStorage } from 'typeorm';
import { columnsThatDiffer, mirrorsOf, type Mirror } from '@concord/service';
import { SERVICE_PARTS } from '../src/simulate/service-parts';

/** The view in which the owner of a fact keeps it. */
export const keptIn = (fact: string) => FACTS.find(({ name }) => name === fact)!.projection.name;

const FACTS = SERVICE_PARTS.flatMap(({ facts = [] }) => facts);

type Row = Readonly<Record<string, unknown>>;

/** One change to a row of a view that its mirror must show. */
export interface Planting {
  readonly view: string;
  readonly fact: string;
  readonly key: string;
  /** What the auditor is to name; `row` where the row does not count any more. */
  readonly column: string;
  /** The changed property, and its new value; absent where the row is deleted. */
  readonly change?: { readonly property: string; readonly value: unknown };
}

/** A view that repeats something: all its mirrors, and its table. */
export interface MirroringView {
  readonly name: string;
  readonly service: string;
  readonly table: string;
  /** The moments of a row, by their properties. */
  readonly moments: readonly string[];
  readonly mirrors: readonly Mirror[];
}

/** All views of all services that repeat facts. */
export const MIRRORING_VIEWS: readonly MirroringView[] = SERVICE_PARTS.flatMap((parts) =>
  [...Map.groupBy(mirrorsOf(parts), ({ projection }) => projection)].map(([projection, mirrors]) => ({
    name: projection.name,
    service: parts.name,
    table: getMetadataArgsStorage().tables.find(({ target }) => target === projection.row)!.name!,
    moments: getMetadataArgsStorage()
      .columns.filter(({ target, options: { type } }) => target === projection.row && type === 'timestamptz')
      .map(({ propertyName }) => propertyName),
    mirrors,
  })),
);

/** A row by the properties of its class. */
export const ofClass = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

/** A change for each column of each mirror of a view, found by trying every property of its rows; and a deletion. */
export function plantingsOf({ name, mirrors, moments }: MirroringView, rows: readonly Row[]): Planting[] {
  return mirrors.flatMap((mirror) => {
    const said = rows.flatMap((row) => mirror.rows(row).map(({ key, values }) => ({ row, key, values })));
    if (said.length === 0) throw new Error(`No row of ${name} repeats ${mirror.of}: let the day of the spec make one.`);
    const tried = said.flatMap(({ row, key, values }) =>
      changesOf(row, moments).map((change) => {
        const after = mirror.rows({ ...row, [change.property]: change.value }).find((each) => each.key === key);
        return { key, change, columns: columnsThatDiffer(values, after?.values ?? null) };
      }),
    );
    const columns = [...new Set(said.flatMap(({ values }) => Object.keys(values)))];
    const planted = columns.map((column): Planting => {
      const found =
        tried.find((each) => each.columns.length === 1 && each.columns[0] === column) ??
        tried.find((each) => each.columns.includes(column));
      if (!found) throw new Error(`No change of a property of ${name} changes ${column} of ${mirror.of}.`);
      return { view: name, fact: mirror.of, key: found.key, column, change: found.change };
    });
    // Where the owner has no row, nobody need have one.
    const absent = FACTS.find((fact) => fact.name === mirror.of)!.absent ?? null;
    const due = said.find(({ values }) => columnsThatDiffer(absent, values).length > 0)!;
    return [...planted, { view: name, fact: mirror.of, key: due.key, column: 'row' }];
  });
}

const A_MOMENT = '2001-01-01T00:00:00.000Z';

const changesOf = (row: Row, moments: readonly string[]) =>
  Object.entries(row).flatMap(([property, value]) =>
    (moments.includes(property) ? [A_MOMENT] : changed(value)).map((other) => ({ property, value: other })),
  );

/** Other values in the place of one: for documents, one with each leaf changed, a member more or an item less. */
function changed(value: unknown): unknown[] {
  if (typeof value === 'string') return [/^\d{4}-\d\d-\d\dT/.test(value) ? A_MOMENT : `${value}X`];
  if (typeof value === 'number') return [value + 7];
  if (typeof value === 'boolean') return [!value];
  if (Array.isArray(value)) {
    const within = value.flatMap((item, n) => changed(item).map((other) => value.with(n, other)));
    return [...within, ...(value.length > 0 ? [value.slice(0, -1)] : [['X']])];
  }
  if (value !== null && typeof value === 'object') {
    const within = Object.entries(value).flatMap(([name, member]) =>
      changed(member).map((other) => ({ ...value, [name]: other })),
    );
    return [...within, { ...value, X: 7 }];
  }
  return ['7'];
}
