import { shortId } from '@concord/client/screens';
import { useQuery } from '@tanstack/react-query';
import { useMay } from '../session/session';
import { shop } from '../shop';

/** The code of a promotion, by which people know it; its id until it is known. */
export function PromotionName({ promotionId }: { readonly promotionId: string }) {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['promotion', promotionId],
    queryFn: async ({ signal }) =>
      (await shop.marketing.get('/v1/promotions/{promotionId}', { path: { promotionId }, signal })).data,
    staleTime: Infinity,
    enabled: may('promotion.read'),
  });
  return <>{data ? `${data.code} (${data.name})` : shortId(promotionId)}</>;
}
