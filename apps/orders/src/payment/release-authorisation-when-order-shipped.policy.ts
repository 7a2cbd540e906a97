import { OrderShipped } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ReleaseAuthorisation } from './payment.decider';

export const releaseAuthorisationWhenOrderShipped = policy(
  'orders.release-authorisation-when-order-shipped',
  { OrderShipped },
  {
    // The capture of the last parcel is requested before: `ParcelLeft` precedes in the stream.
    OrderShipped: ({ data: { orderId } }): ReleaseAuthorisation[] => [
      { type: 'ReleaseAuthorisation', data: { orderId, reason: 'The last parcel has left.' } },
    ],
  },
);
