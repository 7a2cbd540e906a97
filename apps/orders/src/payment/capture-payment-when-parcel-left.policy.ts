import { creditsMinor } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import { ParcelLeft } from '../order/order.aggregate';
import type { CapturePayment } from './capture';

export const capturePaymentWhenParcelLeft = policy(
  'orders.capture-payment-when-parcel-left',
  { ParcelLeft },
  {
    ParcelLeft: ({ data }): CapturePayment[] => {
      const { orderId, customerId, fulfilmentId, totalMinor, currency, paymentMethod, credits } = data;
      const amountMinor = data.amountMinor - (credits ? creditsMinor(credits) : 0);
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
