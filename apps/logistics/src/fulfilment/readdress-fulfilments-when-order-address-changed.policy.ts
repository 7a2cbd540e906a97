import { orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReaddressFulfilments } from './plan-fulfilments.decider';

export const readdressFulfilmentsWhenOrderAddressChanged = policy(
  'logistics.readdress-fulfilments-when-order-address-changed',
  orderEvents,
  {
    OrderAddressChanged: ({ data: { orderId, shipTo } }): ReaddressFulfilments[] => [
      { type: 'ReaddressFulfilments', data: { orderId, shipTo } },
    ],
  },
);
