/** What this service says without an order is of all warehouses: callers who are limited to some do not see it. */
export const SUMS_OVER_WAREHOUSES = 'inventory';
