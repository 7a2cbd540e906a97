import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Sku, Time, Units, UnitsOrNone, WarehouseCode } from '../fields';
import { Grade } from '../inventory/return-receipt';
import { RETURN_REASON_CODES } from '../return-reasons';

const event = publishedBy('orders');

/**
 * Lines of a return: units of order lines. `reason` is what the customer says, `reasonCode` one of the list: it says who
 * answers for the return. It is absent where nobody chose one.
 */
export const ReturnLine = Type.Object({
  lineId: Id,
  sku: Sku,
  quantity: Units,
  reason: ShortText,
  reasonCode: Type.Optional(OneOf(...RETURN_REASON_CODES)),
});

/** Units may come back. Logistics expects a parcel, inventory an inspection. */
export const ReturnAuthorised = event(
  'ReturnAuthorised',
  2,
  {
    returnId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    lines: Type.Array(ReturnLine),
    deadline: Time,
    toWarehouse: WarehouseCode,
  },
  { 1: (data: object) => data },
);

/** A return is not possible; the desk tells the customer why. */
export const ReturnRejected = event('ReturnRejected', 1, {
  returnId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  reason: ShortText,
  detail: ShortText,
});

/** A return was called off before its parcel arrived: its units may be asked back anew. */
export const ReturnCancelled = event('ReturnCancelled', 1, {
  returnId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  reason: ShortText,
});

/** No parcel came until the deadline of a return: its units may be asked back anew. */
export const ReturnExpired = event('ReturnExpired', 1, { returnId: Id, orderId: Id, customerId: Type.Optional(Id) });

/** A person must say what goes back for these units of a return. Customer-service opens a case. */
export const ReturnDecisionNeeded = event('ReturnDecisionNeeded', 1, {
  returnId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  lines: Type.Array(Type.Object({ lineId: Id, sku: Sku, grade: Grade, quantity: Units, reason: ShortText })),
});

/** A person said what goes back for units of a return. */
export const ReturnDecided = event('ReturnDecided', 1, {
  returnId: Id,
  orderId: Id,
  lines: Type.Array(Type.Object({ lineId: Id, quantity: Units, percent: UnitsOrNone, refundMinor: Minor })),
  refundMinor: Minor,
  currency: Currency,
  reason: ShortText,
});

/** Grades are in and the money is decided, but for units that a person must decide on (`ReturnDecisionNeeded`). */
export const ReturnSettled = event('ReturnSettled', 1, {
  returnId: Id,
  orderId: Id,
  refundMinor: Minor,
  currency: Currency,
  byGrade: Type.Array(Type.Object({ lineId: Id, sku: Sku, grade: Grade, quantity: Units, refundMinor: Minor })),
});
