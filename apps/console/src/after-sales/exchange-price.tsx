import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Orders } from '@concord/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';
import { shop } from '../shop';

/** Whoever types is waited for. */
const TYPES_MS = 400;

interface ExchangePriceProps {
  readonly orderId: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly toSku: string }[];
}

const QUOTES = 'exchange-quote';
const keyOf = ({ orderId, lines }: ExchangePriceProps) => [QUOTES, orderId, lines];

/** What the person was shown of the price of an exchange, and how to ask for it again. */
export function useShownPrice() {
  const queries = useQueryClient();
  return {
    /** The total that was shown; undefined where the price of these lines has not come. */
    totalOf: (exchange: ExchangePriceProps) => queries.getQueryData<Orders.ExchangeQuote>(keyOf(exchange))?.totalMinor,
    /** Prices may have changed since they were shown. */
    askAgain: () => queries.invalidateQueries({ queryKey: [QUOTES] }),
  };
}

/** What an exchange costs today, as far as it is known what comes back for what. */
export function ExchangePrice({ orderId, lines }: ExchangePriceProps) {
  const { t } = useLanguage();
  const [wanted] = useDebouncedValue(lines, TYPES_MS);
  const { data } = useQuery({
    queryKey: keyOf({ orderId, lines: wanted }),
    queryFn: async ({ signal }) =>
      (await shop.orders.post('/v1/exchanges/quote', { body: { orderId, lines: [...wanted] }, signal })).data,
    enabled: wanted.length > 0 && wanted.every(({ toSku }) => toSku !== ''),
    // A SKU that is typed half is no SKU yet: the action says what is wrong with it.
    retry: false,
  });
  if (!data) return null;
  const { totalMinor, paidMinor, differenceMinor, currency } = data;
  return (
    <Text size="sm" role="status" mt="xs">
      {t('afterSales.costs')} <Money minor={totalMinor} currency={currency} /> · {t('afterSales.paid')}{' '}
      <Money minor={paidMinor} currency={currency} /> · {t('afterSales.difference')}{' '}
      <Money minor={differenceMinor} currency={currency} />
    </Text>
  );
}
