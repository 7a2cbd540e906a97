import { Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { money } from '@concord/client/screens';
import { useLanguage } from '../language/language';

/** What an exchange costs: what is sent, what was paid, and the difference. */
export function ExchangePrice({ quote }: { readonly quote: Orders.ExchangeQuote }) {
  const { t, language } = useLanguage();
  const { currency, totalMinor, paidMinor, differenceMinor } = quote;
  const text = (minor: number) => money(minor, currency, language);
  const difference = differenceMinor > 0 ? 'more' : differenceMinor < 0 ? 'back' : 'even';
  return (
    <Text role="status">
      {t('afterSales.costs', { total: text(totalMinor), paid: text(paidMinor) })}{' '}
      {t(`afterSales.difference.${difference}`, { difference: text(Math.abs(differenceMinor)) })}
    </Text>
  );
}
