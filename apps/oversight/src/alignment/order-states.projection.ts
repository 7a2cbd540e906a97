import { orderEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList } from '@concord/service';
import { Entity } from 'typeorm';

const { OrderPlaced, OrderConfirmed, OrderRejected, OrderCancelled } = orderEvents;
const { OrderPartiallyShipped, OrderShipped, OrderDelivered } = orderEvents;

/** Where an order stood on its ladder, from one step to the next. */
@Entity('order_state_view')
export class OrderStateRow {
  @RowKeyText()
  orderId!: string;

  @RowList({ at: 'moment', status: 'text' })
  steps: readonly { readonly at: string; readonly status: string }[] = [];
}

type Happened = { readonly occurredAt: string };
const reached =
  (status: string) =>
  (row: OrderStateRow, { occurredAt: at }: Happened) => ({
    ...row,
    steps: [...row.steps, { at, status }],
  });

export const orderStates = projection(
  'oversight.order-states',
  {
    OrderPlaced,
    OrderConfirmed,
    OrderRejected,
    OrderCancelled,
    OrderPartiallyShipped,
    OrderShipped,
    OrderDelivered,
  },
  OrderStateRow,
  ({ data: { orderId } }) => ({ orderId }),
  {
    OrderPlaced: reached('pending'),
    OrderConfirmed: reached('confirmed'),
    OrderRejected: reached('rejected'),
    OrderCancelled: reached('cancelled'),
    OrderPartiallyShipped: reached('partially_shipped'),
    OrderShipped: reached('shipped'),
    OrderDelivered: reached('delivered'),
  },
  { tracksChanges: true },
);
