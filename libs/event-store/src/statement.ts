import { binaryList, type ListType } from './lists';
import { snakeCase } from './snake-naming';

/**
 * A column of rows that go to the database: its type, and its value where that is not the property of the same name.
 */
export type Column<T> = ListType | readonly [type: ListType, valueOf: (item: T) => unknown];

/** Columns by the names of properties in camelCase; their names in SQL are the same in snake_case. */
export type Columns<T> = Readonly<Record<string, Column<T>>>;

/**
 * A statement under construction: parts of a `with` clause, values, and checks. A check counts the rows of a part and ends
 * the statement with an error code where there are more or fewer than expected, which undoes everything.
 */
export class Statement {
  private readonly parts: string[] = [];
  private readonly checks: string[] = [];
  readonly values: unknown[] = [];

  /** The placeholder of one value. */
  value(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }

  /** The placeholder of a list of values. */
  list(type: ListType, items: readonly unknown[]): string {
    return this.value(binaryList(type, items), `${type}[]`);
  }

  /**
   * Rows as a table of the alias, for a `from` clause. The names of its columns come from `columns`, so that no name can
   * stand for another column.
   */
  rows<T>(alias: string, items: readonly T[], columns: Columns<T>): string {
    const lists = Object.entries(columns).map(([property, column]) => {
      const [type, valueOf] = typeof column === 'string' ? [column, propertyOf<T>(property, column)] : column;
      return this.list(type, items.map(valueOf));
    });
    return `unnest(${lists.join(', ')}) ${alias}(${namesOf(columns)})`;
  }

  /** Adds a part: `name as (text)`. A materialized part is evaluated once, and not merged into others. */
  add(name: string, text: string, { materialized = false } = {}): void {
    this.parts.push(`${name} as ${materialized ? 'materialized ' : ''}(${text})`);
  }

  /** Adds a part that must return this many rows; otherwise the statement fails with the code. */
  addChecked(name: string, text: string, rows: number, code: string, options = {}): void {
    this.add(name, text, options);
    this.checks.push(`when (select count(*) from ${name}) <> ${this.value(rows, 'int')} then fail('${code}')`);
  }

  /** The statement, with `outcome` (0 where all checks hold) and the given columns. The checks are evaluated first. */
  select(columns: string): string {
    const outcome = this.checks.length > 0 ? `case ${this.checks.join(' ')} else 0 end` : '0';
    return `with ${this.parts.join(',\n')}\nselect ${outcome} as outcome, ${columns}`;
  }
}

/** The names in SQL of columns, for the list of an insert. */
export const namesOf = (columns: Columns<never>): string => Object.keys(columns).map(quoted).join(', ');

/** Quoted, because some names are keywords of SQL. */
const quoted = (name: string) => `"${snakeCase(name)}"`;

/** The property of that name; JSON as its text. */
function propertyOf<T>(property: string, type: ListType) {
  const isJson = type === 'json' || type === 'jsonb';
  return (item: T) => {
    const value = (item as Readonly<Record<string, unknown>>)[property] ?? null;
    return isJson ? JSON.stringify(value) : value;
  };
}
