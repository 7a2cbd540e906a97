/** What a browser remembers of an order that it sends, until it knows what became of it. */
export interface Placing {
  readonly cartId: string;
  /** The whole request: another request is another order. */
  readonly request: string;
  /** The Idempotency-Key under which it was sent. */
  readonly key: string;
}

/** Where a page keeps it: a page that was loaded again still knows the key. */
export type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const NAME = 'concord-shop-placing';

/** The order of which nobody knows yet whether it was placed. */
export function unsettledIn(kept: Kept): Placing | undefined {
  const text = kept.getItem(NAME);
  return text === null ? undefined : (JSON.parse(text) as Placing);
}

/**
 * The key for a request: that of before where the same was sent and never answered, so that an order whose answer was
 * lost is not placed twice.
 */
export function keyFor<Body extends { readonly cartId: string }>(body: Body, kept: Kept, newKey: () => string): string {
  const request = JSON.stringify(body);
  const before = unsettledIn(kept);
  if (before?.request === request) return before.key;
  const placing: Placing = { cartId: body.cartId, request, key: newKey() };
  kept.setItem(NAME, JSON.stringify(placing));
  return placing.key;
}

/** The order was placed or refused: a repetition is meant to be another one. */
export function settle(kept: Kept): void {
  kept.removeItem(NAME);
}
