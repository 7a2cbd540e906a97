import { useQuery } from '@tanstack/react-query';
import { shop } from '../shop';

/** While checkout goes on, or a parcel is on its way, the page looks again by itself. */
const DECIDING_MS = 1_000;
const UNDERWAY_MS = 15_000;
const OVER: readonly string[] = ['delivered', 'rejected', 'cancelled'];

export const ORDER = 'order';

/** One order, as it is now. */
export const useOrder = (orderId: string) =>
  useQuery({
    queryKey: [ORDER, orderId],
    queryFn: async ({ signal }) => (await shop.orders.get('/v1/orders/{orderId}', { path: { orderId }, signal })).data,
    refetchInterval: ({ state: { data } }) => {
      if (!data || OVER.includes(data.status)) return false;
      return data.status === 'pending' ? DECIDING_MS : UNDERWAY_MS;
    },
  });
