import { orderEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { OrderChannelRow } from '@concord/service';

/** Callers may be limited to sales channels: what is shown of an order is theirs where its channel is. */
export const orderChannels = projection(
  'logistics.order-channels',
  orderEvents,
  OrderChannelRow,
  ({ data }) => ({ orderId: (data as { orderId: string }).orderId }),
  { OrderPlaced: (row, { data: { channel } }) => ({ ...row, channel }) },
);
