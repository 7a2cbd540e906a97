import { demandChannel, demandOneWarehouse, type Caller } from '@concord/service';
import type { DataSource, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { OrderPageRow } from './order-pages.projection';
import { warehousesOf } from './parcels';

/**
 * Throws `Problem` 403 where the roles of the token do not hold for an order: in its sales channel, or in one of the
 * warehouses that send it. An order of which nobody has heard is in no channel and in no warehouse.
 */
export function demandOrder(caller: Caller, page: Pick<OrderPageRow, 'channel' | 'parcels'> | undefined): void {
  demandChannel(caller, page?.channel ?? '');
  demandOneWarehouse(caller, page ? warehousesOf(page) : []);
}

/** Throws `Problem` 403 unless the roles of the token hold for every order of a customer: for what spans them all. */
export async function demandAllOrdersOf(caller: Caller, customerId: string, dataSource: DataSource): Promise<void> {
  if (!isLimited(caller)) return;
  const others = dataSource.getRepository(OrderPageRow).createQueryBuilder('row').where({ customerId });
  const other = await others.andWhere(`not (${isOwn('row', caller)})`, scopesOf(caller)).getOne();
  if (other) demandOrder(caller, other);
}

/** Narrows a query of orders to those for which the roles of the token hold. */
export function narrowToOwn(caller: Caller, select: SelectQueryBuilder<OrderPageRow>): void {
  if (isLimited(caller)) select.andWhere(isOwn('row', caller), scopesOf(caller));
}

/** Narrows a query to rows of orders for which the roles of the token hold. Each row names its order. */
export function narrowToOwnOrders<R extends ObjectLiteral & { orderId: string }>(
  caller: Caller,
  select: SelectQueryBuilder<R>,
): void {
  if (isLimited(caller)) select.andWhere(ofOwnOrders(caller), scopesOf(caller));
}

/** The same, where a row without an order is everybody's. */
export function narrowToOwnOrNoOrders<R extends ObjectLiteral & { orderId: string | null }>(
  caller: Caller,
  select: SelectQueryBuilder<R>,
): void {
  if (isLimited(caller)) select.andWhere(`(row.order_id is null or ${ofOwnOrders(caller)})`, scopesOf(caller));
}

/** Narrows a query of customers to those of whom an order is the caller's, and those who have not ordered yet. */
export function narrowToOwnCustomers<R extends ObjectLiteral & { customerId: string }>(
  caller: Caller,
  select: SelectQueryBuilder<R>,
): void {
  const ofCustomer = (more: string) =>
    `exists (select from order_page_view p where p.customer_id = row.customer_id${more})`;
  if (isLimited(caller))
    select.andWhere(`(not ${ofCustomer('')} or ${ofCustomer(` and ${isOwn('p', caller)}`)})`, scopesOf(caller));
}

const isLimited = ({ scopes: { channels, warehouseIds } }: Caller) => Boolean(channels ?? warehouseIds);

const ofOwnOrders = (caller: Caller) =>
  `exists (select from order_page_view p where p.order_id = row.order_id and ${isOwn('p', caller)})`;

const isOwn = (order: 'row' | 'p', { scopes: { channels, warehouseIds } }: Caller): string =>
  [
    ...(channels ? [`coalesce(${order}.channel = any(:channels), false)`] : []),
    ...(warehouseIds
      ? [`exists (select from jsonb_array_elements(${order}.parcels) e where e ->> 'warehouse' = any(:warehouseIds))`]
      : []),
  ].join(' and ');

const scopesOf = ({ scopes: { channels, warehouseIds } }: Caller) => ({
  ...(channels && { channels }),
  ...(warehouseIds && { warehouseIds }),
});
