import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Orders } from '@concord/client';
import { addressFrom, knownCustomer } from '@concord/client/screens';
import { shop } from '../shop';

export type Basket = Orders.Cart;
export type Address = Orders.CartAddressRequest;

const basketKey = (cartId: string) => ['basket', cartId];
const quoteKey = (cartId: string) => ['basket-quote', cartId];

export const useBasket = (cartId: string | undefined) =>
  useQuery({
    queryKey: basketKey(cartId ?? ''),
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/carts/{cartId}', { path: { cartId: cartId! }, signal })).data,
    enabled: cartId !== undefined,
    meta: { hears: { services: ['inventory'] } },
  });

/** What an order of the basket costs now; it is asked for again after every change. */
export const useQuote = (basket: Basket | undefined) =>
  useQuery({
    queryKey: quoteKey(basket?.cartId ?? ''),
    queryFn: async ({ signal }) =>
      (await shop.orders.post('/v1/carts/{cartId}/quote', { path: { cartId: basket!.cartId }, signal })).data,
    enabled: basket?.status === 'open' && basket.lines.length > 0 && basket.shipTo !== null,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    throwOnError: false,
  });

/** A change of a basket. */
export function useBasketChange<Wanted>(cartId: string, change: (wanted: Wanted) => Promise<{ data: Basket }>) {
  const queries = useQueryClient();
  return useMutation({
    scope: { id: cartId },
    mutationFn: change,
    onSuccess: ({ data }) => {
      queries.setQueryData(basketKey(cartId), data);
      return queries.invalidateQueries({ queryKey: quoteKey(cartId) });
    },
  });
}

/** A basket for a customer, with the address of the book or of the last order, where there is one. */
export async function beginBasket(wanted: Orders.CreateCartRequest): Promise<string> {
  const [{ data }, address] = await Promise.all([
    shop.orders.post('/v1/carts', { body: wanted }),
    wanted.customerId === undefined ? undefined : knownAddress(wanted.customerId),
  ]);
  const { cartId } = data;
  if (address) await shop.orders.put('/v1/carts/{cartId}/address', { path: { cartId }, body: address });
  return cartId;
}

/** The address of the book or of the last order; undefined where there is none. */
export async function knownAddress(customerId: string, signal?: AbortSignal): Promise<Address | undefined> {
  const [known, ofOrder] = await Promise.all([
    knownCustomer(shop, customerId, signal),
    addressOfLastOrder(customerId, signal),
  ]);
  return known?.address ?? ofOrder;
}

async function addressOfLastOrder(customerId: string, signal: AbortSignal | undefined): Promise<Address | undefined> {
  const query = { customer: customerId, limit: 1 };
  const [order] = (await shop.orders.get('/v1/orders', { query, signal })).data.items;
  return order && addressFrom(order.shipTo, order.contact);
}
