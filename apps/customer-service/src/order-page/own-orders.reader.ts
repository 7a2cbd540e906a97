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

/**
 * Narrows a query of customers to those of whom an order is the caller's, and those who have not ordered yet, or whose
 * orders have no parcel yet.
 */
export function narrowToOwnCustomers<R extends ObjectLiteral & { customerId: string }>(
  caller: Caller,
  select: SelectQueryBuilder<R>,
): void {
  if (isLimited(caller)) select.andWhere(ofOwnCustomers(caller), scopesOf(caller));
}

/**
 * Throws `Problem` 403 unless an order of the customer is in a channel and a warehouse of the caller. A customer without
 * orders passes, unless the caller has no channel or no warehouse, and so does one whose orders have no parcel yet.
 * Customers always reach themselves.
 */
export async function demandOwnCustomer(caller: Caller, customerId: string, dataSource: DataSource): Promise<void> {
  if (!isLimited(caller) || customerId === caller.customerId) return;
  const orders = dataSource.getRepository(OrderPageRow).createQueryBuilder('row').where({ customerId });
  const own = await orders.clone().andWhere(isOwnOrUnsent('row', caller), scopesOf(caller)).getExists();
  const other = own ? null : await orders.getOne();
  if (other) demandOrder(caller, other);
  if (!own && isNowhere(caller)) demandOrder(caller, undefined);
}

/** What `demandOwnCustomer` demands of the customer of a row. */
export const ofOwnCustomers = (caller: Caller): string => {
  const ofCustomer = (more: string) =>
    `exists (select from order_page_view p where p.customer_id = row.customer_id${more})`;
  const isNew = isNowhere(caller) ? '' : ` or not ${ofCustomer('')}`;
  return `(row.customer_id = :me or ${ofCustomer(` and ${isOwnOrUnsent('p', caller)}`)}${isNew})`;
};

/** That an order is the caller's. */
export const ofOwnOrders = (caller: Caller, order = 'row.order_id'): string =>
  `exists (select from order_page_view p where p.order_id = ${order} and ${isOwn('p', caller)})`;

const isSent = (order: 'row' | 'p') =>
  `exists (select from jsonb_array_elements(${order}.parcels) e where e ->> 'warehouse' = any(:warehouseIds))`;

const isOwn = (order: 'row' | 'p', { scopes: { channels, warehouseIds } }: Caller, sent = isSent(order)): string =>
  [...(channels ? [`coalesce(${order}.channel = any(:channels), false)`] : []), ...(warehouseIds ? [sent] : [])].join(
    ' and ',
  );

/** The same for customers: an order has no parcel at first, and until one has, its customer is anybody's in its channel. */
const isOwnOrUnsent = (order: 'row' | 'p', caller: Caller): string =>
  isNowhere(caller) ? isOwn(order, caller) : isOwn(order, caller, `(${isSent(order)} or not ${anySentTo(order)})`);

/** That some order of the customer has a parcel. */
const anySentTo = (order: 'row' | 'p') =>
  `exists (select from order_page_view s, jsonb_array_elements(s.parcels) e
     where s.customer_id = ${order}.customer_id and e ->> 'warehouse' is not null)`;

export const scopesOf = ({ customerId, scopes: { channels, warehouseIds } }: Caller) => ({
  me: customerId ?? null,
  ...(channels && { channels }),
  ...(warehouseIds && { warehouseIds }),
});
