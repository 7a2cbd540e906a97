import { Rejection, Stage, type Command, type DomainEvent } from '@concord/event-sourcing';
import fc from 'fast-check';
import { onHand, sellableOf, type Buckets } from '../stock/buckets';
import { bookStock } from '../stock/book-stock.decider';
import { stockItemAggregate } from '../stock/stock-item.aggregate';
import { stockItem } from '../stock/stock-item.decider';
import { warehouse } from '../warehouse/warehouse.decider';
import { reservationAggregate } from './reservation.aggregate';
import { reserveStock } from './reserve-stock.decider';

// Random orders, parcels, deliveries and counts go through the real deciders. A ledger without events is the model.

const SKUS = ['TEE', 'CAP', 'MUG'] as const;
const PLACES = ['A', 'B', 'C'] as const;
const ORDERS = ['o1', 'o2', 'o3', 'o4', 'o5', 'o6'] as const;

const sku = fc.constantFrom(...SKUS);
const place = fc.constantFrom(...PLACES);
const orderId = fc.constantFrom(...ORDERS);
const units = fc.integer({ min: 1, max: 12 });
const lines = fc.array(fc.record({ sku, quantity: units }), { minLength: 1, maxLength: 4 });

const operation: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ orderId, lines }).map((data) => ({ type: 'ReserveForOrder', data })) },
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
    .record({ sku, purchaseOrderId: fc.constantFrom('po1', 'po2'), quantity: units })
    .map((data) => ({ type: 'ExpectRestock', data: { ...data, eta: '2026-02-01T00:00:00.000Z' } })),
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
  const stage = new Stage([warehouse, stockItem, bookStock, reserveStock]);
  const flags = { ships: true, acceptsReturns: true };
  for (const code of PLACES)
    stage.take({ type: 'OpenWarehouse', data: { ...flags, warehouse: code, name: code, sells: code !== 'C' } });
  for (const item of SKUS)
    for (const code of PLACES)
      stage.take({
        type: 'ReceiveStock',
        data: { sku: item, warehouse: code, quantity: 8, cause: 'delivery', overPercent: 10, lowUnits: 5 },
      });
  return stage;
}

const stockOf = (stage: Stage, item: string) => stage.state(stockItemAggregate, item);
const orderOf = (stage: Stage, id: string) => stage.state(reservationAggregate, id);

/** What a rule sees after every command. */
interface Seen {
  readonly stage: Stage;
  readonly ledger: Ledger;
  readonly command: Command;
  /** The events of the command. */
  readonly taken: readonly DomainEvent[];
  /** The state before the command. */
  readonly before: { readonly sellable: ReadonlyMap<string, number>; readonly statuses: ReadonlyMap<string, string> };
}
type Rule = (seen: Seen) => boolean;

const snapshot = (stage: Stage): Seen['before'] => ({
  sellable: new Map(SKUS.map((item) => [item, sellableOf(stockOf(stage, item))])),
  statuses: new Map(ORDERS.map((id) => [id, orderOf(stage, id).status])),
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

  'an order gets all that it wants or nothing, depending on what is for sale': ({ stage, command, before }) => {
    if (command.type !== 'ReserveForOrder') return true;
    const { orderId: id, lines: wanted } = command.data as {
      orderId: string;
      lines: { sku: string; quantity: number }[];
    };
    const { status, open } = orderOf(stage, id);
    if (before.statuses.get(id) !== 'none') return status === before.statuses.get(id);
    const fits = SKUS.every((item) => sum(wanted.filter((line) => line.sku === item)) <= before.sellable.get(item)!);
    if (!fits) return status === 'rejected' && open.length === 0;
    const got = (item: string) => sum(open.filter((one) => one.sku === item));
    return status === 'reserved' && SKUS.every((item) => got(item) === sum(wanted.filter((line) => line.sku === item)));
  },

  'units are reserved only at warehouses that sell and ship': ({ stage, command }) => {
    const taken = command.type === 'ReserveForOrder' ? stage.happened.at(-1)! : undefined;
    if (taken?.type !== 'StockReserved') return true;
    const { allocations } = taken.data as { allocations: readonly { sku: string; warehouse: string }[] };
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
