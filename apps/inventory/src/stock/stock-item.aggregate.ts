import { event, lookup, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import {
  AvailabilityChanged,
  BackorderPolicySet,
  fields,
  LowStockDetected,
  RestockExpected,
  StockAdjusted,
  StockOversold,
  StockReceived,
  StockRecovered,
  StockReturnedToSupplier,
  StockWrittenOff,
  UnitsReturned,
  UnitsSoldAs,
  UnitsTakenOver,
} from '@concord/contracts';
import { Type } from 'typebox';
import { emptyAt, put, shift, type Warehouses } from './buckets';
import { withOrder, type Incoming } from './incoming';

const takes = Type.Array(Type.Object({ warehouse: fields.WarehouseCode, quantity: fields.Units }));

/** From now on another warehouse keeps the SKU. */
export const StockLocationAdded = event('StockLocationAdded', 1, {
  warehouse: fields.WarehouseCode,
  sells: Type.Boolean(),
});
/** From now on the units at a warehouse can be ordered, or no longer. */
export const StockLocationChanged = event('StockLocationChanged', 1, {
  warehouse: fields.WarehouseCode,
  sells: Type.Boolean(),
});
/** Units are reserved for an order. */
export const UnitsReserved = event('UnitsReserved', 1, { sku: fields.Sku, orderId: fields.Id, takes });
/** Units of an order are for sale again. */
export const UnitsReleased = event('UnitsReleased', 1, { sku: fields.Sku, orderId: fields.Id, takes });
/** Reserved units left the warehouse. */
export const UnitsShipped = event('UnitsShipped', 1, {
  sku: fields.Sku,
  orderId: fields.Id,
  fulfilmentId: fields.Id,
  takes,
});
/** Units are held for a basket. `held` is a bucket of the SKU over all warehouses. */
export const UnitsHeld = event('UnitsHeld', 1, { sku: fields.Sku, holdId: fields.Id, quantity: fields.Units });
/** Units are no longer held for a basket. */
export const UnitsUnheld = event('UnitsUnheld', 1, { sku: fields.Sku, holdId: fields.Id, quantity: fields.Units });
/** Units of an order wait for goods. */
export const UnitsBackordered = event('UnitsBackordered', 1, {
  sku: fields.Sku,
  orderId: fields.Id,
  quantity: fields.Units,
  promisedAt: fields.Time,
  orderedAt: fields.Time,
});
/** The date of waiting units moved. Without `promisedAt` nobody knows when goods come. */
export const WaitingUnitsPromised = event('WaitingUnitsPromised', 1, {
  sku: fields.Sku,
  orderId: fields.Id,
  promisedAt: Type.Optional(fields.Time),
});
/** Units of an order no longer wait: goods came for them, or nobody wants them. */
export const BackorderReduced = event('BackorderReduced', 1, {
  sku: fields.Sku,
  orderId: fields.Id,
  quantity: fields.Units,
  cause: fields.OneOf('filled', 'ended'),
});
/** A second look moved units to another bucket. */
export const UnitsMoved = event('UnitsMoved', 1, {
  sku: fields.Sku,
  warehouse: fields.WarehouseCode,
  from: fields.OneOf('quality', 'damaged', 'refurb'),
  to: fields.OneOf('available', 'refurb'),
  quantity: fields.Units,
  cause: fields.ShortText,
});
/** Stock is low at this many sellable units or fewer. */
export const ThresholdsSet = event('ThresholdsSet', 1, { sku: fields.Sku, lowUnitsMax: fields.UnitsOrNone });

/** A supplier cancelled announced units. Other services hear of it by a `RestockExpected` with 0 units. */
export const RestockWithdrawn = event('RestockWithdrawn', 1, {
  sku: fields.Sku,
  purchaseOrderId: fields.Id,
  quantity: fields.Units,
  reason: fields.ShortText,
});
/** Stock has stopped flickering around its threshold: the next crossing is announced at once again. */
export const NoticesCalmed = event('NoticesCalmed', 1, { sku: fields.Sku });

/** Everything that happens to a SKU's stock. */
export const stockEvents = {
  StockLocationAdded,
  StockLocationChanged,
  StockReceived,
  StockAdjusted,
  UnitsReserved,
  UnitsReleased,
  StockOversold,
  UnitsShipped,
  UnitsHeld,
  UnitsUnheld,
  BackorderPolicySet,
  UnitsBackordered,
  WaitingUnitsPromised,
  BackorderReduced,
  UnitsReturned,
  UnitsMoved,
  UnitsSoldAs,
  UnitsTakenOver,
  StockWrittenOff,
  StockReturnedToSupplier,
  ThresholdsSet,
  AvailabilityChanged,
  LowStockDetected,
  StockRecovered,
  RestockExpected,
  RestockWithdrawn,
  NoticesCalmed,
};

export type StockEvent = EventFrom<(typeof stockEvents)[keyof typeof stockEvents]>;

/** Units of an order that wait for goods. */
export interface Backordered {
  readonly orderId: string;
  readonly quantity: number;
  /** Null where nobody knows when goods come. */
  readonly promisedAt: string | null;
  /** The date that was promised first decides whose turn it is: nobody loses it because goods are late. */
  readonly firstPromisedAt: string;
  readonly orderedAt: string;
}

/** All units of one SKU, over all warehouses, so that one decision knows what can be sold. */
export interface StockItem {
  readonly warehouses: Warehouses;
  /** Units that baskets hold, over all warehouses. Which basket holds how many stands in the streams of the holds. */
  readonly held: number;
  /** Units that may wait at the same time, and the promised date; null where nothing may. */
  readonly backorder: { readonly capUnits: number; readonly promisedAt: string } | null;
  /** In the order in which they are filled: the oldest first promise, then the oldest order. */
  readonly backordered: readonly Backordered[];
  readonly incoming: readonly Incoming[];
  /** The received units of each purchase order that was ever announced for the SKU. */
  readonly broughtBy: Readonly<Record<string, number>>;
  /** The SKU's own threshold; null where it goes by that of the shop. */
  readonly lowUnitsMax: number | null;
  readonly isLow: boolean;
  /**
   * Calm: the next crossing of the threshold is announced at once, and begins an episode. Episode: the crossing back is
   * announced too. Muted: nothing is announced until stock is looked at again. So stock that flickers is one episode
   * and not a hundred.
   */
  readonly notices: 'calm' | 'episode' | 'muted';
  /** The last level that subscribers heard. */
  readonly announced: { readonly sellable: number; readonly level: string } | null;
}

/** State and events; joint decisions (receive, adjust, reserve, ship, grade) append to it too. */
export const stockItemAggregate: Aggregate<StockEvent, StockItem> = {
  kind: 'stock-item',
  events: stockEvents,
  initial: {
    warehouses: {},
    held: 0,
    backorder: null,
    backordered: [],
    incoming: [],
    broughtBy: {},
    lowUnitsMax: null,
    isLow: false,
    notices: 'calm',
    announced: null,
  },
  shapeVersion: 11,

  evolve(stock, happened) {
    const { type, data } = happened;
    switch (type) {
      case 'AvailabilityChanged':
        return { ...stock, announced: { sellable: data.sellable, level: data.level } };
      case 'LowStockDetected':
        return { ...stock, isLow: true, notices: afterCrossing(stock) };
      case 'StockRecovered':
        return { ...stock, isLow: false, notices: afterCrossing(stock) };
      case 'NoticesCalmed':
        return { ...stock, notices: 'calm' };
      case 'ThresholdsSet':
        return { ...stock, lowUnitsMax: data.lowUnitsMax };
      case 'UnitsHeld':
        return { ...stock, held: stock.held + data.quantity };
      case 'UnitsUnheld':
        return { ...stock, held: stock.held - data.quantity };
      case 'BackorderPolicySet': {
        const { capUnits, promisedAt } = data;
        return { ...stock, backorder: promisedAt === undefined ? null : { capUnits, promisedAt } };
      }
      case 'UnitsBackordered': {
        const { orderId, quantity, promisedAt, orderedAt } = data;
        const units = { orderId, quantity, promisedAt, firstPromisedAt: promisedAt, orderedAt };
        return { ...stock, backordered: [...stock.backordered, units].toSorted(inTurn) };
      }
      case 'WaitingUnitsPromised': {
        const { orderId, promisedAt = null } = data;
        const promised = stock.backordered.map((units) =>
          units.orderId === orderId ? { ...units, promisedAt } : units,
        );
        return { ...stock, backordered: promised };
      }
      case 'BackorderReduced':
        return { ...stock, backordered: reduced(stock.backordered, data) };
      case 'StockReceived': {
        const { purchaseOrderId, quantity } = data;
        const warehouses = moved(stock.warehouses, happened);
        if (purchaseOrderId === undefined) return { ...stock, warehouses };
        return { ...stock, warehouses, broughtBy: withBrought(stock.broughtBy, purchaseOrderId, quantity) };
      }
      case 'RestockExpected':
        return {
          ...stock,
          incoming: withOrder(stock.incoming, data),
          broughtBy: withBrought(stock.broughtBy, data.purchaseOrderId, 0),
        };
      default:
        return { ...stock, warehouses: moved(stock.warehouses, happened) };
    }
  },
};

/** Moments are ISO 8601 UTC, which sort as text where their precision is the same: they are compared as moments. */
const inTurn = (one: Backordered, other: Backordered) =>
  Date.parse(one.firstPromisedAt) - Date.parse(other.firstPromisedAt) ||
  Date.parse(one.orderedAt) - Date.parse(other.orderedAt) ||
  (one.orderId < other.orderId ? -1 : 1);

const reduced = (backordered: readonly Backordered[], gone: { orderId: string; quantity: number }) =>
  backordered.flatMap((units) => {
    const quantity = units.quantity - (units.orderId === gone.orderId ? gone.quantity : 0);
    return quantity > 0 ? [{ ...units, quantity }] : [];
  });

/** The units of a SKU that orders wait for. */
export const waitingOf = ({ backordered }: Pick<StockItem, 'backordered'>) =>
  backordered.reduce((sum, { quantity }) => sum + quantity, 0);

/** The units that may still wait. A date that has passed cannot be promised. */
export function backorderRoom({ backorder, backordered }: Pick<StockItem, 'backorder' | 'backordered'>, at: string) {
  if (!backorder || Date.parse(backorder.promisedAt) <= Date.parse(at)) return 0;
  return Math.max(0, backorder.capUnits - waitingOf({ backordered }));
}

const withBrought = (broughtBy: StockItem['broughtBy'], purchaseOrderId: string, units: number) => {
  return { ...broughtBy, [purchaseOrderId]: (lookup(broughtBy, purchaseOrderId) ?? 0) + units };
};

const afterCrossing = ({ notices }: StockItem) => (notices === 'calm' ? 'episode' : 'muted');

/** The bucket of the units after an event. */
export function moved(warehouses: Warehouses, { type, data }: StockEvent): Warehouses {
  switch (type) {
    case 'StockLocationAdded':
      return {
        ...warehouses,
        [data.warehouse]: emptyAt(data.sells),
      };
    case 'StockLocationChanged':
      return { ...warehouses, [data.warehouse]: { ...lookup(warehouses, data.warehouse)!, sells: data.sells } };
    case 'StockReceived':
      return put(warehouses, data.warehouse, 'available', data.quantity);
    case 'StockAdjusted':
      return put(warehouses, data.warehouse, 'available', data.delta);
    case 'UnitsReserved':
      return data.takes.reduce((all, t) => shift(all, t.warehouse, 'available', 'reserved', t.quantity), warehouses);
    case 'UnitsReleased':
      return data.takes.reduce((all, t) => shift(all, t.warehouse, 'reserved', 'available', t.quantity), warehouses);
    case 'StockOversold':
      // The parcel takes units out of the reserved ones; the reservations of other orders stay in the books.
      return put(put(warehouses, data.warehouse, 'reserved', data.quantity), data.warehouse, 'oversold', data.quantity);
    case 'UnitsShipped':
      return data.takes.reduce((all, t) => put(all, t.warehouse, 'reserved', -t.quantity), warehouses);
    case 'UnitsReturned':
      return put(warehouses, data.warehouse, data.bucket, data.quantity);
    case 'UnitsMoved':
      return shift(warehouses, data.warehouse, data.from, data.to, data.quantity);
    case 'UnitsSoldAs':
      return put(warehouses, data.warehouse, data.from, -data.quantity);
    case 'UnitsTakenOver':
      return put(warehouses, data.warehouse, 'available', data.quantity);
    case 'StockWrittenOff':
    case 'StockReturnedToSupplier':
      return put(warehouses, data.warehouse, data.bucket, -data.quantity);
    default:
      return warehouses;
  }
}
