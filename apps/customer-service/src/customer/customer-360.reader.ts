import { lookup } from '@concord/event-sourcing';
import { sellsOn, type Caller, type Views } from '@concord/service';
import type { DataSource, SelectQueryBuilder } from 'typeorm';
import { CaseRow } from '../case/cases.projection';
import { BuyerRow } from '../company/buyers.projection';
import { COMPANIES_BUY_IN } from '../company/channel';
import { CompanyRow } from '../company/companies.projection';
import { narrowToOwnCases } from '../case/own-cases.reader';
import { summaryColumns, summaryOf } from '../order-page/order-page-summary.reader';
import { OrderPageRow } from '../order-page/order-pages.projection';
import { narrowToOwn, narrowToOwnCustomers, narrowToOwnOrders } from '../order-page/own-orders.reader';
import { ReturnDeskRow } from '../return-desk/return-desk.projection';
import { CustomerRow } from './customers.projection';

const LATEST_MAX = 20;

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
 * caller who is limited to some sales channels or warehouses sees a customer of whom an order is of these, with these
 * orders, their returns and cases.
 */
export async function customer360(customerId: string, views: Views, dataSource: DataSource, caller: Caller) {
  const [row, company, sums, latestOrders, returns, cases] = await Promise.all([
    ownCustomer(),
    companyOf(),
    sumsOf(customerId, dataSource, caller),
    latest(OrderPageRow, 'orderId', (select) => narrowToOwn(caller, select.select([...summaryColumns]))),
    latest(ReturnDeskRow, 'returnId', (select) => narrowToOwnOrders(caller, select)),
    latest(CaseRow, 'caseId', (select) => narrowToOwnCases(caller, select)),
  ]);
  if (!row && sums.length === 0) return undefined;
  return {
    ...(row ?? Object.assign(new CustomerRow(), { customerId })),
    company,
    firstOrder: row?.firstOrder && (await isShown(row.firstOrder.orderId)) ? row.firstOrder : null,
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
    if (!sellsOn(caller, COMPANIES_BUY_IN)) return null;
    const buyer = await views.find(BuyerRow, { customerId });
    const known = buyer && (await views.find(CompanyRow, { companyId: buyer.companyId }));
    if (!buyer || !known) return null;
    const { companyId, name, currency } = known;
    return { companyId, name, currency, orderLimitMinor: buyer.orderLimitMinor };
  }

  function isShown(orderId: string): Promise<boolean> {
    const select = dataSource.getRepository(OrderPageRow).createQueryBuilder('row').where({ orderId });
    narrowToOwn(caller, select);
    return select.getExists();
  }

  function latest<R extends OrderPageRow | ReturnDeskRow | CaseRow>(
    entity: new () => R,
    key: keyof R & string,
    narrow: (select: SelectQueryBuilder<R>) => void,
  ) {
    const select = dataSource.getRepository<R>(entity).createQueryBuilder('row');
    select.where('row.customerId = :customerId', { customerId });
    narrow(select);
    return select.orderBy(`row.${key}`, 'DESC').take(LATEST_MAX).getMany();
  }
}

function sumsOf(customerId: string, dataSource: DataSource, caller: Caller): Promise<Sum[]> {
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
  narrowToOwn(caller, select);
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
