import { ladder } from '@concord/event-sourcing';

/** The statuses of an order, as orders names them. */
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

// A parcel that had left when the order was cancelled wins: the order counts as sent.
const course = ladder(['pending', 'confirmed', 'cancelled', 'partially_shipped', 'shipped', 'delivered', 'rejected']);

/** The status after the news `next`: it never goes back, in whatever order the news comes. */
export const furtherOf = (status: OrderStatus, next: OrderStatus): OrderStatus => course.further(status, next);
