import { Injectable } from '@nestjs/common';
import { DataSource, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { Views } from '../reading';
import { demandChannel, demandOneWarehouse, type Caller, type Scopes } from './caller';
import { OrderChannelRow } from './order-channels.projection';

/**
 * Callers who are limited to some sales channels or warehouses see and change only what belongs to orders of those, and
 * to customers who order there.
 */
@Injectable()
export class OrderChannels {
  constructor(
    private readonly views: Views,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Throws `Problem` 403 where the order is in no channel of the caller (`channel-out-of-scope`), where no warehouse of the
   * caller sends it (`warehouse-out-of-scope`), and where nobody knows the order.
   */
  async demand(caller: Caller, orderId: string | null | undefined): Promise<void> {
    if (!isLimited(caller)) return;
    const row = await this.found(orderId);
    demandChannel(caller, row?.channel ?? '');
    demandOneWarehouse(caller, row?.warehouses ?? []);
  }

  /**
   * Throws `Problem` 403 `channel-out-of-scope` where the order is in no channel of the caller, and where nobody knows the
   * order: for what lies in a warehouse of its own, as a parcel does.
   */
  async demandChannel(caller: Caller, orderId: string | null | undefined): Promise<void> {
    if (caller.scopes.channels) demandChannel(caller, (await this.found(orderId))?.channel ?? '');
  }

  /**
   * Throws `Problem` 403 unless an order of the customer is in a channel and a warehouse of the caller. A customer without
   * orders passes, unless the caller has no channel or no warehouse, and so does one whose orders no warehouse sends yet.
   * Customers always reach themselves. What belongs to no customer is for callers without a limit.
   */
  async demandCustomer(caller: Caller, customerId: string | null | undefined): Promise<void> {
    if (await this.isOwnCustomer(caller, customerId)) return;
    demandChannel(caller, '');
    demandOneWarehouse(caller, []);
  }

  /** Whether `demandCustomer` lets the caller pass. */
  async isOwnCustomer(caller: Caller, customerId: string | null | undefined): Promise<boolean> {
    if (!isLimited(caller)) return true;
    if (customerId === null || customerId === undefined) return false;
    const own = this.dataSource
      .createQueryBuilder()
      .select('1')
      .from('(select :customerId::text as customer_id)', 'row');
    withinOwnCustomers(caller, own);
    return (await own.setParameter('customerId', customerId).getRawOne()) !== undefined;
  }

  private async found(orderId: string | null | undefined): Promise<OrderChannelRow | undefined> {
    return orderId ? this.views.find(OrderChannelRow, { orderId }) : undefined;
  }
}

/** Whether the roles of the token hold in some sales channels or warehouses alone. */
export const isLimited = ({ scopes: { channels, warehouseIds } }: Caller): boolean =>
  channels !== undefined || warehouseIds !== undefined;

/** Whether the roles of the token hold in no sales channel or in no warehouse. */
export const isNowhere = ({ scopes: { channels, warehouseIds } }: Caller): boolean =>
  channels?.length === 0 || warehouseIds?.length === 0;

/** Adds to a query that a row belongs to an order of the caller, or to no order. */
export function withinOwnOrders<R extends ObjectLiteral>({ scopes }: Caller, query: SelectQueryBuilder<R>): void {
  const own = isOwn(scopes);
  if (own) query.andWhere(`(row.order_id is null or ${ofOrder(own)})`, { ...scopes });
}

/** Adds to a query that a row belongs to a customer of the caller, or to no customer. */
export function withinOwnCustomers<R extends ObjectLiteral>(caller: Caller, query: SelectQueryBuilder<R>): void {
  const { scopes, customerId } = caller;
  // No warehouse sends an order at first: until one sends the first order its customer is anybody's in the channel.
  const own = isOwn(scopes, isNowhere(caller) ? IS_SENT : `(${IS_SENT} or not ${ofCustomer(`o.warehouses <> '[]'`)})`);
  if (!own) return;
  const isNew = isNowhere(caller) ? '' : ` or not ${ofCustomer('true')}`;
  query.andWhere(`(row.customer_id is null or row.customer_id = :me or ${ofCustomer(own)}${isNew})`, {
    ...scopes,
    me: customerId ?? null,
  });
}

/**
 * Adds to a query that a row belongs to an order of the channels of the caller: for what lies in a warehouse of its own,
 * as a parcel does.
 */
export function narrowToOwnChannels<R extends ObjectLiteral>({ scopes }: Caller, query: SelectQueryBuilder<R>): void {
  const { channels } = scopes;
  if (channels) query.andWhere(ofOrder(isOwn({ channels })!), { channels });
}

const IS_SENT = 'o.warehouses ?| :warehouseIds';

/** That the order `o` is in a channel of these scopes, and that one of their warehouses sends it. */
const isOwn = ({ channels, warehouseIds }: Scopes, isSent = IS_SENT): string | undefined =>
  [...(channels ? ['o.channel = any(:channels)'] : []), ...(warehouseIds ? [isSent] : [])].join(' and ') || undefined;

const ofOrder = (own: string) => `exists (select from order_channel_view o where o.order_id = row.order_id and ${own})`;

const ofCustomer = (own: string) =>
  `exists (select from order_channel_view o where o.customer_id = row.customer_id and ${own})`;
