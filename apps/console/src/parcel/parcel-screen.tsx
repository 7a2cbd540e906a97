import { shortId } from '@concord/client/screens';
import { Alert, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { addressText } from '../address/address';
import { PaperLink } from '../document/paper-link';
import { Fact } from '../frame/fact';
import { Masked } from '../frame/masked';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import { When } from '../moment/when';
import { OrderLink } from '../order/order-link';
import { shop } from '../shop';
import { useMayAt } from '../session/session';
import { SkuLink } from '../sku/sku-link';
import { StatusBadge } from '../status/status';
import { ParcelWork } from './parcel-work';

/** A parcel: what goes out, from where, and how far it is. */
export function ParcelScreen() {
  const { t } = useLanguage();
  const { fulfilmentId } = useParams({ from: '/parcels/$fulfilmentId' });
  const mayAt = useMayAt();
  const query = useQuery({
    queryKey: ['parcel', fulfilmentId],
    queryFn: async ({ signal }) =>
      (await shop.logistics.get('/v1/fulfilments/{id}', { path: { id: fulfilmentId }, signal })).data,
    meta: { hears: { services: ['logistics'] } },
  });
  if (!query.data) return <Unanswered query={query} />;
  const { status, orderId, warehouse, lines, missing, carrier, tracking, weightG, masked } = query.data;
  const { plannedAt, dispatchedAt, deliveredAt, reason, address, country, postcode } = query.data;
  return (
    <Stack>
      <Group>
        <Title order={1} size="h2">
          {t('parcel.parcel')} {shortId(fulfilmentId)}
        </Title>
        <StatusBadge status={status} />
        <PaperLink path={`logistics/v1/fulfilments/${encodeURIComponent(fulfilmentId)}/packing-slip`}>
          {t('document.packingSlip')}
        </PaperLink>
        {tracking !== null && mayAt('fulfilment.ship', warehouse) && (
          <PaperLink path={`logistics/v1/fulfilments/${encodeURIComponent(fulfilmentId)}/label`}>
            {t('document.shippingLabel')}
          </PaperLink>
        )}
      </Group>
      <Text size="sm">
        {t('parcel.order')} <OrderLink orderId={orderId} /> · {warehouse} · {t('parcel.planned')}{' '}
        <When at={plannedAt} />
        {dispatchedAt && (
          <>
            {' · '}
            {t('parcel.dispatched')} <When at={dispatchedAt} />
          </>
        )}
        {deliveredAt && (
          <>
            {' · '}
            {t('parcel.delivered')} <When at={deliveredAt} />
          </>
        )}
      </Text>
      <ParcelWork parcel={query.data} />
      {reason && (
        <Alert color="gray" variant="light">
          {reason}
        </Alert>
      )}
      <Section title={t('parcel.lines')}>
        {lines.map(({ sku, quantity }) => (
          <Text size="sm" key={sku}>
            {quantity} × <SkuLink sku={sku} />
          </Text>
        ))}
        {missing.map(({ sku, quantity }) => (
          <Text size="sm" key={sku} fw={600}>
            {t('parcel.missingOf', { count: quantity, sku })}
          </Text>
        ))}
      </Section>
      <Card withBorder>
        <Text size="sm">
          {[
            carrier,
            tracking && `${t('parcel.tracking')} ${tracking}`,
            weightG && t('parcel.weight', { grams: weightG }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Fact label={t('parcel.address')}>{addressText({ ...address, postcode, country })}</Fact>
        <Masked members={masked} />
      </Card>
    </Stack>
  );
}
