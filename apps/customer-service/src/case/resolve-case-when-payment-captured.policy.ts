import { notPersonal, orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import { CAPTURE_FAILED } from './open-case-when-capture-failed.policy';
import type { ResolveOrderCase } from './resolve-order-case.decider';

export const resolveCaseWhenPaymentCaptured = policy(
  'customer-service.resolve-case-when-payment-captured',
  orderEvents,
  {
    PaymentCaptured: ({ data: { orderId, fulfilmentId } }): ResolveOrderCase[] => {
      if (fulfilmentId === undefined) return [];
      const outcome = notPersonal(`The parcel ${fulfilmentId} is paid.`);
      return [{ type: 'ResolveOrderCase', data: { orderId, kind: CAPTURE_FAILED, matter: fulfilmentId, outcome } }];
    },
  },
);
