import { Rejection, Stage, type Command, type DomainEvent } from '@concord/event-sourcing';
import fc from 'fast-check';
import { setBackorderPolicy } from '../backorder/set-backorder-policy.decider';
import { holdAggregate } from '../hold/hold.aggregate';
import { holdStock } from '../hold/hold-stock.decider';
import { freeOf, onHand, sellableOf, type Buckets } from '../stock/buckets';
import { announceRestock } from '../stock/announce-restock.decider';
import { bookStock } from '../stock/book-stock.decider';
import { stockItemAggregate, waitingOf } from '../stock/stock-item.aggregate';
import { stockItem } from '../stock/stock-item.decider';
import { warehouse } from '../warehouse/warehouse.decider';
import { reservationAggregate } from './reservation.aggregate';
import { reserveStock } from './reserve-stock.decider';

// Random orders, baskets, parcels, deliveries and counts go through the real deciders. A ledger without events is the
// model.

const SKUS = ['TEE', 'CAP', 'MUG'] as const;
const PLACES = ['A', 'B', 'C'] as const;
const ORDERS = ['o1', 'o2', 'o3', 'o4', 'o5', 'o6'] as const;
const BASKETS = ['b1', 'b2', 'b3'] as const;
/** Goods are promised for a date that does not pass within a run, and for one that does. */
const DATES = ['2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z', '2026-01-05T09:20:00.000Z'] as const;
/** Goods that come after every promised date. */
const LATE = '2026-05-01T00:00:00.000Z';

const sku = fc.constantFrom(...SKUS);
const place = fc.constantFrom(...PLACES);
const purchaseOrderId = fc.constantFrom('po1', 'po2');
const orderId = fc.constantFrom(...ORDERS);
const units = fc.integer({ min: 1, max: 12 });
const lines = fc.array(fc.record({ sku, quantity: units }), { minLength: 1, maxLength: 4 });
const basket = fc.constantFrom(...BASKETS);
const RENEWAL_MINUTES = 60;
const renewalMinutes = fc.constant(RENEWAL_MINUTES);
const by = fc.constantFrom('basket', 'caller');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Without the members that are undefined. */
const given = <T extends object>(data: T) => JSON.parse(JSON.stringify(data)) as object;

const operation: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ orderId, lines, cartId: maybe(basket), mayWait: fc.constantFrom(true, undefined) })
      .map((data) => ({ type: 'ReserveForOrder', data: given(data) })),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({
        holdId: basket,
        lines,
        minutes: fc.integer({ min: 1, max: 20 }),
        renewalMinutes,
        by,
        mergedHoldId: maybe(basket),
      })
      .map((data) => ({ type: 'PlaceHold', data: given(data) })),
  },
  fc
    .record({
      holdId: basket,
      minutes: fc.integer({ min: 1, max: 10 }),
      renewalMinutes,
      extensionsMax: fc.constant(2),
      by,
    })
    .map((data) => ({ type: 'ExtendHold', data })),
  fc.record({ holdId: basket, by, cause: fc.constant('abandoned') }).map((data) => ({ type: 'ReleaseHold', data })),
  { weight: 2, arbitrary: basket.map((holdId) => ({ type: 'ExpireHold', data: { holdId } })) },
  {
    weight: 1,
    arbitrary: fc
      .record({ sku, capUnits: fc.nat(40), promisedAt: fc.constantFrom(...DATES) })
      .map((data) => ({ type: 'SetBackorderPolicy', data })),
  },
  fc
    .record({ orderId, releaseId: fc.constantFrom('r1', 'r2'), place, lines, waiting: lines })
    .map(({ place: warehouse, ...data }) => {
      const allocations = data.lines.map((line) => ({ ...line, warehouse }));
      const { orderId: id, releaseId, waiting } = data;
      return { type: 'ReduceReservation', data: { orderId: id, releaseId, allocations, waiting, reason: 'cancelled' } };
    }),
  {
    weight: 3,
    arbitrary: fc.record({ orderId, warehouse: place, lines, parcel: fc.nat(1) }).map(({ parcel, ...data }) => {
      return { type: 'CommitShipment', data: { ...data, fulfilmentId: `${data.orderId}.${data.warehouse}.${parcel}` } };
    }),
  },
  fc
    .record({ orderId, warehouse: place, sku, missing: units, moveId: fc.constantFrom('m1', 'm2', 'm3') })
    .map((data) => ({ type: 'ReplaceMissingUnits', data })),
  orderId.map((id) => ({ type: 'ReleaseReservation', data: { orderId: id, reason: 'cancelled' } })),
  fc
    .record({ sku, warehouse: place, quantity: units, purchaseOrderId: fc.constantFrom(undefined, 'po1', 'po2') })
    .map(({ purchaseOrderId, ...data }) => ({
      type: 'ReceiveStock',
      data: { ...data, cause: 'delivery', overPercent: 10, ...(purchaseOrderId && { purchaseOrderId }) },
    })),
  fc
    .record({ sku, warehouse: place, delta: fc.integer({ min: -12, max: 12 }) })
    .map((data) => ({ type: 'AdjustStock', data: { ...data, reason: 'count' } })),
  fc
    .record({ sku, purchaseOrderId, quantity: units, eta: fc.constantFrom('2026-02-01T00:00:00.000Z', LATE) })
    .map((data) => ({ type: 'ExpectRestock', data: { ...data, graceHours: 24 } })),
  fc
    .record({ sku, purchaseOrderId })
    .map((data) => ({ type: 'WithdrawRestock', data: { ...data, reason: '', graceHours: 24 } })),
  fc.record({ sku, lowUnitsMax: fc.nat(8) }).map((data) => ({ type: 'SetThresholds', data })),
  fc.record({ warehouse: place, ships: fc.boolean() }).map((data) => {
    return { type: 'ConfigureWarehouse', data: { ...data, name: data.warehouse, acceptsReturns: true } };
  }),
);

