import {
  BackorderCreated,
  BackorderEnded,
  BackorderFilled,
  BackorderPolicySet,
  BackorderPromiseChanged,
} from './inventory/backorder';
import { HoldExpired, HoldExtended, HoldPlaced, HoldRefused, HoldReleased } from './inventory/hold';
import {
  ReservationMoved,
  ReservationReleased,
  StockReservationRejected,
  StockReserved,
  StockShipped,
} from './inventory/reservation';
import { ReturnArrivalKept, ReturnArrived, ReturnLineGraded, ReturnReceiptClosed } from './inventory/return-receipt';
import {
  AvailabilityChanged,
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
} from './inventory/stock';
import { WarehouseConfigured, WarehouseOpened } from './inventory/warehouse';

export * from './inventory/warehouse';
export * from './inventory/stock';
export * from './inventory/hold';
export * from './inventory/backorder';
export * from './inventory/reservation';
export * from './inventory/return-receipt';

/** What inventory publishes on `inventory.events`. */
export const inventoryEvents = {
  WarehouseOpened,
  WarehouseConfigured,
  StockReceived,
  StockAdjusted,
  StockWrittenOff,
  StockReturnedToSupplier,
  UnitsReturned,
  UnitsSoldAs,
  UnitsTakenOver,
  StockReserved,
  StockReservationRejected,
  ReservationReleased,
  ReservationMoved,
  StockShipped,
  StockOversold,
  HoldPlaced,
  HoldRefused,
  HoldExtended,
  HoldReleased,
  HoldExpired,
  BackorderPolicySet,
  BackorderCreated,
  BackorderFilled,
  BackorderPromiseChanged,
  BackorderEnded,
  AvailabilityChanged,
  LowStockDetected,
  StockRecovered,
  RestockExpected,
  ReturnArrived,
  ReturnArrivalKept,
  ReturnLineGraded,
  ReturnReceiptClosed,
};
