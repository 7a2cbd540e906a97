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
const STEPS: Readonly<Record<string, number>> = {
  pending: 0,
  confirmed: 1,
  cancelled: 2,
  partially_shipped: 3,
  shipped: 4,
  delivered: 5,
  rejected: 6,
};

/** Where an order is after it is said to be `next`: it never goes back, in whatever order the words come. */
export const furtherOf = (status: string, next: OrderStatus): string =>
  STEPS[next]! > (STEPS[status] ?? 0) ? next : status;
