import { useQuery } from '@tanstack/react-query';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { shop } from '../shop';

/** Leads to the product of a SKU, where the catalog knows one. */
export function ProductOfSku({ sku }: { readonly sku: string }) {
  const { t } = useLanguage();
  const { data: productId = null } = useQuery({
    queryKey: ['product-of-sku', sku],
    // The list has nothing, rather than an error, for a SKU that inventory alone knows.
    queryFn: async ({ signal }) =>
      (await shop.catalog.get('/v1/variants', { query: { sku }, signal })).data.items[0]?.productId ?? null,
    meta: { hears: { services: ['catalog'] } },
  });
  if (productId === null) return null;
  return (
    <ScreenLink size="sm" to={`/products/${encodeURIComponent(productId)}`}>
      {t('product.ofSku')}
    </ScreenLink>
  );
}
