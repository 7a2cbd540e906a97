const ORDER = ['in-stock', 'low', 'out'];

/** A product is available when one of its variants is. */
export const bestOf = (badges: readonly string[]) => ORDER.find((badge) => badges.includes(badge)) ?? 'out';
