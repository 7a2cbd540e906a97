import fc from 'fast-check';
import { holdAggregate } from '../hold/hold.aggregate';
import { onHand, sellableOf } from '../stock/buckets';
import { waitingOf } from '../stock/stock-item.aggregate';
import { warehouse } from '../warehouse/warehouse.decider';
import {
  BASKETS,
  everywhere,
  heldBy,
  keeps,
  operation,
  orderOf,
  ORDERS,
  RENEWAL_MINUTES,
  type Rule,
  SKUS,
  stockOf,
  sum,
  waitingFor,
} from './stock-in-specs';

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
