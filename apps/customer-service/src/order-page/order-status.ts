import { ladder } from '@concord/event-sourcing';

/** The words of orders for where an order is. */
export const ORDER_STATUSES = [
  'pending',
  'confirmed',
  'partially_shipped',
  'shipped',
  'delivered',
  'rejected',
  'cancelled',
] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

// A parcel that had left when the order was called off wins: the order is sent after all.
const course = ladder(['pending', 'confirmed', 'cancelled', 'partially_shipped', 'shipped', 'delivered', 'rejected']);

/** Where an order is after it is said to be `next`: it never goes back, in whatever order the words come. */
export const furtherOf = (status: OrderStatus, next: OrderStatus): OrderStatus => course.further(status, next);
