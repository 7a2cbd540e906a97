import { policy } from '@concord/event-sourcing';
import { ParcelLeft } from '../order/order.aggregate';
import type { CapturePayment } from './capture';

export const capturePaymentWhenParcelLeft = policy(
  'orders.capture-payment-when-parcel-left',
  { ParcelLeft },
  {
    ParcelLeft: ({ data }): CapturePayment[] => {
      const { orderId, customerId, fulfilmentId, amountMinor, totalMinor, currency, paymentMethod } = data;
      const parcel = {
        orderId,
        ...(customerId !== undefined && { customerId }),
        fulfilmentId,
        amountMinor,
        totalMinor,
      };
      return [{ type: 'CapturePayment', data: { ...parcel, currency, paymentMethod } }];
    },
  },
);
