import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { isRefusal, type Orders } from '@concord/client';
import { queries } from '../queries';
import { channelOf, useSession, type Session } from '../session/session';
import { shop } from '../shop';
import { homeAddress } from './home-address';
import { isHoldAwaited } from './hold-state';
import { keptGuestBasket, keepGuestBasket, type KeptBasket } from './guest-basket';

export type Basket = Orders.Cart;

export const BASKET = ['basket'];
/** Inventory answers a moment after a change. */
const HOLD_ANSWER_MS = 700;

/** The open basket of the customer; null where there is none yet. */
export function useBasket() {
  const session = useSession();
  return useQuery({
    queryKey: BASKET,
    queryFn: ({ signal }) => loadBasket(session, signal),
    enabled: session.customerId !== undefined,
    refetchInterval: ({ state: { data } }) => (data && isHoldAwaited(data, Date.now()) ? HOLD_ANSWER_MS : false),
  });
}

/** The basket goes on wherever the customer is; that of the guest who signs in is taken in. */
async function loadBasket(session: Session, signal?: AbortSignal): Promise<Basket | null> {
  const own = await openBasket(signal);
  if (session.guest) {
    if (own && own.lines.length > 0) keepGuestBasket(own);
    return own;
  }
  const ofGuest = keptGuestBasket();
  if (!ofGuest) return own;
  const merged = await merge(ofGuest, own, session).catch((error: unknown) => {
    // Ordered meanwhile, over, or of another sales channel: there is nothing to take in.
    if (isRefusal(error)) return own;
    throw error;
  });
  keepGuestBasket(undefined);
  return merged;
}

async function openBasket(signal?: AbortSignal): Promise<Basket | null> {
  const query = { status: 'open' as const, limit: 1 };
  const { data } = await shop.orders.get('/v1/carts', { query, ...(signal && { signal }) });
  return data.items[0] ?? null;
}

async function merge({ cartId: fromCartId, currency }: KeptBasket, own: Basket | null, session: Session) {
  const { cartId } = own ?? (await beginBasket(session, currency));
  const path = { cartId };
  return (await shop.orders.post('/v1/carts/{cartId}/merge', { path, body: { fromCartId } })).data;
}

/** Another basket. It knows its country from the start, so that its total is known too. */
async function beginBasket(session: Session, currency: string): Promise<Basket> {
  const body = { currency: currency as Orders.CreateCartRequest['currency'], channel: channelOf(session) };
  const [{ data }, address] = await Promise.all([shop.orders.post('/v1/carts', { body }), homeAddress(session)]);
  const path = { cartId: data.cartId };
  return (await shop.orders.put('/v1/carts/{cartId}/address', { path, body: address })).data;
}

/** Puts units into the basket, and begins one where there is none. */
export function useAddLine() {
  const session = useSession();
  return useChange(async (basket, wanted: { sku: string; quantity: number; currency: string }) => {
    const { sku, quantity, currency } = wanted;
    const { cartId } = basket ?? (await beginBasket(session, currency));
    return (await shop.orders.post('/v1/carts/{cartId}/lines', { path: { cartId }, body: { sku, quantity } })).data;
  });
}

/** A change of the basket: what it answers is the basket from then on, and its total is asked for again. */
export function useChange<Wanted>(change: (basket: Basket | null, wanted: Wanted) => Promise<Basket>) {
  const client = useQueryClient();
  const session = useSession();
  return useMutation({
    // One after the other: each change starts from what the one before left.
    scope: { id: 'basket' },
    mutationFn: async (wanted: Wanted) => {
      const known = client.getQueryData<Basket | null>(BASKET);
      return change(known ?? (await loadBasket(session)), wanted);
    },
    onSuccess: (basket) => {
      if (session.guest && basket.lines.length > 0) keepGuestBasket(basket);
      client.setQueryData(BASKET, basket);
      return quoteAgain(client);
    },
  });
}

/** A change of the basket that there is. */
export const useOwnChange = <Wanted>(change: (basket: Basket, wanted: Wanted) => Promise<{ data: Basket }>) =>
  useChange<Wanted>(async (basket, wanted) => {
    if (!basket) throw new Error('There is no basket to change.');
    return (await change(basket, wanted)).data;
  });

export const QUOTE = ['quote'];
/** A quote holds for longer; a basket that was left alone is quoted again. */
const QUOTE_STALE_MS = 5 * 60_000;

/** Asks for another quote, where somebody looks at one. */
export const quoteAgain = (client: QueryClient = queries) => client.invalidateQueries({ queryKey: QUOTE });

/** What the basket costs, in the words of the service that will charge it. The screen computes no amount. */
export function useQuote(basket: Basket | null | undefined) {
  const cartId = basket?.cartId ?? '';
  return useQuery({
    queryKey: [...QUOTE, cartId],
    queryFn: async ({ signal }) =>
      (await shop.orders.post('/v1/carts/{cartId}/quote', { path: { cartId }, signal })).data,
    enabled: basket !== null && basket !== undefined && basket.lines.length > 0 && basket.shipTo !== null,
    staleTime: QUOTE_STALE_MS,
    throwOnError: false,
  });
}
