import { Group, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { Action, type Field } from '../action/action';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';
import { afterSalesWords } from './after-sales.words';

type Resolution = keyof typeof afterSalesWords.english.resolutions;
const RESOLUTIONS = Object.keys(afterSalesWords.english.resolutions) as Resolution[];

/** The claims about an order. */
export function useClaims(orderId: string) {
  return useQuery({
    queryKey: ['order', orderId, 'claims'],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/claims', { query: { order: orderId, limit: 20 }, signal })).data.items,
    meta: { hears: { services: ['orders'] } },
  });
}

export function Claims({ claims }: { readonly claims: readonly Orders.Claim[] }) {
  return (
    <Stack gap="sm">
      {claims.map((claim) => (
        <ClaimLine key={claim.claimId} claim={claim} />
      ))}
    </Stack>
  );
}

function ClaimLine({ claim }: { readonly claim: Orders.Claim }) {
  const { t } = useLanguage();
  const { kind, status, lines, resolution, refundMinor, currency, replacementOrderId, openedAt, description } = claim;
  return (
    <Stack gap={2}>
      <Group gap="sm">
        <StatusBadge status={status} />
        <Text size="sm">{t(`afterSales.kinds.${kind}`)}</Text>
        {lines.map(({ lineId, sku, quantity }) => (
          <Text size="sm" key={lineId}>
            {t('afterSales.units', { quantity, sku })}
          </Text>
        ))}
        <When at={openedAt} size="sm" c="dimmed" />
        {status === 'open' && <Decide claimId={claim.claimId} />}
      </Group>
      {description && <Text size="sm">{description}</Text>}
      {resolution !== null && (
        <Group gap="sm">
          <Text size="sm">{t(`afterSales.resolutions.${resolution as Resolution}`)}</Text>
          {refundMinor > 0 && currency !== null && <Money minor={refundMinor} currency={currency} />}
          {replacementOrderId !== null && (
            <Text size="sm">
              {t('afterSales.replacement')} <OrderLink orderId={replacementOrderId} />
            </Text>
          )}
          {claim.reason && <Text size="sm">{claim.reason}</Text>}
        </Group>
      )}
    </Stack>
  );
}

function Decide({ claimId }: { readonly claimId: string }) {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('payment.refund')) return null;
  const percentage: Field = {
    name: 'percent',
    label: t('afterSales.percent'),
    kind: 'number',
    initial: 100,
    min: 1,
    max: 100,
    isOptional: true,
  };
  return (
    <Action
      label={t('afterSales.decide')}
      size="compact-sm"
      says={({ resolution }) => t(`afterSales.decideSays.${resolution as Resolution}`)}
      fields={({ resolution }) => [
        {
          name: 'resolution',
          label: t('afterSales.resolution'),
          kind: 'choice',
          initial: 'replacement',
          choices: RESOLUTIONS.map((value) => ({ value, label: t(`afterSales.resolutions.${value}`) })),
        },
        ...(resolution === 'refund' ? [percentage] : []),
        { name: 'reason', label: t('afterSales.reason'), kind: 'text', max: 400 },
      ]}
      run={({ resolution, percent, reason }) => {
        const decided = resolution as Resolution;
        const body = {
          resolution: decided,
          reason: String(reason),
          ...(decided === 'refund' && { percent: Number(percent ?? 100) }),
        };
        return shop.orders.post('/v1/claims/{claimId}/resolve', { path: { claimId }, body });
      }}
    />
  );
}
