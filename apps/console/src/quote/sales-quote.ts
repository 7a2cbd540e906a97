import { useQuery } from '@tanstack/react-query';
import { shop } from '../shop';

/** One quote. */
export const useSalesQuote = (salesQuoteId: string) =>
  useQuery({
    queryKey: ['quote', salesQuoteId],
    queryFn: ({ signal }) => loadQuote(salesQuoteId, signal),
    meta: { hears: { services: ['orders'] } },
  });

/** An earlier quote, read once: what a person writes from it stays, whatever becomes of it. */
export const useEarlierQuote = (salesQuoteId: string | undefined) =>
  useQuery({
    queryKey: ['earlier-quote', salesQuoteId],
    queryFn: ({ signal }) => loadQuote(salesQuoteId!, signal),
    enabled: salesQuoteId !== undefined,
    staleTime: Infinity,
  });

const loadQuote = async (salesQuoteId: string, signal: AbortSignal) =>
  (await shop.orders.get('/v1/quotes/{salesQuoteId}', { path: { salesQuoteId }, signal })).data;
