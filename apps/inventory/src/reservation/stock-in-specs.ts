import { Rejection, Stage, type Command, type DomainEvent } from '@concord/event-sourcing';
import fc from 'fast-check';
import { setBackorderPolicy } from '../backorder/set-backorder-policy.decider';
import { holdAggregate } from '../hold/hold.aggregate';
import { holdStock } from '../hold/hold-stock.decider';
import { freeOf, sellableOf, type Buckets } from '../stock/buckets';
import { announceRestock } from '../stock/announce-restock.decider';
import { bookStock } from '../stock/book-stock.decider';
import { stockItemAggregate, waitingOf } from '../stock/stock-item.aggregate';
import { stockItem } from '../stock/stock-item.decider';
import { warehouse } from '../warehouse/warehouse.decider';
import { reservationAggregate } from './reservation.aggregate';
import { reserveStock } from './reserve-stock.decider';

// Random orders, baskets, parcels, deliveries and counts go through the real deciders. A ledger without events is the
// model.

export const SKUS = ['TEE', 'CAP', 'MUG'] as const;
const PLACES = ['A', 'B', 'C'] as const;
export const ORDERS = ['o1', 'o2', 'o3', 'o4', 'o5', 'o6'] as const;
export const BASKETS = ['b1', 'b2', 'b3'] as const;
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
export const RENEWAL_MINUTES = 60;
const renewalMinutes = fc.constant(RENEWAL_MINUTES);
const by = fc.constantFrom('basket', 'caller');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Without the members that are undefined. */
const given = <T extends object>(data: T) => JSON.parse(JSON.stringify(data)) as object;

export const operation: fc.Arbitrary<Command> = fc.oneof(
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

export const stockOf = (stage: Stage, item: string) => stage.state(stockItemAggregate, item);
export const orderOf = (stage: Stage, id: string) => stage.state(reservationAggregate, id);
export const heldBy = (stage: Stage, id: string, item: string) => {
  return sum(stage.state(holdAggregate, id).lines.filter((line) => line.sku === item));
};
export const waitingFor = (stage: Stage, id: string, item: string) => orderOf(stage, id).waiting[item] ?? 0;

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
export type Rule = (seen: Seen) => boolean;

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
export function keeps(rule: Rule, operations: readonly Command[]): boolean {
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

export const sum = (list: readonly { readonly quantity: number }[]) =>
  list.reduce((total, { quantity }) => total + quantity, 0);
export const everywhere = (stage: Stage, holds: (item: string, code: string, buckets: Buckets) => boolean) =>
  SKUS.every((item) => PLACES.every((code) => holds(item, code, stockOf(stage, item).warehouses[code]!)));
