import { OrderBackorderFilled, OrderConfirmed, OrderPlaced, OrderReallocated } from '@concord/contracts';
import { projection, type EventFrom, type Projection } from '@concord/event-sourcing';
import { Entity, Index } from 'typeorm';
import { mirrors, type Mirror } from '../audit/facts';
import { RowKeyText, RowList, RowText } from '../row';

/**
 * The sales channel, the customer and the warehouses of an order, in a service that shows parts of orders: callers may be
 * limited to some of them.
 */
@Entity('order_channel_view')
// Guests have no customer.
@Index(['customerId'], { where: '"customer_id" is not null' })
export class OrderChannelRow {
  @RowKeyText()
  orderId!: string;

  @RowText()
  channel: string = '';

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowList('text', { description: 'Every warehouse that sends units of the order, or was to send some.' })
  warehouses: readonly string[] = [];
}

const placed = (row: OrderChannelRow, { data }: EventFrom<typeof OrderPlaced>): OrderChannelRow => {
  return { ...row, channel: data.channel, customerId: data.customerId ?? null };
};

/** A warehouse that has known an order goes on knowing it. */
const sentFrom = (
  row: OrderChannelRow,
  { data: { allocations } }: { readonly data: { readonly allocations: readonly { readonly warehouse: string }[] } },
): OrderChannelRow => {
  const warehouses = new Set([...row.warehouses, ...allocations.map(({ warehouse }) => warehouse)]);
  return { ...row, warehouses: [...warehouses].toSorted() };
};

/** The orders as a service knows them whose parts lie in warehouses of their own, as parcels do: with their channels. */
export const orderChannelsOf = (service: string) =>
  projection(`${service}.order-channels`, { OrderPlaced }, OrderChannelRow, ({ data }) => ({ orderId: data.orderId }), {
    OrderPlaced: placed,
  });

/** The orders as a service knows them that shows them to those who send them: with the warehouses too. */
export const ownOrdersOf = (service: string) =>
  projection(
    `${service}.order-channels`,
    { OrderPlaced, OrderConfirmed, OrderReallocated, OrderBackorderFilled },
    OrderChannelRow,
    ({ data }) => ({ orderId: data.orderId }),
    {
      OrderPlaced: placed,
      OrderConfirmed: sentFrom,
      OrderReallocated: sentFrom,
      OrderBackorderFilled: sentFrom,
    },
  );

/** What these services repeat of orders. */
export const orderChannelsMirror = (orders: Projection<OrderChannelRow>): Mirror =>
  mirrors('orders.orders', orders, 'orderId', ({ channel, customerId }) => ({ channel, customerId }));
