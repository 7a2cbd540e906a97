import { CLAIM_PERCENT } from './after-sales';
import { PERCENT_OF } from './back-door';
import type { World } from './instance';
import { pointsAreConserved } from './points-conserved';
import { creditsBack, creditsOf, vouchersAreConserved } from './vouchers-conserved';
import type { StoredEvent, StoredRow } from './stored';

interface StockRow {
  readonly sku: string;
  readonly onHand: number;
  readonly received: number;
  readonly adjusted: number;
  readonly restocked: number;
  readonly shipped: number;
  readonly sellable: number;
  readonly held: number;
  readonly waiting: number;
  readonly warehouses: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
interface OrderRow {
  readonly orderId: string;
  readonly status: string;
  readonly totalMinor: number;
  readonly cancelledMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly creditedMinor: number;
  readonly paymentMethod: string;
}
interface PaymentRow {
  readonly orderId: string;
  readonly openMinor: number;
  readonly creditedMinor: number;
}

interface PaidOut {
  readonly orderId: string;
  readonly payout?: { readonly amountMinor: number };
}

interface Graded {
  readonly orderId: string;
  readonly lineId: string;
  readonly sku: string;
  readonly grade: string;
  readonly quantity: number;
}

const rows = <R>(world: World, view: string): R[] =>
  [...world.databases.get(view.split('.')[0]!)!.all<StoredRow>('rows')]
    .filter(([key]) => key.startsWith(`rows/${view}\n`))
    .map(([, { row }]) => row as R);

/** Units and money: nothing is made, nothing is lost, nobody pays twice. */
export function conserved(world: World, usesMax: number): string[] {
  return [
    ...unitsAreConserved(world),
    ...parcelsAreBooked(world),
    ...returnsLieInOnePlace(world),
    ...nothingStaysReserved(world),
    ...nothingStaysHeld(world),
    ...nobodyWaitsInVain(world),
    ...moneyIsConserved(world),
    ...customersPayForWhatTheyKeep(world),
    ...limitHolds(world, usesMax),
    ...pointsAreConserved(world),
    ...vouchersAreConserved(world),
  ];
}

function unitsAreConserved(world: World): string[] {
  return rows<StockRow>(world, 'inventory.stock').flatMap((stock) => {
    const { sku, onHand, received, adjusted, restocked, shipped, sellable, held, waiting, warehouses } = stock;
    const problems: string[] = [];
    if (onHand !== received + adjusted + restocked - shipped)
      problems.push(`${sku}: ${onHand} on hand, but ${received} + ${adjusted} + ${restocked} - ${shipped} moved.`);
    for (const [warehouse, buckets] of Object.entries(warehouses))
      for (const [bucket, units] of Object.entries(buckets))
        if (units < 0) problems.push(`${sku} at ${warehouse}: ${units} ${bucket}.`);
    if (held < 0 || waiting < 0) problems.push(`${sku}: ${held} held, ${waiting} waiting.`);
    if (waiting > 0 && sellable > 0) problems.push(`${sku}: ${waiting} wait while ${sellable} can be sold.`);
    return problems;
  });
}

const events = <D>(world: World, service: string, type: string): D[] =>
  [...world.databases.get(service)!.all<StoredEvent>('events')]
    .map(([, event]) => event)
    .filter((event) => event.type === type)
    .map(({ data }) => data as D);

/** An order that is over has nothing set aside any more. */
function nothingStaysReserved(world: World): string[] {
  type Moved = { sku: string; orderId: string; takes: readonly { quantity: number }[] };
  const reserved = new Map<string, number>();
  const count = (type: string, sign: 1 | -1) => {
    for (const { sku, orderId, takes } of events<Moved>(world, 'inventory', type)) {
      const key = `${orderId} ${sku}`;
      reserved.set(
        key,
        takes.reduce((sum, { quantity }) => sum + sign * quantity, reserved.get(key) ?? 0),
      );
    }
  };
  count('UnitsReserved', 1);
  count('UnitsReleased', -1);
  count('UnitsShipped', -1);
  // These left with the order's parcel and had been set aside for others.
  for (const { sku, orderId, quantity } of events<Moved & { quantity: number }>(world, 'inventory', 'StockOversold'))
    reserved.set(`${orderId} ${sku}`, (reserved.get(`${orderId} ${sku}`) ?? 0) + quantity);
  const over = new Set(
    rows<OrderRow>(world, 'orders.order-history')
      .filter(({ status }) => ['shipped', 'delivered', 'cancelled', 'rejected'].includes(status))
      .map(({ orderId }) => orderId),
  );
  return [...reserved]
    .filter(([key, units]) => units !== 0 && over.has(key.split(' ')[0]!))
    .map(([key, units]) => `Of ${key}, ${units} units are still set aside, and the order is over.`);
}

/**
 * A basket that was ordered holds nothing, and what is held of a SKU is what open holds name. Where the order was called
 * off during checkout the hold ends by its time, which a simulated day does not reach.
 */
function nothingStaysHeld(world: World): string[] {
  interface Held {
    readonly sku: string;
    readonly holdId: string;
    readonly quantity: number;
  }
  interface Cart {
    readonly cartId: string;
    readonly status: string;
    readonly orderId: string | null;
  }
  const byHold = new Map<string, number>();
  const bySku = new Map<string, number>();
  const count = (type: string, sign: 1 | -1) => {
    for (const { sku, holdId, quantity } of events<Held>(world, 'inventory', type)) {
      byHold.set(holdId, (byHold.get(holdId) ?? 0) + sign * quantity);
      bySku.set(sku, (bySku.get(sku) ?? 0) + sign * quantity);
    }
  };
  count('UnitsHeld', 1);
  count('UnitsUnheld', -1);
  const calledOff = new Set(
    rows<OrderRow>(world, 'orders.order-history').flatMap(({ orderId, status }) =>
      status === 'cancelled' ? orderId : [],
    ),
  );
  const ordered = rows<Cart>(world, 'orders.carts').filter(
    ({ status, orderId }) => status === 'ordered' && !calledOff.has(orderId ?? ''),
  );
  return [
    ...ordered
      .filter(({ cartId }) => (byHold.get(cartId) ?? 0) !== 0)
      .map(({ cartId }) => `The basket ${cartId} was ordered, and still holds ${byHold.get(cartId)} units.`),
    ...rows<StockRow>(world, 'inventory.stock')
      .filter(({ sku, held }) => held !== (bySku.get(sku) ?? 0))
      .map(({ sku, held }) => `${sku}: ${held} held, but holds name ${bySku.get(sku) ?? 0}.`),
  ];
}

/** Never more units of a SKU wait than may, and each that waited came, or nobody wanted it any more. */
function nobodyWaitsInVain(world: World): string[] {
  interface Waiting {
    readonly sku: string;
    readonly quantity: number;
    readonly capUnits: number;
  }
  const bySku = Map.groupBy(
    [...world.databases.get('inventory')!.all<StoredEvent>('events')]
      .map(([, event]) => event)
      .filter(({ type }) => ['BackorderPolicySet', 'UnitsBackordered', 'BackorderReduced'].includes(type))
      .sort((a, b) => a.version - b.version),
    ({ data }) => (data as Waiting).sku,
  );
  return [...bySku].flatMap(([sku, happened]) => {
    let cap = 0;
    let waiting = 0;
    const problems = happened.flatMap(({ type, data }) => {
      const { quantity, capUnits } = data as Waiting;
      if (type === 'BackorderPolicySet') cap = capUnits;
      if (type === 'BackorderReduced') waiting -= quantity;
      if (type === 'UnitsBackordered') waiting += quantity;
      return type === 'UnitsBackordered' && waiting > cap ? [`${sku}: ${waiting} units wait where ${cap} may.`] : [];
    });
    return waiting === 0 ? problems : [...problems, `${sku}: ${waiting} units wait for ever.`];
  });
}

/** What logistics packed is what inventory sent, parcel by parcel, and no more comes back of an order than it sent. */
function parcelsAreBooked(world: World): string[] {
  interface Parcel {
    readonly fulfilmentId: string;
    readonly orderId: string;
    readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  }
  const inOrder = ({ lines }: Parcel) =>
    JSON.stringify(lines.map(({ sku, quantity }) => [sku, quantity]).toSorted(([a], [b]) => (a! < b! ? -1 : 1)));
  const packed = new Map(
    events<Parcel>(world, 'logistics', 'ShipmentDispatched').map((one) => [one.fulfilmentId, inOrder(one)]),
  );
  const shipped = events<Parcel>(world, 'inventory', 'StockShipped');
  const sent = new Map(shipped.map((one) => [one.fulfilmentId, inOrder(one)]));
  const out = new Map<string, number>();
  const add = (orderId: string, sku: string, quantity: number) => {
    out.set(`${orderId} ${sku}`, (out.get(`${orderId} ${sku}`) ?? 0) + quantity);
  };
  for (const { orderId, lines } of shipped) for (const { sku, quantity } of lines) add(orderId, sku, quantity);
  for (const { orderId, sku, grade, quantity } of events<Graded>(world, 'inventory', 'ReturnLineGraded'))
    if (grade !== 'M' && grade !== 'W') add(orderId, sku, -quantity);
  return [
    ...[...new Set([...packed.keys(), ...sent.keys()])].flatMap((id) =>
      packed.get(id) === sent.get(id) ? [] : [`${id}: packed ${packed.get(id)}, sent ${sent.get(id)}.`],
    ),
    ...[...out].flatMap(([key, units]) => (units < 0 ? [`${key}: ${-units} more came back than were sent.`] : [])),
  ];
}

/** What the provider did, and what people paid out, is what orders believes, once each. */
function moneyIsConserved(world: World): string[] {
  const taken = new Map<string, number>();
  const given = new Map<string, number>();
  /** Authorised, and neither captured nor voided. None is known for a card whose authorisations expire. */
  const reserved = new Map<string, number>();
  for (const { kind, orderId, amountMinor, token } of world.provider.ledger.values()) {
    const change = token === 'expired' || kind === 'refund' ? 0 : kind === 'authorise' ? amountMinor : -amountMinor;
    reserved.set(orderId, (reserved.get(orderId) ?? 0) + change);
    if (kind === 'capture') taken.set(orderId, (taken.get(orderId) ?? 0) + amountMinor);
    if (kind === 'refund') given.set(orderId, (given.get(orderId) ?? 0) + amountMinor);
  }
  const paidOut = new Map<string, number>();
  for (const { orderId, payout } of events<PaidOut>(world, 'orders', 'RefundSucceeded'))
    if (payout) paidOut.set(orderId, (paidOut.get(orderId) ?? 0) + payout.amountMinor);
  const payments = new Map(rows<PaymentRow>(world, 'orders.payments').map((payment) => [payment.orderId, payment]));
  const credits = creditsOf(world);
  const uncharged = creditsBack(world, ['cancellation']);
  return rows<OrderRow>(world, 'orders.order-history').flatMap((order) => {
    const { orderId, status, totalMinor, cancelledMinor, capturedMinor, refundedMinor, paymentMethod } = order;
    const dueMinor = totalMinor - cancelledMinor;
    const problems: string[] = [];
    if (status === 'pending') problems.push(`Order ${orderId} is pending for ever.`);
    if (capturedMinor > totalMinor || refundedMinor > capturedMinor)
      problems.push(`Order ${orderId}: ${refundedMinor} refunded, ${capturedMinor} captured, ${totalMinor} in all.`);
    const { openMinor = 0, creditedMinor = 0 } = payments.get(orderId) ?? {};
    const byCreditMinor = (credits.get(orderId) ?? 0) - (uncharged.get(orderId) ?? 0);
    const knownMinor = byCreditMinor + capturedMinor + (paymentMethod === 'invoice' ? openMinor + creditedMinor : 0);
    if (status === 'delivered' && knownMinor !== dueMinor)
      problems.push(`Order ${orderId} arrived, and ${knownMinor} of ${dueMinor} was taken or is owed.`);
    if (status === 'delivered' && (reserved.get(orderId) ?? 0) !== 0)
      problems.push(`Order ${orderId} arrived, and ${reserved.get(orderId)} are still authorised.`);
    if (paymentMethod === 'card' && (taken.get(orderId) ?? 0) !== capturedMinor)
      problems.push(`The provider took ${taken.get(orderId) ?? 0} for ${orderId}, orders says ${capturedMinor}.`);
    const byCardMinor = given.get(orderId) ?? 0;
    const byHandMinor = paidOut.get(orderId) ?? 0;
    if (byCardMinor + byHandMinor !== refundedMinor)
      problems.push(
        `The provider gave ${byCardMinor} back for ${orderId}, people ${byHandMinor}, orders says ${refundedMinor}.`,
      );
    return problems;
  });
}

/** Logistics and inventory name the same warehouse for what came back. */
function returnsLieInOnePlace(world: World): string[] {
  interface Placed {
    readonly returnId: string;
    readonly warehouse: string | null;
  }
  const seen = new Map(
    rows<Placed>(world, 'logistics.return-shipments').map(({ returnId, warehouse }) => [returnId, warehouse]),
  );
  return rows<Placed>(world, 'inventory.return-receipts').flatMap(({ returnId, warehouse }) =>
    warehouse === (seen.get(returnId) ?? null)
      ? []
      : [`Return ${returnId} is at ${warehouse}, and at ${seen.get(returnId)} for logistics.`],
  );
}

/**
 * What went back, or need not be paid any more, is the worth of what came back or was claimed, line by line. It is less
 * where units left uncollected, and those units may have come back.
 */
function customersPayForWhatTheyKeep(world: World): string[] {
  interface Placed {
    readonly orderId: string;
    readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly totalMinor: number }[];
  }
  const shares = new Map<string, number>();
  for (const { orderId, lineId, grade, quantity } of events<Graded>(world, 'inventory', 'ReturnLineGraded')) {
    const key = `${orderId} ${lineId}`;
    shares.set(key, (shares.get(key) ?? 0) + quantity * PERCENT_OF[grade]!);
  }
  interface Claim {
    readonly claimId: string;
    readonly orderId: string;
    readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  }
  const decided = events<{ claimId: string; resolution: string }>(world, 'orders', 'ClaimResolved');
  const paid = new Set(decided.filter(({ resolution }) => resolution === 'refund').map(({ claimId }) => claimId));
  for (const { claimId, orderId, lines } of events<Claim>(world, 'orders', 'ClaimOpened'))
    for (const { lineId, quantity } of paid.has(claimId) ? lines : []) {
      const key = `${orderId} ${lineId}`;
      shares.set(key, (shares.get(key) ?? 0) + quantity * CLAIM_PERCENT);
    }
  const rowsById = new Map(rows<OrderRow>(world, 'orders.order-history').map((order) => [order.orderId, order]));
  const creditBack = creditsBack(world, ['return', 'by-hand']);
  const uncollected = new Map<string, number>();
  interface Overtaken {
    readonly orderId: string;
    readonly uncollectedMinor?: number;
  }
  for (const { orderId, uncollectedMinor = 0 } of events<Overtaken>(world, 'orders', 'CancellationOvertaken'))
    uncollected.set(orderId, (uncollected.get(orderId) ?? 0) + uncollectedMinor);
  return events<Placed>(world, 'orders', 'OrderPlaced').flatMap(({ orderId, lines }) => {
    const { refundedMinor = 0, creditedMinor = 0 } = rowsById.get(orderId) ?? {};
    const worthMinor = lines.reduce((sum, { lineId, quantity, totalMinor }) => {
      const percentUnits = shares.get(`${orderId} ${lineId}`) ?? 0;
      return sum + Math.floor((2 * totalMinor * percentUnits + quantity * 100) / (2 * quantity * 100));
    }, 0);
    const backMinor = refundedMinor + creditedMinor + (creditBack.get(orderId) ?? 0);
    return backMinor <= worthMinor && backMinor >= worthMinor - (uncollected.get(orderId) ?? 0)
      ? []
      : [`Order ${orderId}: ${backMinor} went back for what is worth ${worthMinor}.`];
  });
}

