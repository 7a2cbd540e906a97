import { event, lookup, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import {
  AvailabilityChanged,
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

/** All units of one SKU, over all warehouses, so that one decision knows what can be sold. */
export interface StockItem {
  readonly warehouses: Warehouses;
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
    incoming: [],
    broughtBy: {},
    lowUnitsMax: null,
    isLow: false,
    notices: 'calm',
    announced: null,
  },
  shapeVersion: 8,

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
