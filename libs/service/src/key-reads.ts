import { hash } from 'node:crypto';
import { FindOperator, type DataSource, type EntityMetadata, type FindOptionsWhere, type ObjectLiteral } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';

interface Pool {
  query<R>(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: R[] }>;
}

/** How many named statements each connection keeps; further ones are planned each time. */
const NAMED_MAX = 200;

/** Lists are padded to this length: Postgres keeps no generic plan for lists where it sees short ones. */
const LIST_LEAST = 8;

/** Reads of rows by one column, collected within one turn of the event loop. */
interface Together {
  readonly values: Set<unknown>;
  readonly rows: Promise<ObjectLiteral[]>;
}

/**
 * Reads rows by the values of columns, with a prepared statement for each shape of condition. TypeORM builds and plans
 * the same statement for every request, which costs more than running it. Simultaneous reads by the same column become
 * one statement.
 */
export class KeyReads {
  private readonly names = new Map<string, string>();
  private readonly columns = new Map<EntityMetadata, string>();
  private readonly together = new Map<ColumnMetadata, Together>();
  private readonly asked = new Map<string, Promise<unknown[]>>();

  constructor(private readonly dataSource: DataSource) {}

  /** The matching rows; undefined where the condition is more than values and lists of values. */
  rows<R extends ObjectLiteral>(row: new () => R, where: FindOptionsWhere<R>): Promise<R[]> | undefined {
    const metadata = this.dataSource.getMetadata(row);
    const wanted: { readonly column: ColumnMetadata; readonly values: readonly unknown[] }[] = [];
    for (const [property, condition] of Object.entries(where)) {
      const column = metadata.findColumnWithPropertyName(property);
      const values = valuesOf(condition);
      if (!column || !values) return undefined;
      wanted.push({ column, values });
    }
    const [first, ...others] = wanted;
    // Texts come back as they were asked for, so that each caller gets its rows.
    if (first && others.length === 0 && first.column.type === 'text')
      return this.byColumn<R>(metadata, first.column, first.values);
    return this.read<R>(metadata, wanted);
  }

  private async byColumn<R>(
    metadata: EntityMetadata,
    column: ColumnMetadata,
    values: readonly unknown[],
  ): Promise<R[]> {
    let together = this.together.get(column);
    if (!together) {
      const all = new Set<unknown>();
      const rows = endOfTurn().then(() => {
        this.together.delete(column);
        return this.read<ObjectLiteral>(metadata, [{ column, values: [...all] }]);
      });
      this.together.set(column, (together = { values: all, rows }));
    }
    for (const value of values) together.values.add(value);
    const rows = await together.rows.catch((error: unknown) => {
      // The value of another caller may be the unreadable one; an unavailable database is unavailable for all callers.
      if (!isUnfit(error)) throw error;
      return this.read<ObjectLiteral>(metadata, [{ column, values }]);
    });
    const mine = new Set(values);
    return rows.filter((row) => mine.has(row[column.propertyName])) as R[];
  }

  private read<R>(
    metadata: EntityMetadata,
    wanted: readonly { readonly column: ColumnMetadata; readonly values: readonly unknown[] }[],
  ): Promise<R[]> {
    const bound: unknown[] = [];
    const conditions = wanted.map(({ column, values }) => {
      const isOne = values.length === 1;
      const rest = Array.from({ length: Math.max(0, LIST_LEAST - values.length) }, () => values.at(-1));
      bound.push(isOne ? values[0] : [...values, ...rest]);
      return `t."${column.databaseName}" = ${isOne ? `$${bound.length}` : `any($${bound.length})`}`;
    });
    const narrowed = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
    return this.run<R>(`select ${this.listOf(metadata)} from "${metadata.tableName}" t${narrowed}`, bound);
  }

  /** Runs a statement that is worth preparing; simultaneous callers with the same values share the rows. */
  query<R>(text: string, values: unknown[]): Promise<R[]> {
    const question = JSON.stringify([text, values]);
    let rows = this.asked.get(question) as Promise<R[]> | undefined;
    if (!rows) {
      rows = endOfTurn().then(() => {
        this.asked.delete(question);
        return this.run<R>(text, values);
      });
      this.asked.set(question, rows);
    }
    return rows;
  }

  private async run<R>(text: string, values: unknown[]): Promise<R[]> {
    const pool = (this.dataSource.driver as unknown as { readonly master: Pool }).master;
    let name = this.names.get(text);
    if (name === undefined && this.names.size < NAMED_MAX) this.names.set(text, (name = nameOf(text)));
    // A statement without a name is not kept.
    const { rows } = await pool.query<R>({ name: name ?? '', text, values });
    return rows;
  }

  /** The columns of a row class under the names of its properties, of the table `t`. */
  listOf(metadata: EntityMetadata): string {
    let list = this.columns.get(metadata);
    if (list === undefined) {
      list = metadata.columns
        .map(({ databaseName, propertyName }) => `t."${databaseName}" as "${propertyName}"`)
        .join(', ');
      this.columns.set(metadata, list);
    }
    return list;
  }
}

/** Whether an error of the driver says that a column cannot hold the value. */
export const isUnfit = (error: unknown) => /^22/.test((error as { code?: string }).code ?? '');

const endOfTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The values of a condition; undefined where it is more than values. */
function valuesOf(condition: unknown): readonly unknown[] | undefined {
  if (condition instanceof FindOperator)
    return condition.type === 'in' || condition.type === 'any' ? (condition.value as unknown[]) : undefined;
  return ['string', 'number', 'boolean'].includes(typeof condition) ? [condition] : undefined;
}

/** One text, one name: a connection refuses a name that stands for another text. */
const nameOf = (text: string) => `read-${hash('sha1', text, 'hex').slice(0, 20)}`;
