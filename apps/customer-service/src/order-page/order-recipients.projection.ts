import { OrderAddressChanged, OrderPlaced, RETURN_WINDOW_DAYS, type Personal } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowObject, RowText, RowWhole, type SealedAddress } from '@concord/service';
import { Entity, Index } from 'typeorm';

const SEALED_ADDRESS = { country: 'text', 'postcode?': 'text', 'address?': 'text' } as const;

/**
 * What hardly changes after the day of an order: the recipient of goods and invoice, and the promised return window. It
 * stands apart from the page, which is written again and again.
 */
@Entity('order_recipient_view')
@Index(['customerId'])
@Index(['firstOrderId'], { where: '"first_order_id" is not null' })
export class OrderRecipientRow {
  @RowKeyText()
  orderId!: string;

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowText({
    nullable: true,
    description: 'The first of the orders that this one follows: a guest is erased with all.',
  })
  firstOrderId: string | null = null;

  @RowObject(SEALED_ADDRESS)
  shipTo: SealedAddress = { country: '' };

  @RowObject(SEALED_ADDRESS, { nullable: true })
  billTo: SealedAddress | null = null;

  @RowText({ nullable: true })
  contact: Personal | null = null;

  @RowWhole({ description: 'Days in which units may come back, as promised on the day of the order.' })
  returnWindowDays: number = RETURN_WINDOW_DAYS.initial;
}

export const orderRecipients = projection(
  'customer-service.order-recipients',
  { OrderPlaced, OrderAddressChanged },
  OrderRecipientRow,
  ({ data }) => ({ orderId: data.orderId }),
  {
    OrderPlaced: (row, { data }) => {
      const { customerId = null, firstOrderId = null, shipTo, billTo = null, contact = null } = data;
      const { returnWindowDays = row.returnWindowDays } = data;
      return { ...row, customerId, firstOrderId, shipTo, billTo, contact, returnWindowDays };
    },
    OrderAddressChanged: (row, { data: { shipTo } }) => ({ ...row, shipTo }),
  },
);
