import { createHash } from 'node:crypto';
import { keyText, type Projection } from '@concord/event-sourcing';
import { Table, type DataSource, type EntityMetadata, type TableIndex } from 'typeorm';
import { isListType, type ListType } from './lists';

/** A read table: how the database stores the rows of a projection. */
export interface View {
  /** The projection's name. */
  readonly name: string;
  readonly table: string;
  readonly columns: readonly { readonly property: string; readonly column: string; readonly type: ListType }[];
  /** In the order of the property names, as in `keyText`. */
  readonly key: readonly { readonly property: string; readonly column: string; readonly type: ListType }[];
  /** Changes when the columns or the indexes change. */
  readonly shape: string;
  readonly metadata: EntityMetadata;
  /** Whether each row has the transaction that wrote it last, in the column `CHANGED`. */
  readonly tracksChanges: boolean;
}

/** Every row has its revision, by which a write finds out that another writer was first. */
export const REVISION = 'rev';

/** The transaction that wrote a row last, where the view tracks changes. */
export const CHANGED = 'changed';

/**
 * A condition in SQL: the row was written by a transaction that the snapshot did not see. A reader that remembers the
 * `pg_current_snapshot()` of its last statement so misses no row and finds none twice, whatever the order of the commits.
 */
export const changedSince = (alias: string, snapshot: string): string =>
  `(${alias}.${CHANGED} >= pg_snapshot_xmin(${snapshot}) and not pg_visible_in_snapshot(${alias}.${CHANGED}, ${snapshot}))`;

/** The view of a projection, from the decorators of its row class. */
export function viewOf(projection: Projection, dataSource: DataSource): View {
  const metadata = dataSource.getMetadata(projection.row);
  const columns = metadata.columns.map((column) => {
    const { propertyName: property, databaseName, isPrimary: isKey } = column;
    const type = dataSource.driver.normalizeType(column);
    if (!isListType(type)) throw new Error(`${projection.name}.${property}: rows have no columns of type ${type}.`);
    return { property, column: databaseName, type, isKey };
  });
  const key = columns.filter(({ isKey }) => isKey).sort((a, b) => (a.property < b.property ? -1 : 1));
  if (key.length === 0) throw new Error(`The row class of ${projection.name} has no primary column.`);
  const indexes = metadata.indices.map(({ columns: parts, isUnique, type, where }) => {
    return { columns: parts.map(({ databaseName }) => databaseName), isUnique, type, where };
  });
  const { tracksChanges = false } = projection;
  const shape = createHash('sha256')
    .update(JSON.stringify([columns, indexes, ...(tracksChanges ? [CHANGED] : [])]))
    .digest('hex')
    .slice(0, 16);
  return { name: projection.name, table: metadata.tableName, columns, key, shape, metadata, tracksChanges };
}

/** The statements that make the table of a view under the name given. */
export async function createViewTable(view: View, table: string, dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    // A process that was killed may have created the table without recording it: nobody has ever used it.
    await runner.query(`drop table if exists "${table}"`);
    const definition = Table.create(view.metadata, dataSource.driver);
    definition.name = table;
    const textColumns = searchedTexts(definition);
    // Names of indexes are unique in a schema, and an earlier build still has its own.
    for (const index of definition.indices) index.name = undefined;
    for (const column of definition.columns) column.primaryKeyConstraintName = undefined;
    await runner.createTable(definition, false, false, true);
    if (textColumns.length > 0) {
      await runner.query('create extension if not exists pg_trgm');
      const columns = textColumns.map((name) => `"${name}" gin_trgm_ops`).join(', ');
      await runner.query(`create index on "${table}" using gin (${columns})`);
    }
    await runner.query(`alter table "${table}" add column "${REVISION}" bigint not null default 0`);
    if (view.tracksChanges) {
      await runner.query(`alter table "${table}" add column "${CHANGED}" xid8 not null default pg_current_xact_id()`);
      await runner.query(`create index on "${table}" ("${CHANGED}")`);
    }
    await runner.query(`alter table "${table}" set (fillfactor = 80)`);
    // Hardly any query filters by documents, and comparing them for statistics costs more than all other columns
    // together.
    for (const { name, type } of definition.columns)
      if (type.startsWith('json')) await runner.query(`alter table "${table}" alter column "${name}" set statistics 0`);
  } finally {
    await runner.release();
  }
}

/**
 * The texts in which readers look for parts: those with an index of type `gin`. Such an index holds the trigrams of its
 * texts, for which decorators have no words: the definition loses it here.
 */
function searchedTexts(definition: Table): readonly string[] {
  const isText = (name: string) => definition.columns.some((column) => column.name === name && column.type === 'text');
  const isSearch = ({ type, columnNames }: TableIndex) => type === 'gin' && columnNames.every(isText);
  const found = definition.indices.filter(isSearch);
  definition.indices = definition.indices.filter((index) => !found.includes(index));
  return found.flatMap(({ columnNames }) => columnNames);
}

/** The key of a row that was read. */
export function keyOfRow(view: View, row: Record<string, unknown>): string {
  return keyText(Object.fromEntries(view.key.map(({ property }) => [property, row[property] as string])));
}

/** Key texts as one array a key column, for `unnest`. */
export function keyColumns(view: View, keys: readonly string[]): string[][] {
  if (view.key.length === 1) return [[...keys]];
  const lists = keys.map((key) => JSON.parse(key) as string[]);
  return view.key.map((_, n) => lists.map((list) => list[n]!));
}
