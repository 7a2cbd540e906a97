import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isProblem, NoAnswer, type Orders } from '@concord/client';
import { useNavigate } from '@tanstack/react-router';
import { BASKET, quoteAgain } from '../basket/basket';
import { keepGuestBasket } from '../basket/guest-basket';
import { shop } from '../shop';
import { keyFor, settle } from './placing';

type Wanted = Orders.PlaceOrderRequest & { readonly cartId: string };

/** The service answers within this time where checkout is quick. */
const VERDICT_S = 5;

/** Places the order of a basket, once: a lost answer is asked for again under the same key. */
export function usePlaceOrder() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const show = async (orderId: string) => {
    await navigate({ to: '/orders/$orderId/thanks', params: { orderId } });
    await client.invalidateQueries({ queryKey: BASKET });
  };
  return useMutation({
    mutationFn: async (body: Wanted) => {
      const key = keyFor(body, localStorage, newKey);
      try {
        const { data } = await shop.orders.post('/v1/orders', { body, key, wait: VERDICT_S });
        settle(localStorage);
        return data;
      } catch (error) {
        if (!isUnknown(error)) settle(localStorage);
        throw error;
      }
    },
    onSuccess: ({ orderId }) => {
      keepGuestBasket(undefined);
      return show(orderId);
    },
    onError: (error) => {
      // Another tab was quicker, or the page did not hear that it had ordered.
      if (isProblem(error, 'cart-ordered') && typeof error.facts['orderId'] === 'string')
        return show(error.facts['orderId']);
      if (isProblem(error, 'quote-stale')) return quoteAgain(client);
      return undefined;
    },
  });
}

/** Whether the order may have been placed all the same. */
const isUnknown = (error: unknown) =>
  error instanceof NoAnswer || (isProblem(error) && (error.status >= 500 || error.status === 429));

const KEY_BYTES = 16;

const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES)), (byte) => byte.toString(16).padStart(2, '0')).join('');