/** The model: the books of a bookkeeper with pencil and paper. */
class Ledger {
  readonly moved = new Map<string, number>();
  readonly answers = new Map<string, number>();

  note({ type, data }: DomainEvent) {
    const fact = data as any;
    if (type === 'StockReceived') this.add(fact.sku, fact.warehouse, fact.quantity);
    if (type === 'StockAdjusted') this.add(fact.sku, fact.warehouse, fact.delta);
    if (type === 'StockShipped') for (const line of fact.lines) this.add(line.sku, fact.warehouse, -line.quantity);
    if (type === 'StockReserved' || type === 'StockReservationRejected')
      this.answers.set(fact.orderId, (this.answers.get(fact.orderId) ?? 0) + 1);
  }

  private add(item: string, at: string, quantity: number) {
    this.moved.set(`${item} ${at}`, (this.moved.get(`${item} ${at}`) ?? 0) + quantity);
  }
}

function opened() {
  const stage = new Stage([
    warehouse,
    stockItem,
    announceRestock,
    bookStock,
    reserveStock,
    holdStock,
    setBackorderPolicy,
  ]);
  const flags = { ships: true, acceptsReturns: true };
  for (const code of PLACES)
    stage.take({ type: 'OpenWarehouse', data: { ...flags, warehouse: code, name: code, sells: code !== 'C' } });
  for (const item of SKUS)
    for (const code of PLACES)
      stage.take({
        type: 'ReceiveStock',
        data: { sku: item, warehouse: code, quantity: 8, cause: 'delivery', overPercent: 10, lowUnits: 5 },
      });
  for (const item of ['TEE', 'CAP'])
    stage.take({ type: 'SetBackorderPolicy', data: { sku: item, capUnits: 30, promisedAt: DATES[0] } });
  return stage;
}

const stockOf = (stage: Stage, item: string) => stage.state(stockItemAggregate, item);
const orderOf = (stage: Stage, id: string) => stage.state(reservationAggregate, id);
const heldBy = (stage: Stage, id: string, item: string) => {
  return sum(stage.state(holdAggregate, id).lines.filter((line) => line.sku === item));
};
const waitingFor = (stage: Stage, id: string, item: string) => orderOf(stage, id).waiting[item] ?? 0;

