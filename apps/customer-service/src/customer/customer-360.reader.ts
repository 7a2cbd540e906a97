import { lookup } from '@concord/event-sourcing';
import type { Caller, Views } from '@concord/service';
import type { DataSource } from 'typeorm';
import { CaseRow } from '../case/cases.projection';
import { BuyerRow } from '../company/buyers.projection';
import { COMPANIES_BUY_IN } from '../company/channel';
import { CompanyRow } from '../company/companies.projection';
import { summaryColumns, summaryOf } from '../order-page/order-page-summary.reader';
import { OrderPageRow } from '../order-page/order-pages.projection';
import { ReturnDeskRow } from '../return-desk/return-desk.projection';
import { narrowToOwnCustomers } from './customers-in-channels.reader';
import { CustomerRow } from './customers.projection';

const LATEST_MAX = 20;

const IN_CHANNELS = 'row.channel = any(:channels)';
const OF_ORDERS_IN_CHANNELS = `exists (select from order_page_view p
  where p.order_id = row.order_id and p.channel = any(:channels))`;

interface Sum {
  readonly status: string;
  readonly currency: string | null;
  readonly orders: number;
  readonly totalMinor: string;
  readonly capturedMinor: string;
  readonly refundedMinor: string;
  /** The amount owed on account. */
  readonly openMinor: string;
}

/**
 * All that the shop knows of a customer; undefined where there is nothing. Orders are joined here, not stored twice. A
 * caller limited to sales channels sees a customer who ordered in them, with these orders, their returns and cases.
 */
export async function customer360(customerId: string, views: Views, dataSource: DataSource, caller: Caller) {
  const { channels } = caller.scopes;
  const [row, company, sums, latestOrders, returns, cases] = await Promise.all([
    ownCustomer(),
    companyOf(),
    sumsOf(customerId, dataSource, channels),
    latest(OrderPageRow, 'orderId', summaryColumns),
    latest(ReturnDeskRow, 'returnId'),
    latest(CaseRow, 'caseId'),
  ]);
  if (!row && sums.length === 0) return undefined;
  return {
    ...(row ?? Object.assign(new CustomerRow(), { customerId })),
    company,
    firstOrder: (await isShown(row?.firstOrder?.orderId)) ? (row?.firstOrder ?? null) : null,
    orders: countsBy(sums),
    totals: totalsBy(sums),
    latestOrders: latestOrders.map(summaryOf),
    returns,
    cases,
  };

  function ownCustomer() {
    const select = dataSource.getRepository(CustomerRow).createQueryBuilder('row').where({ customerId });
    narrowToOwnCustomers(caller, select);
    return select.getOne();
  }

  async function companyOf() {
    if (channels && !channels.includes(COMPANIES_BUY_IN)) return null;
    const buyer = await views.find(BuyerRow, { customerId });
    const known = buyer && (await views.find(CompanyRow, { companyId: buyer.companyId }));
    if (!buyer || !known) return null;
    const { companyId, name, currency } = known;
    return { companyId, name, currency, orderLimitMinor: buyer.orderLimitMinor };
  }

  async function isShown(orderId: string | undefined): Promise<boolean> {
    if (!channels || orderId === undefined) return true;
    const page = await views.find(OrderPageRow, { orderId });
    return channels.includes(page?.channel ?? '');
  }

  function latest<R extends OrderPageRow | ReturnDeskRow | CaseRow>(
    entity: new () => R,
    key: keyof R & string,
    columns?: readonly string[],
  ) {
    const select = dataSource.getRepository<R>(entity).createQueryBuilder('row');
    if (columns) select.select([...columns]);
    select.where('row.customerId = :customerId', { customerId });
    if (channels) select.andWhere(entity === OrderPageRow ? IN_CHANNELS : OF_ORDERS_IN_CHANNELS, { channels });
    return select.orderBy(`row.${key}`, 'DESC').take(LATEST_MAX).getMany();
  }
}

function sumsOf(customerId: string, dataSource: DataSource, channels?: readonly string[]): Promise<Sum[]> {
  const select = dataSource
    .getRepository(OrderPageRow)
    .createQueryBuilder('row')
    .select('row.status', 'status')
    .addSelect('row.currency', 'currency')
    .addSelect('count(*)::int', 'orders');
  select.addSelect('coalesce(sum(row.totalMinor - row.cancelledMinor), 0)::bigint', 'totalMinor');
  for (const name of ['capturedMinor', 'refundedMinor', 'openMinor'] as const)
    select.addSelect(`coalesce(sum(row.${name}), 0)::bigint`, name);
  select.where('row.customerId = :customerId', { customerId });
  if (channels) select.andWhere(IN_CHANNELS, { channels });
  return select.groupBy('row.status').addGroupBy('row.currency').getRawMany<Sum>();
}

function countsBy(sums: readonly Sum[]): Record<string, number> {
  const counts: Record<string, number> = { total: 0 };
  for (const { status, orders } of sums) {
    counts[status] = (lookup(counts, status) ?? 0) + orders;
    counts['total']! += orders;
  }
  return counts;
}

/** The ordered amount leaves out rejected and cancelled orders. */
function totalsBy(sums: readonly Sum[]) {
  const totals = new Map<
    string,
    { orderedMinor: number; capturedMinor: number; refundedMinor: number; openMinor: number }
  >();
  for (const { status, currency, totalMinor, capturedMinor, refundedMinor, openMinor } of sums) {
    if (!currency) continue;
    const before = totals.get(currency) ?? { orderedMinor: 0, capturedMinor: 0, refundedMinor: 0, openMinor: 0 };
    const counts = status !== 'rejected' && status !== 'cancelled';
    totals.set(currency, {
      orderedMinor: before.orderedMinor + (counts ? Number(totalMinor) : 0),
      capturedMinor: before.capturedMinor + Number(capturedMinor),
      refundedMinor: before.refundedMinor + Number(refundedMinor),
      openMinor: before.openMinor + Number(openMinor),
    });
  }
  return [...totals].map(([currency, sum]) => ({ currency, ...sum }));
}
