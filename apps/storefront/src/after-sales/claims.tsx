import { Anchor, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Part } from '../frame/part';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';
import { shop } from '../shop';
import { afterSalesWords } from './after-sales.words';

export const CLAIMS = 'claims';
const UNDERWAY_MS = 10_000;
type Answer = keyof typeof afterSalesWords.english.answers;

/** What the customer told the shop about an order, and what came of it. */
export function Claims({ orderId }: { readonly orderId: string }) {
  const { t } = useLanguage();
  const { data: claims = [] } = useQuery({
    queryKey: [CLAIMS, orderId],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/claims', { query: { order: orderId, limit: 20 }, signal })).data.items,
    refetchInterval: ({ state: { data } }) => (data?.some(({ status }) => status === 'open') ? UNDERWAY_MS : false),
  });
  if (claims.length === 0) return null;
  return (
    <Part title={t('afterSales.claims')}>
      <Stack gap="sm">
        {claims.map(({ claimId, kind, lines, resolution, refundMinor, currency, reason, replacementOrderId }) => (
          <div key={claimId}>
            <Group justify="space-between" gap="xs">
              <Text size="sm" fw={600}>
                {t(`afterSales.kinds.${kind}`)}
              </Text>
              <Text size="sm">
                {resolution === null ? t('afterSales.open') : t(`afterSales.answers.${resolution as Answer}`)}
              </Text>
            </Group>
            {lines.map(({ lineId, sku, quantity }) => (
              <Text size="sm" key={lineId}>
                {t('afterSales.units', { count: quantity, sku })}
              </Text>
            ))}
            {reason !== null && <Text size="sm">{reason}</Text>}
            {refundMinor > 0 && currency !== null && (
              <Text size="sm">
                {t('order.refund')} <Money minor={refundMinor} currency={currency} />
              </Text>
            )}
            {replacementOrderId !== null && (
              <Anchor
                size="sm"
                underline="always"
                renderRoot={(root) => <Link {...root} to="/orders/$orderId" params={{ orderId: replacementOrderId }} />}
              >
                {t('afterSales.replacement')}
              </Anchor>
            )}
          </div>
        ))}
      </Stack>
    </Part>
  );
}