/** What a rule sees after every command. */
interface Seen {
  readonly stage: Stage;
  readonly ledger: Ledger;
  readonly command: Command;
  /** The events of the command. */
  readonly taken: readonly DomainEvent[];
  /** The state before the command. */
  readonly before: Before;
}
interface Before {
  readonly statuses: ReadonlyMap<string, string>;
  readonly skus: ReadonlyMap<
    string,
    {
      readonly free: number;
      readonly held: number;
      readonly sellable: number;
      readonly heldBy: ReadonlyMap<string, number>;
      /** The orders that wait, in their turn. */
      readonly queue: readonly string[];
      readonly room: number;
    }
  >;
}
type Rule = (seen: Seen) => boolean;

const snapshot = (stage: Stage): Before => ({
  statuses: new Map(ORDERS.map((id) => [id, orderOf(stage, id).status])),
  skus: new Map(
    SKUS.map((item) => {
      const stock = stockOf(stage, item);
      const { backorder, backordered, held } = stock;
      // A minute passes until the next command.
      const isOpen = backorder && Date.parse(backorder.promisedAt) > Date.parse(stage.now) + 60_000;
      return [
        item,
        {
          free: freeOf(stock.warehouses),
          held,
          sellable: sellableOf(stock),
          heldBy: new Map(BASKETS.map((id) => [id, heldBy(stage, id, item)])),
          queue: backordered.map((units) => units.orderId),
          room: isOpen ? Math.max(0, backorder.capUnits - waitingOf(stock)) : 0,
        },
      ];
    }),
  ),
});

/** Plays a sequence of commands. As in the service, a changed warehouse is applied to the stock there. */
function keeps(rule: Rule, operations: readonly Command[]): boolean {
  const stage = opened();
  const ledger = new Ledger();
  stage.happened.forEach((happened) => ledger.note(happened));
  return operations.every((command) => {
    const before = snapshot(stage);
    const result = stage.take({ ...command, data: { ...(command.data as object), lowUnits: 5 } });
    if (!(result instanceof Rejection)) result.forEach((happened) => ledger.note(happened));
    if (command.type === 'ConfigureWarehouse') {
      const { warehouse: code } = command.data as { warehouse: string };
      for (const item of SKUS)
        stage.take({ type: 'ApplyWarehouse', data: { sku: item, warehouse: code, lowUnits: 5 } });
    }
    return rule({ stage, ledger, command, before, taken: result instanceof Rejection ? [] : result });
  });
}

const sum = (list: readonly { readonly quantity: number }[]) =>
  list.reduce((total, { quantity }) => total + quantity, 0);
const everywhere = (stage: Stage, holds: (item: string, code: string, buckets: Buckets) => boolean) =>
  SKUS.every((item) => PLACES.every((code) => holds(item, code, stockOf(stage, item).warehouses[code]!)));

