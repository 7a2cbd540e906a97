import type { Caller } from '@concord/service';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { OrderPageRow } from '../order-page/order-pages.projection';
import { CustomerRow } from './customers.projection';

const IN_CHANNELS = `(not exists (select from order_page_view p where p.customer_id = row.customer_id)
  or exists (select from order_page_view p where p.customer_id = row.customer_id and p.channel = any(:channels)))`;

/** Customers belong to no sales channel; those who shop in other channels alone are unknown to callers who are limited. */
export function narrowToOwnCustomers({ scopes }: Caller, query: SelectQueryBuilder<CustomerRow>): void {
  if (scopes.channels) query.andWhere(IN_CHANNELS, { channels: scopes.channels });
}

/** The sales channels in which a customer has ordered. */
export async function channelsOf(customerId: string, dataSource: DataSource): Promise<readonly string[]> {
  const rows = await dataSource
    .getRepository(OrderPageRow)
    .createQueryBuilder('row')
    .select('distinct row.channel', 'channel')
    .where({ customerId })
    .getRawMany<{ channel: string | null }>();
  return rows.flatMap(({ channel }) => channel ?? []);
}
