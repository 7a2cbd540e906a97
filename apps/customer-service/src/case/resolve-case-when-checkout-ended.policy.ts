import { notPersonal, orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ResolveOrderCase } from './resolve-order-case.decider';

const resolve = (orderId: string, outcome: string): ResolveOrderCase[] => [
  { type: 'ResolveOrderCase', data: { orderId, kind: 'checkout-stuck', outcome: notPersonal(outcome) } },
];

export const resolveCaseWhenCheckoutEnded = policy('customer-service.resolve-case-when-checkout-ended', orderEvents, {
  OrderConfirmed: ({ data: { orderId } }) => resolve(orderId, 'The checkout went on: the order is confirmed.'),
  OrderRejected: ({ data: { orderId } }) => resolve(orderId, 'The checkout ended: the order was rejected.'),
  OrderCancelled: ({ data: { orderId } }) => resolve(orderId, 'The checkout ended: the order was cancelled.'),
});
