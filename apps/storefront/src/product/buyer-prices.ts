import type { Orders } from '@concord/client';
import { useQueries } from '@tanstack/react-query';
import { channelOf, useSession } from '../session/session';
import { shop } from '../shop';

/** One question asks for so many SKUs. */
const SKUS_ASKED = 100;

interface Priced {
  readonly sku: string;
  readonly currency: string | null;
}

/**
 * What SKUs cost the customer, by the price lists of the customer: the catalog says the standard price alone. A SKU is
 * missing until its price is known.
 */
export function useBuyerPrices(wanted: readonly Priced[]): ReadonlyMap<string, Orders.BuyerPrice> {
  const session = useSession();
  const channel = channelOf(session);
  return useQueries({
    queries: questionsOf(wanted).map(({ currency, skus }) => ({
      queryKey: ['buyer-prices', session.customerId ?? '', channel, currency, ...skus],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
        const query = { sku: skus.join(','), currency: currency as Orders.CreateCartRequest['currency'], channel };
        return (await shop.orders.get('/v1/prices', { query, signal })).data.items;
      },
      enabled: session.customerId !== undefined,
    })),
    combine: (answers) => new Map(answers.flatMap(({ data = [] }) => data.map((price) => [price.sku, price] as const))),
  });
}

/** By currency, in portions. More SKUs of a longer list leave the first portions as they are. */
export function questionsOf(wanted: readonly Priced[]): { currency: string; skus: string[] }[] {
  const byCurrency = new Map<string, string[]>();
  for (const { sku, currency } of wanted) {
    if (currency === null) continue;
    const skus = byCurrency.get(currency) ?? [];
    byCurrency.set(currency, skus);
    if (!skus.includes(sku)) skus.push(sku);
  }
  return [...byCurrency].flatMap(([currency, skus]) =>
    Array.from({ length: Math.ceil(skus.length / SKUS_ASKED) }, (_, n) => ({
      currency,
      skus: skus.slice(n * SKUS_ASKED, (n + 1) * SKUS_ASKED),
    })),
  );
}