const USE_EVENTS = ['PromotionUseClaimed', 'PromotionUseConfirmed', 'PromotionUseReleased'];

/**
 * No order was let in beyond the limit. Uses may exceed it all the same: an order whose parcel overtook its cancellation
 * keeps its use, although another order took the place meanwhile. Such a use is claimed and confirmed by one cause.
 */
function limitHolds(world: World, usesMax: number): string[] {
  const byStream = Map.groupBy(
    [...world.databases.get('marketing')!.all<StoredEvent>('events')]
      .map(([, event]) => event)
      .filter(({ type }) => USE_EVENTS.includes(type))
      .sort((a, b) => a.version - b.version),
    ({ streamId }) => streamId,
  );
  return [...byStream].flatMap(([streamId, events]) => {
    let uses = 0;
    return events.flatMap(({ type, meta, data }, n) => {
      if (type === 'PromotionUseConfirmed') return [];
      uses += type === 'PromotionUseClaimed' ? 1 : -1;
      const next = events[n + 1];
      const isKept = next?.type === 'PromotionUseConfirmed' && next.meta.causationId === meta.causationId;
      if (uses >= 0 && (uses <= usesMax || type !== 'PromotionUseClaimed' || isKept)) return [];
      return [`${streamId}: ${type} of ${(data as { orderId: string }).orderId} makes ${uses} uses of ${usesMax}.`];
    });
  });
}
