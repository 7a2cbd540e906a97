import { shortId } from '@concord/client/screens';
import { Group, Stack, Text } from '@mantine/core';
import type { CustomerService } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { ScreenLink } from '../frame/screen-link';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import { Money } from '../money/money';
import { When } from '../moment/when';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';

type Desk = CustomerService.Order;

/** The parcels of an order. */
export function Parcels({ parcels }: { readonly parcels: Desk['parcels'] }) {
  const { t } = useLanguage();
  if (parcels.length === 0) return <Text size="sm">{t('order.noParcels')}</Text>;
  return (
    <Stack gap="xs">
      {parcels.map(({ fulfilmentId, warehouse, status, carrier, tracking, deliveredAt }) => (
        <Group gap="sm" key={fulfilmentId}>
          <ScreenLink size="sm" to={`/parcels/${encodeURIComponent(fulfilmentId)}`} title={fulfilmentId}>
            {warehouse}
          </ScreenLink>
          <StatusBadge status={status} />
          {carrier && <Text size="sm">{carrier}</Text>}
          {tracking && <Text size="sm">{t('order.tracking', { number: tracking })}</Text>}
          {deliveredAt && <When at={deliveredAt} size="sm" c="dimmed" />}
        </Group>
      ))}
    </Stack>
  );
}

/** What comes back of an order. */
export function Returns({ returns, currency }: { readonly returns: Desk['returns']; readonly currency: string }) {
  const { t } = useLanguage();
  if (returns.length === 0) return <Text size="sm">{t('order.noReturns')}</Text>;
  return (
    <Stack gap="xs">
      {returns.map(({ returnId, status, refundMinor }) => (
        <Group gap="sm" key={returnId}>
          <ScreenLink size="sm" to={`/returns/${encodeURIComponent(returnId)}`}>
            {shortId(returnId)}
          </ScreenLink>
          <StatusBadge status={status} />
          {typeof refundMinor === 'number' && <Money minor={refundMinor} currency={currency} />}
        </Group>
      ))}
    </Stack>
  );
}

/** The cases about an order. */
export function Cases({ orderId }: { readonly orderId: string }) {
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ['order', orderId, 'cases'],
    queryFn: async ({ signal }) =>
      (await shop.customerService.get('/v1/cases', { query: { order: orderId, limit: 20 }, signal })).data.items,
    meta: { hears: { services: ['customer-service'] } },
  });
  if (!query.data) return <Unanswered query={query} size="sm" />;
  if (query.data.length === 0) return <Text size="sm">{t('order.noCases')}</Text>;
  return (
    <Stack gap="xs">
      {query.data.map(({ caseId, kind, status, openedAt }) => (
        <Group gap="sm" key={caseId}>
          <ScreenLink size="sm" to={`/cases/${encodeURIComponent(caseId)}`}>
            {kind.replaceAll('-', ' ')}
          </ScreenLink>
          <StatusBadge status={status} />
          {openedAt && <When at={openedAt} size="sm" c="dimmed" />}
        </Group>
      ))}
    </Stack>
  );
}