const rules: Record<string, Rule> = {
  'what is on hand is what was received and found less what left, at every warehouse': ({ stage, ledger }) =>
    everywhere(stage, (item, code, buckets) => onHand(buckets) === ledger.moved.get(`${item} ${code}`)),

  'no bucket falls below zero': ({ stage }) =>
    everywhere(stage, (_, __, { available, reserved, oversold, quality, damaged, refurb }) =>
      [available, reserved, oversold, quality, damaged, refurb].every((units) => units >= 0),
    ),

  'no more is oversold than is reserved, and nothing as long as a unit is free': ({ stage }) =>
    everywhere(
      stage,
      (_, __, { available, reserved, oversold }) => oversold <= reserved && Math.min(available, oversold) === 0,
    ),

  'the units of a parcel have left': ({ command, taken }) => {
    const said = taken.at(-1);
    if (said?.type !== 'StockShipped') return true;
    const { lines: packed } = command.data as { lines: readonly { sku: string; quantity: number }[] };
    const { lines: gone } = said.data as { lines: readonly { sku: string; quantity: number }[] };
    return SKUS.every(
      (item) => sum(packed.filter((line) => line.sku === item)) === sum(gone.filter((line) => line.sku === item)),
    );
  },

  'what is reserved is what open orders wait for: nothing is sold twice, nothing is reserved for nobody': ({ stage }) =>
    everywhere(stage, (item, code, { reserved }) => {
      const open = ORDERS.flatMap((id) => orderOf(stage, id).open);
      return reserved === sum(open.filter((one) => one.sku === item && one.warehouse === code));
    }),

  'an order gets all that it wants or nothing, unless it may wait for the rest': ({ stage, command, before }) => {
    if (command.type !== 'ReserveForOrder') return true;
    const data = command.data as {
      orderId: string;
      lines: { sku: string; quantity: number }[];
      cartId?: string;
      mayWait?: true;
    };
    const { status, open } = orderOf(stage, data.orderId);
    if (before.statuses.get(data.orderId) !== 'none') return status === before.statuses.get(data.orderId);
    const wishes = SKUS.map((item) => {
      const wanted = sum(data.lines.filter((line) => line.sku === item));
      const { free, held, heldBy: byBasket, room } = before.skus.get(item)!;
      const own = byBasket.get(data.cartId ?? '') ?? 0;
      // Of fewer units than baskets hold, the basket that orders first gets its own.
      const there = Math.min(wanted, free >= held ? free - (held - own) : Math.min(own, free));
      const fits = there === wanted || (data.mayWait === true && wanted - there <= room);
      return { item, wanted, there, fits };
    });
    if (!wishes.every(({ fits }) => fits)) return status === 'rejected' && open.length === 0;
    return (
      status === 'reserved' &&
      wishes.every(
        ({ item, wanted, there }) =>
          sum(open.filter((one) => one.sku === item)) === there &&
          waitingFor(stage, data.orderId, item) === wanted - there,
      )
    );
  },

  'what is held is what open holds hold, and a basket that was ordered holds nothing': ({ stage, command, taken }) => {
    if (command.type === 'ReserveForOrder' && taken.some(({ type }) => type === 'StockReserved')) {
      const { cartId } = command.data as { cartId?: string };
      if (cartId !== undefined && stage.state(holdAggregate, cartId).status === 'open') return false;
    }
    return SKUS.every((item) => {
      const { held } = stockOf(stage, item);
      return held >= 0 && held === BASKETS.reduce((all, id) => all + heldBy(stage, id, item), 0);
    });
  },

  'a basket holds all of its lines for as long as it asked, within an hour beyond its first end, or what it held before':
    ({ stage, command, taken }) => {
      if (command.type !== 'PlaceHold' || !taken.some(({ type }) => type === 'HoldPlaced')) return true;
      const data = command.data as { holdId: string; lines: { sku: string; quantity: number }[]; minutes: number };
      const { expiresAt, firstExpiresAt } = stage.state(holdAggregate, data.holdId);
      const lastsMs = data.minutes * 60_000;
      const ends = Math.min(Date.parse(stage.now) + lastsMs, Date.parse(firstExpiresAt!) + RENEWAL_MINUTES * 60_000);
      const wants = (item: string) => sum(data.lines.filter((line) => line.sku === item));
      return Date.parse(expiresAt!) === ends && SKUS.every((item) => heldBy(stage, data.holdId, item) === wants(item));
    },

  'a hold ends in its time, and not before': ({ stage, command, taken }) => {
    if (command.type !== 'ExpireHold') return true;
    const { holdId } = command.data as { holdId: string };
    const { status, expiresAt } = stage.state(holdAggregate, holdId);
    const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.parse(stage.now);
    return taken.some(({ type }) => type === 'HoldExpired')
      ? isOver && status === 'expired'
      : !isOver || status !== 'open';
  },

  'the units that wait are those of the orders, and nothing waits while a unit can be sold': ({ stage }) =>
    SKUS.every((item) => {
      const stock = stockOf(stage, item);
      const ofOrders = ORDERS.reduce((all, id) => all + waitingFor(stage, id, item), 0);
      return waitingOf(stock) === ofOrders && Math.min(ofOrders, sellableOf(stock)) === 0;
    }),

  'no more waits than the cap allows at that time': ({ stage, command, taken }) => {
    if (command.type !== 'ReserveForOrder') return true;
    return taken.every(({ type, data }) => {
      if (type !== 'BackorderCreated') return true;
      const stock = stockOf(stage, (data as { sku: string }).sku);
      return waitingOf(stock) <= stock.backorder!.capUnits;
    });
  },

  'goods go to whose turn it is: nobody who waits was before an order that got units': ({ stage, taken, before }) =>
    taken.every(({ type, data }) => {
      if (type !== 'BackorderFilled') return true;
      const filled = data as { orderId: string; sku: string };
      const { queue } = before.skus.get(filled.sku)!;
      return queue.slice(0, queue.indexOf(filled.orderId)).every((id) => waitingFor(stage, id, filled.sku) === 0);
    }),

  'an order that is over waits for nothing': ({ stage }) =>
    ORDERS.every((id) => {
      const { status, waiting } = orderOf(stage, id);
      return status === 'reserved' || Object.values(waiting).every((quantity) => quantity === 0);
    }),

  'every order that waits is told a new date': ({ stage, command, taken }) => {
    if (command.type !== 'SetBackorderPolicy') return true;
    const { sku: item } = command.data as { sku: string };
    const { backorder, backordered } = stockOf(stage, item);
    const told = taken.filter(({ type }) => type === 'BackorderPromiseChanged');
    if (!backorder || !taken.some(({ type }) => type === 'BackorderPolicySet')) return told.length === 0;
    return backordered.every(({ promisedAt }) => promisedAt === backorder.promisedAt);
  },

  'nobody is promised an earlier date than those who wait': ({ stage }) =>
    SKUS.every((item) => {
      const { backorder, backordered } = stockOf(stage, item);
      const isLater = (promisedAt: string | null) =>
        promisedAt === null || Date.parse(promisedAt) > Date.parse(backorder!.promisedAt);
      return backorder === null || !backordered.some(({ promisedAt }) => isLater(promisedAt));
    }),

  'units are reserved only at warehouses that sell and ship': ({ stage, command, taken }) => {
    const reserved = command.type === 'ReserveForOrder' && taken.find(({ type }) => type === 'StockReserved');
    if (!reserved) return true;
    const { allocations } = reserved.data as { allocations: readonly { sku: string; warehouse: string }[] };
    return allocations.every((one) => {
      const { sells, ships } = stage.state(warehouse, one.warehouse);
      return sells && ships;
    });
  },

  'an order is answered once': ({ ledger }) => [...ledger.answers.values()].every((count) => count === 1),

  'a cancelled order releases what had not left, and keeps nothing': ({ stage, command }) => {
    if (command.type !== 'ReleaseReservation') return true;
    const { status, open } = orderOf(stage, (command.data as { orderId: string }).orderId);
    return (status === 'released' || status === 'rejected') && open.length === 0;
  },

  'the announced figure is what is for sale, and a SKU is low below its threshold unless it flickers': ({ stage }) =>
    SKUS.every((item) => {
      const stock = stockOf(stage, item);
      const { announced, isLow, lowUnitsMax, notices } = stock;
      const sellable = sellableOf(stock);
      return announced?.sellable === sellable && (notices === 'muted' || isLow === sellable <= (lowUnitsMax ?? 5));
    }),

  'low and recovered alternate': ({ stage }) =>
    SKUS.every((item) => {
      const turns = stage.happened.filter(
        ({ type, data }) =>
          (type === 'LowStockDetected' || type === 'StockRecovered') && (data as { sku: string }).sku === item,
      );
      return turns.every(({ type }, n) => (type === 'LowStockDetected') === (n % 2 === 0));
    }),

  'what is on its way is the last announcement of each purchase order, less what was received': ({
    stage,
    command,
  }) => {
    if (!SKUS.every((item) => stockOf(stage, item).incoming.every(({ quantity }) => quantity > 0))) return false;
    if (command.type !== 'ExpectRestock') return true;
    const said = command.data as { sku: string; purchaseOrderId: string; quantity: number };
    const orders = stockOf(stage, said.sku).incoming.filter((one) => one.purchaseOrderId === said.purchaseOrderId);
    return orders.length === 1 && orders[0]!.quantity === said.quantity;
  },
};

describe('whatever orders, parcels and counts do', () => {
  it.each(Object.entries(rules))('%s', (_, rule) => {
    const sequences = fc.property(fc.array(operation, { maxLength: 60, size: 'max' }), (operations) =>
      keeps(rule, operations),
    );
    expect(() => fc.assert(sequences, { numRuns: 200 })).not.toThrow();
  });
});
