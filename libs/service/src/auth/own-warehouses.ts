import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Caller } from './caller';

/**
 * Adds to a query that a row belongs to a warehouse of the caller. `place` is the SQL expression of the row's warehouse;
 * a row without a warehouse is shown to those alone who are limited to none.
 */
export function narrowToOwn<R extends ObjectLiteral>(
  { scopes }: Caller,
  query: SelectQueryBuilder<R>,
  place = 'row.warehouse',
): void {
  if (scopes.warehouseIds) query.andWhere(`${place} = any(:own)`, { own: scopes.warehouseIds });
}
