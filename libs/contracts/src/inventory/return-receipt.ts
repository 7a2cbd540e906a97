import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf, Sku, Units, WarehouseCode } from '../fields';

const event = publishedBy('inventory');

/** A as new, B opened, C damaged, D unusable, M missing, W another item came back. */
export const Grade = OneOf('A', 'B', 'C', 'D', 'M', 'W');

/** A return parcel has arrived and waits for inspection. */
export const ReturnArrived = event('ReturnArrived', 1, {
  returnId: Id,
  orderId: Id,
  warehouse: WarehouseCode,
  lines: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units })),
});

/** Returned units were inspected. Grade A is for sale again at `restockedTo`. */
export const ReturnLineGraded = event('ReturnLineGraded', 1, {
  returnId: Id,
  orderId: Id,
  lineId: Id,
  sku: Sku,
  quantity: Units,
  grade: Grade,
  disposition: OneOf('restock', 'quality', 'damaged', 'write-off', 'none'),
  restockedTo: Type.Optional(WarehouseCode),
});

/** Every unit of a return parcel is graded: orders settles the return. */
export const ReturnReceiptClosed = event('ReturnReceiptClosed', 1, {
  returnId: Id,
  orderId: Id,
  graded: Type.Array(Type.Object({ lineId: Id, sku: Sku, grade: Grade, quantity: Units })),
});

/**
 * Logistics corrected the place of a return parcel after its inspection had begun: the parcel is where it was graded, and
 * logistics takes its correction back.
 */
export const ReturnArrivalKept = event('ReturnArrivalKept', 1, {
  returnId: Id,
  orderId: Id,
  warehouse: WarehouseCode,
});
