import { OrderPlaced, type Personal } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowObject, RowText, type SealedAddress } from '@concord/service';
import { Entity, Index } from 'typeorm';

const SEALED_ADDRESS = { country: 'text', 'postcode?': 'text', 'address?': 'text' } as const;

/** Who gets an order and its invoice, and how they are reached. Apart from the page, which is written again and again. */
@Entity('order_recipient_view')
@Index(['customerId'])
export class OrderRecipientRow {
  @RowKeyText()
  orderId!: string;

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowObject(SEALED_ADDRESS)
  shipTo: SealedAddress = { country: '' };

  @RowObject(SEALED_ADDRESS, { nullable: true })
  billTo: SealedAddress | null = null;

  @RowText({ nullable: true })
  contact: Personal | null = null;
}

export const orderRecipients = projection(
  'customer-service.order-recipients',
  { OrderPlaced },
  OrderRecipientRow,
  ({ data }) => ({ orderId: data.orderId }),
  {
    OrderPlaced: (row, { data: { customerId = null, shipTo, billTo = null, contact = null } }) => ({
      ...row,
      customerId,
      shipTo,
      billTo,
      contact,
    }),
  },
);
