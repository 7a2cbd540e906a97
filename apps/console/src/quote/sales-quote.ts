import { useQuery } from '@tanstack/react-query';
import { shop } from '../shop';

/** One quote; asked for once there is an id. */
export const useSalesQuote = (salesQuoteId: string | undefined) =>
  useQuery({
    queryKey: ['quote', salesQuoteId],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/quotes/{salesQuoteId}', { path: { salesQuoteId: salesQuoteId! }, signal })).data,
    enabled: salesQuoteId !== undefined,
    meta: { hears: { services: ['orders'] } },
  });
