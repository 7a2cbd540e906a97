/** The basket of a guest, which a sign-in is to take along. */
export interface KeptBasket {
  readonly cartId: string;
  readonly currency: string;
}

const KEPT = 'concord-shop-guest-basket';

/** The basket that a guest filled in this browser. */
export function keptGuestBasket(): KeptBasket | undefined {
  const text = localStorage.getItem(KEPT);
  return text === null ? undefined : (JSON.parse(text) as KeptBasket);
}

export function keepGuestBasket(basket: KeptBasket | undefined): void {
  if (!basket) return localStorage.removeItem(KEPT);
  const { cartId, currency } = basket;
  localStorage.setItem(KEPT, JSON.stringify({ cartId, currency }));
}
