import { ReturnArrivalKept, ReturnArrived, ReturnLineGraded, ReturnReceiptClosed, fields } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const line = Type.Object({ lineId: fields.Id, sku: fields.Sku, quantity: fields.Units });

/** Orders said what may come back. Nobody grades a return of their own, so it says whose it is. */
export const ReturnExpected = event(
  'ReturnExpected',
  2,
  {
    returnId: fields.Id,
    orderId: fields.Id,
    customerId: Type.Optional(Type.String({ ...fields.Id, secret: true })),
    toWarehouse: Type.Optional(fields.WarehouseCode),
    lines: Type.Array(line),
  },
  { upcasts: { 1: (data: object) => data } },
);
/**
 * The return was cancelled, or its deadline passed: its parcel is no longer expected. A late parcel is inspected all
 * the same.
 */
export const ReturnReceiptCalledOff = event('ReturnReceiptCalledOff', 1, {
  returnId: fields.Id,
  because: Type.Union([Type.Literal('cancelled'), Type.Literal('expired')]),
});

/** Logistics reported the parcel before orders said what is in it. */
export const ReturnParcelNoted = event('ReturnParcelNoted', 1, {
  returnId: fields.Id,
  warehouse: fields.WarehouseCode,
});

/** The parcel is at another warehouse than its slip said. */
export const ReturnReceiptMoved = event('ReturnReceiptMoved', 1, {
  returnId: fields.Id,
  warehouse: fields.WarehouseCode,
});

/** Everything that happens to a return parcel. */
export const receiptEvents = {
  ReturnExpected,
  ReturnReceiptCalledOff,
  ReturnParcelNoted,
  ReturnArrived,
  ReturnReceiptMoved,
  ReturnArrivalKept,
  ReturnLineGraded,
  ReturnReceiptClosed,
};
export type ReceiptEvent = EventFrom<(typeof receiptEvents)[keyof typeof receiptEvents]>;

export interface ExpectedLine {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
}
export type Letter = 'A' | 'B' | 'C' | 'D' | 'M' | 'W';

export interface GradedLine {
  readonly lineId: string;
  readonly sku: string;
  readonly grade: Letter;
  readonly quantity: number;
}

/** `cancelled` and `expired` are returns whose parcel never came. */
export const RECEIPT_STATUSES = ['expected', 'cancelled', 'expired', 'noted', 'arrived', 'closed'] as const;

export interface ReturnReceipt {
  readonly orderId: string | null;
  /** Null where the order is nobody's. */
  readonly customerId: string | null;
  readonly lines: readonly ExpectedLine[];
  readonly warehouse: string | null;
  readonly status: 'unknown' | (typeof RECEIPT_STATUSES)[number];
  readonly graded: readonly GradedLine[];
}

export const returnReceiptAggregate: Aggregate<ReceiptEvent, ReturnReceipt> = {
  kind: 'return-receipt',
  events: receiptEvents,
  shapeVersion: 2,
  initial: { orderId: null, customerId: null, lines: [], warehouse: null, status: 'unknown', graded: [] },

  evolve(receipt, { type, data }) {
    switch (type) {
      case 'ReturnExpected': {
        const { orderId, customerId = null, lines } = data;
        return { ...receipt, orderId, customerId, lines, status: 'expected' };
      }
      case 'ReturnReceiptCalledOff':
        return { ...receipt, status: data.because };
      case 'ReturnParcelNoted':
        return { ...receipt, warehouse: data.warehouse, status: 'noted' };
      case 'ReturnArrived':
        return { ...receipt, orderId: data.orderId, lines: data.lines, warehouse: data.warehouse, status: 'arrived' };
      case 'ReturnReceiptMoved':
        return { ...receipt, warehouse: data.warehouse };
      case 'ReturnArrivalKept':
        return receipt;
      case 'ReturnLineGraded': {
        const { lineId, sku, grade, quantity } = data;
        return { ...receipt, graded: [...receipt.graded, { lineId, sku, grade, quantity }] };
      }
      case 'ReturnReceiptClosed':
        return { ...receipt, status: 'closed' };
      default:
        return never(type);
    }
  },
};
