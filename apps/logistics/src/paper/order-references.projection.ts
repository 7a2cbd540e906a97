import { orderEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText } from '@concord/service';
import { Entity } from 'typeorm';

/** What the shop calls an order, for papers that people read. */
@Entity('order_reference_view')
export class OrderReferenceRow {
  @RowKeyText()
  orderId!: string;

  @RowText({ nullable: true })
  reference: string | null = null;
}

export const orderReferences = projection(
  'logistics.order-references',
  orderEvents,
  OrderReferenceRow,
  ({ data }) => ({ orderId: (data as { orderId: string }).orderId }),
  { OrderPlaced: (row, { data: { reference = null } }) => ({ ...row, reference }) },
);
