import { SERVICE_NAMES } from '@concord/contracts';
import type { Concord, Orders } from '@concord/client';

import type { ExpectedResult } from './expected';
import type { Driven } from './replay';
import { isOver } from './shop';
import { tendersThatDiffer } from './tender-reconciliation';

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

/** The services with their own view of stock, each with what it says of some SKUs. */
const STOCK_VIEWS = {
  catalog: (client: Concord, sku: string) => client.catalog.get('/v1/variants', { query: { sku } }),
  marketing: (client: Concord, sku: string) => client.marketing.get('/v1/alignment', { query: { sku } }),
  'customer-service': (client: Concord, sku: string) => client.customerService.get('/v1/stock', { query: { sku } }),
};

/** As many as the default page of a list holds. */
const SKUS_A_CALL = 50;

/** A list with few calls. */
const WHOLE = { query: { limit: 200 } };

const NEVER_DELIVERED = new Set(['rejected', 'cancelled']);

/** The present figures of inventory, to be subtracted from the later ones. */
export async function baselineOf(client: Concord): Promise<Baseline> {
  const onHand: Record<string, number> = {};
  for await (const row of client.inventory.pages('/v1/stock', WHOLE)) onHand[row.sku] = row.onHand;
  return { onHand, movements: (await client.inventory.get('/v1/stock-totals')).data };
}

/** Compares the expected result with each service, and the services' views with each other, all through REST. */
export async function reconcile(
  client: Concord,
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
    sum(orders.map((order) => order.refundedMinor + order.creditedMinor + order.creditsBackMinor)),
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
  differences.push(...(await tendersThatDiffer(client, orders)));

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

async function compareStock(client: Concord, expected: ExpectedResult, baseline: Baseline, differences: string[]) {
  const skus: Record<string, { onHand: number; sellable: Record<string, number> }> = {};
  for await (const { sku, onHand, sellable, reserved } of client.inventory.pages('/v1/stock', WHOLE)) {
    skus[sku] = { onHand, sellable: { inventory: sellable } };
    if (reserved !== 0 && expected.perSku.has(sku)) differences.push(`${sku}: ${reserved} units are still reserved`);
    if (sellable < 0 || onHand < 0) differences.push(`${sku}: below zero, ${onHand} on hand and ${sellable} sellable`);
  }
  const known = Object.keys(skus);
  for (const [service, seenBy] of Object.entries(STOCK_VIEWS))
    for (let from = 0; from < known.length; from += SKUS_A_CALL) {
      const { data } = await seenBy(client, known.slice(from, from + SKUS_A_CALL).join(','));
      for (const { sku, sellable } of data.items) skus[sku]!.sellable[service] = sellable ?? 0;
    }
  for (const [sku, { onHand, sellable }] of Object.entries(skus)) {
    const wanted = (expected.perSku.get(sku)?.onHand ?? 0) + (baseline.onHand[sku] ?? 0);
    if (onHand !== wanted) differences.push(`${sku}: inventory says ${onHand} on hand, the file says ${wanted}`);
    for (const service of Object.keys(STOCK_VIEWS))
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

async function ordersOf(client: Concord, driven: Driven): Promise<Orders.Order[]> {
  const ids = new Set(driven.orderIds.values());
  const found: Orders.Order[] = [];
  for await (const order of client.orders.pages('/v1/orders', WHOLE)) if (ids.has(order.orderId)) found.push(order);
  return found;
}

async function returnsOf(client: Concord, driven: Driven): Promise<Orders.Return[]> {
  const ids = new Set(driven.returnIds);
  const found: Orders.Return[] = [];
  for await (const row of client.orders.pages('/v1/returns', WHOLE)) if (ids.has(row.returnId)) found.push(row);
  return found;
}

async function shippedByLogistics(client: Concord, driven: Driven): Promise<number> {
  const ids = new Set(driven.orderIds.values());
  let units = 0;
  for await (const { orderId, status, lines } of client.logistics.pages('/v1/fulfilments', WHOLE))
    if (ids.has(orderId) && status === 'delivered') units += sum(lines.map(({ quantity }) => quantity));
  return units;
}

/** The sums of inventory's movements by cause, less those of before. */
async function movementsSince(client: Concord, { movements: before }: Baseline): Promise<Movements> {
  const now = (await client.inventory.get('/v1/stock-totals')).data;
  return {
    received: now.received - before.received,
    shipped: now.shipped - before.shipped,
    restocked: now.restocked - before.restocked,
    adjusted: now.adjusted - before.adjusted,
  };
}

/** The desk's page of every order agrees with orders. */
async function compareDesk(client: Concord, driven: Driven, orders: readonly Orders.Order[], differences: string[]) {
  const ids = new Set(driven.orderIds.values());
  const pages = new Map<string, string>();
  for await (const { orderId, status } of client.customerService.pages('/v1/orders', WHOLE))
    if (ids.has(orderId)) pages.set(orderId, status);
  for (const { orderId, status } of orders)
    if (pages.get(orderId) !== status)
      differences.push(`order ${orderId}: the desk sees ${pages.get(orderId) ?? 'nothing'}, orders says ${status}`);
}

async function checkInvariants(client: Concord, differences: string[]) {
  for (const service of SERVICE_NAMES) {
    const { checks } = (await client.of(service).get('/v1/invariants')).data;
    for (const { name, offenders } of checks)
      for (const offender of offenders) differences.push(`${service} breaks ${name}: ${JSON.stringify(offender)}`);
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const round = (number: number) => Math.round(number * 10) / 10;
