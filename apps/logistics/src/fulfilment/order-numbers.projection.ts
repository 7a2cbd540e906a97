import { numberOf, orderEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText } from '@concord/service';
import { Entity, Index } from 'typeorm';

/** What people call an order: papers print it, and it is what a warehouse reads on a parcel that comes back. */
@Entity('order_number_view')
@Index(['number'])
@Index(['reference'], { where: `"reference" is not null` })
export class OrderNumberRow {
  @RowKeyText()
  orderId!: string;

  @RowText({ description: 'The end of its id.' })
  number: string = '';

  @RowText({ nullable: true, description: "The shop's own number." })
  reference: string | null = null;
}

export const orderNumbers = projection(
  'logistics.order-numbers',
  orderEvents,
  OrderNumberRow,
  ({ data }) => ({ orderId: (data as { orderId: string }).orderId }),
  {
    OrderPlaced: (row, { data: { orderId, reference = null } }) => ({ ...row, number: numberOf(orderId), reference }),
  },
);
