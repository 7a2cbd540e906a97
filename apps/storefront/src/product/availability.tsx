import { Text } from '@mantine/core';
import type { Inventory } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { fullDay } from '../moment/day';
import { shop } from '../shop';

const COLOURS = { 'in-stock': 'green', low: 'orange', out: 'gray' } as const;

/** Whether something is there, as colour and word. */
export function AvailabilityBadge({ badge }: { readonly badge: keyof typeof COLOURS }) {
  const { t } = useLanguage();
  return (
    <Text size="xs" fw={600} c={`var(--mantine-color-${COLOURS[badge]}-light-color)`}>
      {t(`product.badge.${badge}`)}
    </Text>
  );
}

/** What can be ordered of these SKUs now, and what may be waited for. */
export const useAvailability = (skus: readonly string[]) =>
  useQuery({
    queryKey: ['availability', ...skus],
    queryFn: async ({ signal }) =>
      (await shop.inventory.get('/v1/availability', { query: { sku: skus.join(',') }, signal })).data.items,
    enabled: skus.length > 0,
  });

/** In words: how many are left where they are few, or when the next ones come. */
export function AvailabilityWords({ found }: { readonly found: Inventory.Availability }) {
  const { t, language } = useLanguage();
  const { sellable, level, backorderUnits, backorderDate } = found;
  if (sellable === 0 && backorderUnits > 0 && backorderDate !== null)
    return (
      <Text size="sm" c="var(--mantine-color-orange-light-color)" fw={600}>
        {t('product.backorder', { day: fullDay(backorderDate, language) })}
      </Text>
    );
  const [colour, says] =
    sellable === 0
      ? (['gray', t('product.badge.out')] as const)
      : level === 'ok' || level === 'over'
        ? (['green', t('product.badge.in-stock')] as const)
        : (['orange', t('product.left', { count: sellable })] as const);
  return (
    <Text size="sm" fw={600} c={`var(--mantine-color-${colour}-light-color)`}>
      {says}
    </Text>
  );
}
