import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../shop';
import { ORDER } from './order-query';

/** What of an order can come back, line by line, and until when: the desk knows what has come back or is claimed. */
export function useEligibility(orderId: string, order: Orders.Order | undefined) {
  const lines = (order?.lines ?? []).filter(({ stocked }) => stocked).map(({ lineId }) => ({ lineId, quantity: 1 }));
  return useQuery({
    queryKey: [ORDER, orderId, 'eligibility'],
    queryFn: async ({ signal }) =>
      (await shop.customerService.post('/v1/return-desk/eligibility', { body: { orderId, lines }, signal })).data,
    enabled: lines.length > 0,
    staleTime: 0,
  });
}
