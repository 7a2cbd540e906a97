import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { FindSku } from '../sku/find-sku';
import { useBasketChange, type Basket } from './basket';

/** Finds SKUs that are for sale in the channel of the basket, and puts a unit of one into it. */
export function SkuSearch({ basket: { cartId, channel } }: { readonly basket: Basket }) {
  const add = useBasketChange(cartId, (sku: string) =>
    shop.orders.post('/v1/carts/{cartId}/lines', { path: { cartId }, body: { sku } }),
  );
  return (
    <>
      <FindSku channel={channel} isBusy={add.isPending} onTake={({ sku }) => add.mutate(sku)} />
      {add.error && <ProblemView error={add.error} />}
    </>
  );
}
