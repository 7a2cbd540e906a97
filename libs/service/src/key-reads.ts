import { hash } from 'node:crypto';
import type { DataSource, EntityMetadata, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { FindOperator } from 'typeorm';

interface Pool {
  query<R>(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: R[] }>;
}

/** Statements kept under a name on each connection at most; further ones are planned each time. */
const NAMED_MAX = 200;

/**
 * Reads rows by the values of columns, prepared once for each shape of condition: TypeORM builds and plans the same
 * statement anew for every request, which costs more than running it.
 */
export class KeyReads {
  private readonly names = new Map<string, string>();
  private readonly columns = new Map<EntityMetadata, string>();

  constructor(private readonly dataSource: DataSource) {}

  /** The rows that fit; undefined where the condition is more than values and lists of values. */
  rows<R extends ObjectLiteral>(row: new () => R, where: FindOptionsWhere<R>): Promise<R[]> | undefined {
    const metadata = this.dataSource.getMetadata(row);
    const values: unknown[] = [];
    const conditions: string[] = [];
    for (const [property, condition] of Object.entries(where)) {
      const column = metadata.findColumnWithPropertyName(property);
      if (!column) return undefined;
      if (condition instanceof FindOperator) {
        if (condition.type !== 'in' && condition.type !== 'any') return undefined;
        const list = condition.value as unknown[];
        // A list of unknown length is planned anew for every read: its plan for any length looks dear to Postgres.
        const isOne = list.length === 1;
        values.push(isOne ? list[0] : list);
        conditions.push(`t."${column.databaseName}" = ${isOne ? `$${values.length}` : `any($${values.length})`}`);
      } else if (['string', 'number', 'boolean'].includes(typeof condition)) {
        values.push(condition);
        conditions.push(`t."${column.databaseName}" = $${values.length}`);
      } else return undefined;
    }
    const narrowed = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
    return this.query<R>(`select ${this.listOf(metadata)} from "${metadata.tableName}" t${narrowed}`, values);
  }

  /** Runs a statement that is worth keeping prepared. */
  async query<R>(text: string, values: unknown[]): Promise<R[]> {
    const pool = (this.dataSource.driver as unknown as { readonly master: Pool }).master;
    let name = this.names.get(text);
    if (name === undefined && this.names.size < NAMED_MAX) this.names.set(text, (name = nameOf(text)));
    // Without a name nothing is kept.
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

/** One text, one name, whoever asks: a connection refuses a name that stands for another text. */
const nameOf = (text: string) => `read-${hash('sha1', text, 'hex').slice(0, 20)}`;
