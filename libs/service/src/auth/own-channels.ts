import { Injectable } from '@nestjs/common';
import { Entity, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { Views } from '../reading';
import { RowKeyText, RowText } from '../row';
import { demandChannel, type Caller } from './caller';

/**
 * The sales channel of an order, in a service that shows parts of orders without their channel. The service fills it by a
 * projection of `OrderPlaced`.
 */
@Entity('order_channel_view')
export class OrderChannelRow {
  @RowKeyText()
  orderId!: string;

  @RowText()
  channel: string = '';
}

const OF_OWN_ORDERS =
  'exists (select from order_channel_view o where o.order_id = row.order_id and o.channel = any(:channels))';

/** Callers who are limited to some sales channels see and change only what belongs to orders of those. */
@Injectable()
export class OrderChannels {
  constructor(private readonly views: Views) {}

  /**
   * Throws `Problem` 403 `channel-out-of-scope` where the order is in no channel of the caller, and where nobody knows
   * the order.
   */
  async demand(caller: Caller, orderId: string | null | undefined): Promise<void> {
    if (!caller.scopes.channels) return;
    const row = orderId ? await this.views.find(OrderChannelRow, { orderId }) : undefined;
    demandChannel(caller, row?.channel ?? '');
  }
}

/** Adds to a query that a row belongs to an order of the channels of the caller, or to no order. */
export function withinOwnOrders<R extends ObjectLiteral>({ scopes }: Caller, query: SelectQueryBuilder<R>): void {
  if (scopes.channels) query.andWhere(`(row.order_id is null or ${OF_OWN_ORDERS})`, { channels: scopes.channels });
}

/** Adds to a query that a row belongs to an order of the channels of the caller. */
export function narrowToOwnOrders<R extends ObjectLiteral>({ scopes }: Caller, query: SelectQueryBuilder<R>): void {
  if (scopes.channels) query.andWhere(OF_OWN_ORDERS, { channels: scopes.channels });
}
