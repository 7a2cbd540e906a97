import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';
import { shop } from '../shop';

/** Whoever types is waited for. */
const TYPES_MS = 400;

interface ExchangePriceProps {
  readonly orderId: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly toSku: string }[];
}

/** What an exchange costs today, as far as it is known what comes back for what. */
export function ExchangePrice({ orderId, lines }: ExchangePriceProps) {
  const { t } = useLanguage();
  const [wanted] = useDebouncedValue(lines, TYPES_MS);
  const { data } = useQuery({
    queryKey: ['exchange-quote', orderId, wanted],
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
