import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import {
  DataSource,
  QueryFailedError,
  type FindOptionsWhere,
  type ObjectLiteral,
  type SelectQueryBuilder,
} from 'typeorm';
import { isUnfit, KeyReads } from './key-reads';
import { Problem } from './problem';
import { Text, Whole } from './field';

/** A cursor holds the values of the last row: the longest title has 500 characters of up to four bytes. */
const CURSOR_CHARACTERS_MAX = 4_000;

/** The size and the start of a page. */
export class PageQuery {
  @Whole({ minimum: 1, maximum: 200, optional: true, default: 50, description: 'The size of the page.' })
  limit: number = 50;

  @Text({ maxLength: CURSOR_CHARACTERS_MAX, optional: true, description: 'The `next` of the page before.' })
  cursor?: string;
}

/** A page of a list. */
export class Page<T> {
  items!: T[];

  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Send it as `cursor` for the next page; null at the end.',
  })
  next!: string | null;
}

/** How a list is ordered: by a column of the row class, ties by its key. */
export interface Order<R> {
  readonly by: keyof R & string;
  readonly descending?: boolean;
  /** `last`: the column holds whole numbers from 0 or null, and rows with null come last in either direction (`list`). */
  readonly unset?: 'last';
}

/** Reads rows of read tables. Simultaneous callers with the same question share the rows: nobody changes them. */
@Injectable()
export class Views {
  private readonly reads: KeyReads;

  constructor(private readonly dataSource: DataSource) {
    this.reads = new KeyReads(dataSource);
  }

  /** The row with this key, or a 404 problem `<what>-unknown`. */
  async one<R extends ObjectLiteral>(row: new () => R, key: Partial<R>, what: string): Promise<R> {
    const found = await this.find(row, key);
    if (!found) throw new Problem(404, `${what}-unknown`, `There is no ${what} ${Object.values(key).join(' / ')}.`);
    return found;
  }

  /** The row with this key; undefined where there is none. */
  async find<R extends ObjectLiteral>(row: new () => R, key: Partial<R>): Promise<R | undefined> {
    // A condition on undefined would be no condition at all.
    for (const [name, value] of Object.entries(key))
      if (value === undefined || value === null) throw new Error(`The key ${name} of ${row.name} is not given.`);
    return (await this.all(row, key as FindOptionsWhere<R>))[0];
  }

  /** The rows that fit. */
  async all<R extends ObjectLiteral>(row: new () => R, where: FindOptionsWhere<R>): Promise<R[]> {
    return this.reads.rows(row, where) ?? this.dataSource.getRepository(row).findBy(where);
  }

  /**
   * As `page`, for lists that are read all the time: with a prepared statement. `select` names the wanted columns,
   * besides those of the order and the key; `also` are further expressions by name, on the table `t`; `where` returns
   * conditions on it, with each value in the place that `bind` returns.
   */
  async list<R extends ObjectLiteral, More extends object = object>(
    row: new () => R,
    { limit, cursor }: PageQuery,
    order: Order<R>,
    select: readonly (keyof R & string)[],
    also: { readonly [K in keyof More]: string },
    where: (bind: (value: unknown) => string) => readonly string[],
  ): Promise<Page<R & More>> {
    const metadata = this.dataSource.getMetadata(row);
    const nameOf = (property: string) => `t."${metadata.findColumnWithPropertyName(property)!.databaseName}"`;
    // A null is in no order: in its place stands what comes after every value.
    const unset = order.descending ? -1 : Number.MAX_SAFE_INTEGER;
    const isUnset = (property: string) => order.unset === 'last' && property === order.by;
    const keyOf = (property: string) =>
      isUnset(property) ? `coalesce(${nameOf(property)}, ${unset})` : nameOf(property);
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const keys = metadata.primaryColumns.map(({ propertyName }) => propertyName);
    const ordered = [...new Set<string>([order.by, ...keys])];
    const conditions = [...where(bind)];
    if (cursor) {
      const marks = decode(cursor, ordered.length).map(bind).join(', ');
      conditions.push(`(${ordered.map(keyOf).join(', ')}) ${order.descending ? '<' : '>'} (${marks})`);
    }
    const columns = [...new Set<string>([...ordered, ...select])].map(
      (property) => `${nameOf(property)} as "${property}"`,
    );
    const extras = Object.entries<string>(also).map(([name, expression]) => `${expression} as "${name}"`);
    const by = ordered.map((property) => `${keyOf(property)}${order.descending ? ' desc' : ''}`).join(', ');
    const narrowed = conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
    // With the limit in its text one plan fits for ever; with a parameter the statement would be planned every time.
    const text = `select ${[...columns, ...extras].join(', ')} from "${metadata.tableName}" t${narrowed} order by ${by} limit ${limit + 1}`;
    const found = await this.reads.query<R & More>(text, values).catch((error: unknown) => {
      throw cursor && isUnfit(error) ? invalidCursor() : error;
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const marksOf = (row: R) => ordered.map((column) => row[column] ?? (isUnset(column) ? unset : null));
    return { items, next: found.length > limit && last ? encode(marksOf(last)) : null };
  }

  /**
   * One page, by keyset: a late page costs what the first one does, and rows that come or go meanwhile move nothing.
   * `narrow` adds conditions to the query on the alias `row`.
   */
  async page<R extends ObjectLiteral>(
    row: new () => R,
    { limit, cursor }: PageQuery,
    order: Order<R>,
    narrow: (query: SelectQueryBuilder<R>) => void = () => undefined,
  ): Promise<Page<R>> {
    const repository = this.dataSource.getRepository(row);
    const keys = repository.metadata.primaryColumns.map(({ propertyName }) => propertyName);
    const columns = [...new Set([order.by, ...keys])];
    const direction = order.descending ? 'DESC' : 'ASC';
    const query = repository.createQueryBuilder('row').take(limit + 1);
    narrow(query);
    if (cursor) {
      const values = decode(cursor, columns.length);
      const names = columns.map((column) => `row.${column}`).join(', ');
      const marks = columns.map((_, n) => `:cursor${n}`).join(', ');
      query.andWhere(`(${names}) ${order.descending ? '<' : '>'} (${marks})`);
      values.forEach((value, n) => query.setParameter(`cursor${n}`, value));
    }
    for (const column of columns) query.addOrderBy(`row.${column}`, direction);
    const found = await query.getMany().catch((error: unknown) => {
      // Values that the columns cannot hold: the cursor is not ours.
      throw cursor && isUnfit(error instanceof QueryFailedError ? error.driverError : error) ? invalidCursor() : error;
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return { items, next: found.length > limit && last ? encode(columns.map((column) => last[column])) : null };
  }
}

const encode = (values: readonly unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');

function decode(cursor: string, length: number): unknown[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every((v) => typeof v !== 'object')) return values;
  } catch {
    // Answered below.
  }
  throw invalidCursor();
}

const invalidCursor = () =>
  new Problem(400, 'cursor-invalid', 'The cursor is not one of this list. Leave it out for the first page.');
