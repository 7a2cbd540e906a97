import { policy } from '@concord/event-sourcing';
import { ParcelLeft } from '../order/order.aggregate';
import type { CapturePayment } from './payment.decider';

export const capturePaymentWhenParcelLeft = policy(
  'orders.capture-payment-when-parcel-left',
  { ParcelLeft },
  {
    ParcelLeft: ({
      data: { orderId, fulfilmentId, amountMinor, totalMinor, currency, paymentMethod },
    }): CapturePayment[] => [
      {
        type: 'CapturePayment',
        data: { orderId, fulfilmentId, amountMinor, totalMinor, currency, paymentMethod },
      },
    ],
  },
);
