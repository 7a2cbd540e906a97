import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Currency, Id, Minor, OneOf, ShortText, Sku, Time, Units, UnitsOrNone, WarehouseCode } from '../fields';
import { Grade } from '../inventory/return-receipt';
import { RETURN_REASON_CODES } from '../return-reasons';
import { Personal } from '../personal';

const event = publishedBy('orders');

/**
 * Lines of a return: units of order lines. `reason` is the customer's text, sealed. `reasonCode` is the chosen reason, which
 * says who answers for the return; it is absent where none was chosen.
 */
export const ReturnLine = Type.Object({
  lineId: Id,
  sku: Sku,
  quantity: Units,
  reason: Personal('note'),
  reasonCode: Type.Optional(OneOf(...RETURN_REASON_CODES)),
});

/** A person took units back after the return period: who, and why. The reason is the person's text, sealed. */
export const BeyondWindow = Type.Object({ allowedBy: Id, reason: Personal('note') });

/**
 * Units may come back. Logistics expects a parcel, inventory an inspection. `beyondWindow` stands where the return period
 * was over.
 */
export const ReturnAuthorised = event(
  'ReturnAuthorised',
  4,
  {
    returnId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    lines: Type.Array(ReturnLine),
    deadline: Time,
    toWarehouse: WarehouseCode,
    beyondWindow: Type.Optional(BeyondWindow),
  },
  { 1: (data: object) => data, 2: (data: object) => data, 3: (data: object) => data },
);

/** A return is not possible; the desk tells the customer why. */
export const ReturnRejected = event('ReturnRejected', 1, {
  returnId: Id,
  orderId: Id,
  customerId: Type.Optional(Id),
  reason: ShortText,
  detail: ShortText,
});

/**
 * A return was cancelled before its parcel arrived: another return may name its units. `rejectedByShop` stands where the
 * shop withdrew its authorisation: should the parcel come all the same, a person decides what is refunded.
 */
export const ReturnCancelled = event(
  'ReturnCancelled',
  3,
  {
    returnId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    reason: Personal('note'),
    rejectedByShop: Type.Optional(Type.Literal(true)),
  },
  { 1: (data: object) => data, 2: (data: object) => data },
);

/** No parcel came before the deadline of a return: another return may name its units. */
export const ReturnExpired = event('ReturnExpired', 1, { returnId: Id, orderId: Id, customerId: Type.Optional(Id) });

/** A person must decide the refund for these units of a return. Customer-service opens a case. */
export const ReturnDecisionNeeded = event(
  'ReturnDecisionNeeded',
  2,
  {
    returnId: Id,
    orderId: Id,
    customerId: Type.Optional(Id),
    lines: Type.Array(Type.Object({ lineId: Id, sku: Sku, grade: Grade, quantity: Units, reason: Personal('note') })),
  },
  { 1: (data: object) => data },
);

/** A person decided the refund for units of a return. */
export const ReturnDecided = event(
  'ReturnDecided',
  2,
  {
    returnId: Id,
    orderId: Id,
    lines: Type.Array(Type.Object({ lineId: Id, quantity: Units, percent: UnitsOrNone, refundMinor: Minor })),
    refundMinor: Minor,
    currency: Currency,
    reason: Personal('note'),
  },
  { 1: (data: object) => data },
);

/**
 * The inspection is complete and the refund is decided, except for units that a person must decide on
 * (`ReturnDecisionNeeded`): `isUndecided` marks them. Shipping that goes back with the last goods is a line of its own, of
 * grade A.
 */
export const ReturnSettled = event(
  'ReturnSettled',
  2,
  {
    returnId: Id,
    orderId: Id,
    refundMinor: Minor,
    currency: Currency,
    byGrade: Type.Array(
      Type.Object({
        lineId: Id,
        sku: Sku,
        grade: Grade,
        quantity: Units,
        refundMinor: Minor,
        isUndecided: Type.Optional(Type.Literal(true)),
      }),
    ),
  },
  { 1: (data: object) => data },
);
