import type { ServiceName } from '@concord/contracts';
import type { Client } from '../system/client';

import type { ExpectedResult } from './expected';
import type { Driven } from './replay';
import { isOver } from './shop';

/** The content of `--json`. Its keys hold the services' figures, not the expected ones. */
export interface ReplayReport {
  readonly lines: { readonly read: number; readonly byOutcome: Readonly<Record<string, number>> };
  readonly orders: {
    readonly placed: number;
    readonly confirmed: number;
    readonly rejected: number;
    readonly delivered: number;
  };
  readonly returns: { readonly units: number; readonly unmatchedUnits: number };
  readonly units: Readonly<Record<'received' | 'shipped' | 'restocked' | 'adjusted' | 'onHand', number>>;
  readonly moneyMinor: { readonly invoiced: number; readonly refunded: number };
  readonly skus: Readonly<
    Record<string, { readonly onHand: number; readonly sellable: Readonly<Record<string, number>> }>
  >;
  readonly differences: readonly string[];
  /** Documents that could not be completed, with the reason. */
  readonly failures: Driven['failures'];
  readonly seconds: number;
  readonly ordersPerSecond: number;
}

type Movements = Record<'received' | 'shipped' | 'restocked' | 'adjusted', number>;

/** Stock as it was before the replay touched it. */
export interface Baseline {
  readonly onHand: Readonly<Record<string, number>>;
  readonly movements: Movements;
}

interface OrderRow {
  readonly orderId: string;
  readonly status: string;
  readonly totalMinor: number;
  readonly refundedMinor: number;
  readonly creditedMinor: number;
  readonly capturedMinor: number;
}
interface ReturnRow {
  readonly returnId: string;
  readonly status: string;
  readonly lines: readonly { readonly quantity: number }[];
  readonly refundMinor: number;
  readonly creditedMinor: number;
}
interface StockRow {
  readonly sku: string;
  readonly onHand: number;
  readonly sellable: number;
  readonly reserved: number;
}
interface FulfilmentRow {
  readonly orderId: string;
  readonly status: string;
  readonly lines: readonly { readonly quantity: number }[];
}

/** The services with their own view of stock, and where they show it. */
const STOCK_VIEWS: readonly (readonly [ServiceName, string])[] = [
  ['catalog', '/v1/variants'],
  ['marketing', '/v1/alignment'],
  ['customer-service', '/v1/stock'],
];

/** As many as the default page of a list holds. */
const SKUS_A_CALL = 50;

const NEVER_DELIVERED = new Set(['rejected', 'cancelled']);

/** The present figures of inventory, to be subtracted from the later ones. */
export async function baselineOf(client: Client): Promise<Baseline> {
  const onHand: Record<string, number> = {};
  for await (const row of client.all<StockRow>('inventory', '/v1/stock')) onHand[row.sku] = row.onHand;
  return { onHand, movements: await client.get('inventory', '/v1/stock-totals') };
}

/** Compares the expected result with each service, and the services' views with each other, all through REST. */
export async function reconcile(
  client: Client,
  expected: ExpectedResult,
  driven: Driven,
  baseline: Baseline,
  seconds: number,
): Promise<ReplayReport> {
  const differences: string[] = [];
  const compare = (what: string, actual: number, wanted: number) => {
    if (actual !== wanted) differences.push(`${what}: the services say ${actual}, the file says ${wanted}`);
  };
  const skus = await compareStock(client, expected, baseline, differences);
  const orders = await ordersOf(client, driven);
  const count = (status: string) => orders.filter((order) => order.status === status).length;
  const rejected = count('rejected');
  const delivered = count('delivered');
  const confirmed = orders.filter(({ status }) => !NEVER_DELIVERED.has(status)).length;
  const invoiceOf = new Map([...driven.orderIds].map(([{ invoice }, orderId]) => [orderId, invoice]));
  const expectedRejected = new Set(expected.orders.rejectedInvoices);
  for (const { orderId, status } of orders) {
    const invoice = invoiceOf.get(orderId)!;
    const wanted = expectedRejected.has(invoice) ? 'rejected' : 'delivered';
    if (status !== wanted) differences.push(`order ${orderId} (invoice ${invoice}) is ${status} instead of ${wanted}`);
  }
  compare('orders placed', orders.length, expected.orders.placed);
  compare('orders confirmed', confirmed, expected.orders.confirmed);
  compare('orders rejected', rejected, expected.orders.rejected);
  const invoiced = sum(orders.filter(({ status }) => !NEVER_DELIVERED.has(status)).map((order) => order.totalMinor));
  compare('invoiced pence', invoiced, expected.moneyMinor.invoiced);
  compare(
    'refunded pence, by the orders',
    sum(orders.map((order) => order.refundedMinor + order.creditedMinor)),
    expected.moneyMinor.refunded,
  );

  const returns = await returnsOf(client, driven);
  for (const found of returns)
    if (!isOver(found)) differences.push(`return ${found.returnId} is ${found.status} instead of refunded`);
  const refunded = sum(returns.map(({ refundMinor }) => refundMinor));
  compare('refunded pence, by the returns', refunded, expected.moneyMinor.refunded);
  const restocked = sum(returns.flatMap(({ lines }) => lines.map(({ quantity }) => quantity)));
  compare('units returned and matched', restocked, expected.returns.units - expected.returns.unmatchedUnits);

  const movements = await movementsSince(client, baseline);
  compare('units shipped, by logistics', await shippedByLogistics(client, driven), expected.units.shipped);
  for (const name of ['received', 'shipped', 'adjusted', 'restocked'] as const)
    compare(`units ${name}, by inventory`, movements[name], expected.units[name]);
  const onHand = sum(Object.values(skus).map((sku) => sku.onHand));
  const before = sum(Object.values(baseline.onHand));
  compare('units on hand', onHand - before, expected.units.onHand);
  await compareDesk(client, driven, orders, differences);
  await checkInvariants(client, differences);

  return {
    lines: expected.lines,
    orders: { placed: orders.length, confirmed, rejected, delivered },
    returns: { units: restocked + driven.unmatchedUnits, unmatchedUnits: driven.unmatchedUnits },
    units: { ...movements, onHand },
    moneyMinor: { invoiced, refunded },
    skus,
    differences,
    failures: driven.failures,
    seconds: round(seconds),
    ordersPerSecond: round(orders.length / driven.seconds),
  };
}

