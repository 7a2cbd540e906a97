import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { type GradedLine, RECEIPT_STATUSES, receiptEvents } from './return-receipt.aggregate';

/** A return parcel that has arrived, or is on its way. */
@Entity('return_receipt_view')
@Index(['status'])
export class ReturnReceiptRow {
  @RowKeyText()
  returnId!: string;

  @RowText({ nullable: true })
  orderId: string | null = null;

  @RowOneOf(RECEIPT_STATUSES)
  status: string = 'expected';

  @RowText({ nullable: true })
  warehouse: string | null = null;

  @RowText({ nullable: true, description: 'The warehouse at which the parcel is to arrive.' })
  toWarehouse: string | null = null;

  @RowList({ lineId: 'text', sku: 'text', quantity: 'whole' }, { description: 'The expected units, by line.' })
  lines: { lineId: string; sku: string; quantity: number }[] = [];

  @RowList(
    { lineId: 'text', sku: 'text', grade: 'text', quantity: 'whole' },
    { description: 'The inspected units, with their grades.' },
  )
  graded: GradedLine[] = [];
}

export const returnReceipts = projection(
  'inventory.return-receipts',
  receiptEvents,
  ReturnReceiptRow,
  ({ data }) => ({ returnId: data.returnId }),
  {
    ReturnExpected: (row, { data: { orderId, lines, toWarehouse = null } }) => ({
      ...row,
      orderId,
      lines,
      toWarehouse,
      status: 'expected',
    }),
    ReturnReceiptCalledOff: (row, { data: { because } }) => ({ ...row, status: because }),
    ReturnParcelNoted: (row, { data: { warehouse } }) => ({ ...row, warehouse, status: 'noted' }),
    ReturnArrived: (row, { data: { orderId, lines, warehouse } }) => ({
      ...row,
      orderId,
      lines,
      warehouse,
      status: 'arrived',
    }),
    ReturnReceiptMoved: (row, { data: { warehouse } }) => ({ ...row, warehouse }),
    ReturnArrivalKept: (row) => row,
    ReturnLineGraded: (row, { data: { lineId, sku, grade, quantity } }) => ({
      ...row,
      graded: [...row.graded, { lineId, sku, grade, quantity }],
    }),
    ReturnReceiptClosed: (row) => ({ ...row, status: 'closed' }),
  },
  { version: 2 },
);
