import { demandChannel, demandOneWarehouse, isLimited, isNowhere, type Caller } from '@concord/service';
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
  if (isNowhere(caller)) demandOrder(caller, undefined);
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

/** Narrows a query of customers to those of whom an order is the caller's, and those who have not ordered yet. */
export function narrowToOwnCustomers<R extends ObjectLiteral & { customerId: string }>(
  caller: Caller,
  select: SelectQueryBuilder<R>,
): void {
  if (isLimited(caller)) select.andWhere(ofOwnCustomers(caller), scopesOf(caller));
}

/**
 * Throws `Problem` 403 where the orders of a customer are all of other sales channels and warehouses. A customer who asks
 * is the own one.
 */
export async function demandOwnCustomer(caller: Caller, customerId: string, dataSource: DataSource): Promise<void> {
  if (!isLimited(caller) || customerId === caller.customerId) return;
  const orders = dataSource.getRepository(OrderPageRow).createQueryBuilder('row').where({ customerId });
  const own = await orders.clone().andWhere(isOwn('row', caller), scopesOf(caller)).getExists();
  const other = own ? null : await orders.getOne();
  if (other) demandOrder(caller, other);
  if (!own && isNowhere(caller)) demandOrder(caller, undefined);
}

/** That the customer asks, that an order is the caller's, or that there is none yet and the roles hold somewhere. */
export const ofOwnCustomers = (caller: Caller): string => {
  const ofCustomer = (more: string) =>
    `exists (select from order_page_view p where p.customer_id = row.customer_id${more})`;
  const isNew = isNowhere(caller) ? '' : ` or not ${ofCustomer('')}`;
  return `(row.customer_id = :me or ${ofCustomer(` and ${isOwn('p', caller)}`)}${isNew})`;
};

/** That an order is the caller's. */
export const ofOwnOrders = (caller: Caller, order = 'row.order_id'): string =>
  `exists (select from order_page_view p where p.order_id = ${order} and ${isOwn('p', caller)})`;

const isOwn = (order: 'row' | 'p', { scopes: { channels, warehouseIds } }: Caller): string =>
  [
    ...(channels ? [`coalesce(${order}.channel = any(:channels), false)`] : []),
    ...(warehouseIds
      ? [`exists (select from jsonb_array_elements(${order}.parcels) e where e ->> 'warehouse' = any(:warehouseIds))`]
      : []),
  ].join(' and ');

export const scopesOf = ({ customerId, scopes: { channels, warehouseIds } }: Caller) => ({
  me: customerId ?? null,
  ...(channels && { channels }),
  ...(warehouseIds && { warehouseIds }),
});
