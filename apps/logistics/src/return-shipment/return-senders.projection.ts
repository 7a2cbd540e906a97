import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText } from '@concord/service';
import { Entity } from 'typeorm';
import { ReturnShipmentExpected } from './return-shipment.aggregate';

/** Whose return a parcel is: its customer prints the label. No list shows it. */
@Entity('return_sender_view')
export class ReturnSenderRow {
  @RowKeyText()
  returnId!: string;

  @RowText({ nullable: true })
  customerId: string | null = null;
}

export const returnSenders = projection(
  'logistics.return-senders',
  { ReturnShipmentExpected },
  ReturnSenderRow,
  ({ data }) => ({ returnId: data.returnId }),
  { ReturnShipmentExpected: (row, { data: { customerId = null } }) => ({ ...row, customerId }) },
);
