import { OrderPlaced } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { OrderChannelRow } from '@concord/service';

/** Callers may be limited to sales channels: what is told of an order is theirs where its channel is. */
export const orderChannels = projection(
  'oversight.order-channels',
  { OrderPlaced },
  OrderChannelRow,
  ({ data }) => ({ orderId: data.orderId }),
  { OrderPlaced: (row, { data: { channel } }) => ({ ...row, channel }) },
);