async function compareStock(client: Client, expected: ExpectedResult, baseline: Baseline, differences: string[]) {
  const skus: Record<string, { onHand: number; sellable: Record<string, number> }> = {};
  for await (const { sku, onHand, sellable, reserved } of client.all<StockRow>('inventory', '/v1/stock')) {
    skus[sku] = { onHand, sellable: { inventory: sellable } };
    if (reserved !== 0 && expected.perSku.has(sku)) differences.push(`${sku}: ${reserved} units are still reserved`);
    if (sellable < 0 || onHand < 0) differences.push(`${sku}: below zero, ${onHand} on hand and ${sellable} sellable`);
  }
  const known = Object.keys(skus);
  for (const [service, path] of STOCK_VIEWS)
    for (let from = 0; from < known.length; from += SKUS_A_CALL) {
      const asked = known
        .slice(from, from + SKUS_A_CALL)
        .map(encodeURIComponent)
        .join(',');
      type Seen = { items: { sku: string; sellable: number | null }[] };
      const { items } = await client.get<Seen>(service, `${path}?sku=${asked}`);
      for (const { sku, sellable } of items) skus[sku]!.sellable[service] = sellable ?? 0;
    }
  for (const [sku, { onHand, sellable }] of Object.entries(skus)) {
    const wanted = (expected.perSku.get(sku)?.onHand ?? 0) + (baseline.onHand[sku] ?? 0);
    if (onHand !== wanted) differences.push(`${sku}: inventory says ${onHand} on hand, the file says ${wanted}`);
    for (const [service] of STOCK_VIEWS)
      if (sellable[service] !== sellable['inventory'])
        differences.push(
          `${sku}: ${service} sees ${sellable[service] ?? 'nothing'} sellable, inventory ${sellable['inventory']}`,
        );
  }
  for (const [sku, { onHand }] of expected.perSku)
    if (onHand > 0 && !skus[sku])
      differences.push(`${sku}: the file says ${onHand} on hand, inventory does not know it`);
  return skus;
}

async function ordersOf(client: Client, driven: Driven): Promise<OrderRow[]> {
  const ids = new Set(driven.orderIds.values());
  const found: OrderRow[] = [];
  for await (const order of client.all<OrderRow>('orders', '/v1/orders')) if (ids.has(order.orderId)) found.push(order);
  return found;
}

async function returnsOf(client: Client, driven: Driven): Promise<ReturnRow[]> {
  const ids = new Set(driven.returnIds);
  const found: ReturnRow[] = [];
  for await (const row of client.all<ReturnRow>('orders', '/v1/returns')) if (ids.has(row.returnId)) found.push(row);
  return found;
}

async function shippedByLogistics(client: Client, driven: Driven): Promise<number> {
  const ids = new Set(driven.orderIds.values());
  let units = 0;
  for await (const { orderId, status, lines } of client.all<FulfilmentRow>('logistics', '/v1/fulfilments'))
    if (ids.has(orderId) && status === 'delivered') units += sum(lines.map(({ quantity }) => quantity));
  return units;
}

/** The sums of inventory's movements by cause, less those of before. */
async function movementsSince(client: Client, { movements: before }: Baseline): Promise<Movements> {
  const now = await client.get<Movements>('inventory', '/v1/stock-totals');
  return {
    received: now.received - before.received,
    shipped: now.shipped - before.shipped,
    restocked: now.restocked - before.restocked,
    adjusted: now.adjusted - before.adjusted,
  };
}

/** The desk's page of every order agrees with orders. */
async function compareDesk(client: Client, driven: Driven, orders: readonly OrderRow[], differences: string[]) {
  const ids = new Set(driven.orderIds.values());
  const pages = new Map<string, string>();
  for await (const { orderId, status } of client.all<{ orderId: string; status: string }>(
    'customer-service',
    '/v1/orders',
  ))
    if (ids.has(orderId)) pages.set(orderId, status);
  for (const { orderId, status } of orders)
    if (pages.get(orderId) !== status)
      differences.push(`order ${orderId}: the desk sees ${pages.get(orderId) ?? 'nothing'}, orders says ${status}`);
}

async function checkInvariants(client: Client, differences: string[]) {
  for (const service of Object.keys(client.addresses.services) as ServiceName[]) {
    const { checks } = await client.get<{ checks: { name: string; offenders: unknown[] }[] }>(
      service,
      '/v1/invariants',
    );
    for (const { name, offenders } of checks)
      for (const offender of offenders) differences.push(`${service} breaks ${name}: ${JSON.stringify(offender)}`);
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const round = (number: number) => Math.round(number * 10) / 10;
