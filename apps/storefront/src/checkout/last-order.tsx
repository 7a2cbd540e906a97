import { Alert, Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { shop } from '../shop';
import { unsettledIn } from './placing';

/** The page was closed before it heard of its order: an empty basket alone would leave the customer in doubt. */
export function LastOrder() {
  const { t } = useLanguage();
  const cartId = unsettledIn(localStorage)?.cartId ?? '';
  const { data: cart } = useQuery({
    queryKey: ['cart', cartId],
    queryFn: async ({ signal }) => (await shop.orders.get('/v1/carts/{cartId}', { path: { cartId }, signal })).data,
    enabled: cartId !== '',
  });
  const orderId = cart?.orderId ?? null;
  if (orderId === null) return null;
  return (
    <Alert variant="light" color="moss">
      {t('checkout.lastOrder')}{' '}
      <Anchor renderRoot={(root) => <Link {...root} to="/orders/$orderId/thanks" params={{ orderId }} />}>
        {t('checkout.showOrder')}
      </Anchor>
    </Alert>
  );
}
