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

// Rejected and cancelled are ends of their own: the first end that is heard of stays.
const STEPS: Readonly<Record<string, number>> = {
  pending: 0,
  confirmed: 1,
  partially_shipped: 2,
  shipped: 3,
  delivered: 4,
  rejected: 5,
  cancelled: 5,
};

/** Where an order is after it is said to be `next`: it never goes back, in whatever order the words come. */
export const furtherOf = (status: string, next: OrderStatus): string =>
  STEPS[next]! > (STEPS[status] ?? 0) ? next : status;
