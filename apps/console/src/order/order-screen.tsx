import { shortId } from '@concord/client/screens';
import { Alert, Card, Grid, Group, Stack, Stepper, Text, Title } from '@mantine/core';
import type { CustomerService, Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { addressText } from '../address/address';
import { CustomerLink } from '../customer/customer-link';
import { OrderDocuments } from '../document/order-documents';
import { Claims, useClaims } from '../after-sales/claims';
import { Exchanges, useExchanges } from '../after-sales/exchanges';
import { Fact } from '../frame/fact';
import { Masked } from '../frame/masked';
import { Section } from '../frame/section';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import { Timeline } from '../moment/timeline';
import { When } from '../moment/when';
import { orNull } from '../problem/or-null';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';
import { OrderActions } from './order-actions';
import { Belongs } from './belongs';
import { DeskActions, HoldNotice, Notes } from './order-desk';
import { OrderLines } from './order-lines';
import { OrderMoney } from './order-money';
import { PromiseQuestions } from './promise-questions';
import { Cases, Parcels, Returns } from './order-parts';

const STEPS = ['pending', 'confirmed', 'shipped', 'delivered'] as const;
const STEP_OF: Readonly<Record<string, number>> = {
  pending: 0,
  confirmed: 1,
  partially_shipped: 2,
  shipped: 2,
  delivered: 4,
};

/** An order: where it stands, its money, what is under way, and its story in plain words. */
export function OrderScreen() {
  const { t } = useLanguage();
  const may = useMay();
  const { orderId } = useParams({ from: '/orders/$orderId' });
  const path = { orderId };
  const hears = { orderId, services: ['orders', 'customer-service', 'logistics'] };
  const order = useQuery({
    queryKey: ['order', orderId],
    queryFn: async ({ signal }) => (await shop.orders.get('/v1/orders/{orderId}', { path, signal })).data,
    meta: { hears },
  });
  const desk = useQuery({
    queryKey: ['order', orderId, 'desk'],
    // The desk hears of an order a moment later.
    queryFn: ({ signal }) =>
      orNull(shop.customerService.get('/v1/orders/{orderId}', { path, signal }).then(({ data }) => data)),
    meta: { hears },
  });
  const explained = useQuery({
    queryKey: ['order', orderId, 'explained'],
    queryFn: ({ signal }) =>
      orNull(
        shop.customerService.get('/v1/orders/{orderId}/status-explained', { path, signal }).then(({ data }) => data),
      ),
    meta: { hears },
  });
  if (!order.data) return <Unanswered query={order} />;
  const { reference, status, stuck, rejection, cancellation, placedAt, customerId } = order.data;
  return (
    <Stack>
      <Group justify="space-between">
        <div>
          <Group gap="sm">
            <Title order={1} size="h2">
              {t('order.order')} {reference ?? shortId(orderId)}
            </Title>
            <StatusBadge status={status} />
          </Group>
          <Text size="sm" c="dimmed">
            {t('order.placed')} <When at={placedAt} /> ·{' '}
            {customerId ? <CustomerLink customerId={customerId} /> : t('order.guest')} · {orderId}
          </Text>
        </div>
        <Group gap="xs">
          <OrderActions order={order.data} />
          <DeskActions order={order.data} />
        </Group>
      </Group>
      <Belongs order={order.data} hears={hears} />
      <HoldNotice order={order.data} />
      <PromiseQuestions order={order.data} />
      {explained.data && <Text fw={500}>{explained.data.sentence}</Text>}
      {stuck && (
        <Alert color="orange" variant="light">
          {t('order.stuck', { step: stuck.step })} · <When at={stuck.since} />
        </Alert>
      )}
      {rejection && (
        <Alert color="red" variant="light">
          {t('order.rejected', { detail: rejection.detail ?? rejection.reason })}
        </Alert>
      )}
      {cancellation && (
        <Alert color="gray" variant="light">
          {t('order.cancelled', { reason: cancellation })}
        </Alert>
      )}
      {Object.hasOwn(STEP_OF, status) && <Ladder status={status} />}
      <Grid>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            <Section title={t('order.lines')}>
              <OrderLines order={order.data} />
            </Section>
            <Section title={t('order.money')}>
              <OrderMoney order={order.data} hears={hears} />
            </Section>
            {may('document.read') && (
              <Section title={t('document.title')}>
                <OrderDocuments orderId={orderId} hears={hears} />
              </Section>
            )}
            <Section title={t('order.parcels')}>
              <Parcels parcels={desk.data?.parcels ?? []} />
            </Section>
            <Section title={t('order.returns')}>
              <Returns returns={desk.data?.returns ?? []} currency={order.data.currency} />
            </Section>
            <AfterSales orderId={orderId} />
            {may('order.note') && (
              <Section title={t('order.notes')}>
                <Notes orderId={orderId} hears={hears} />
              </Section>
            )}
            {may('case.read') && (
              <Section title={t('order.cases')}>
                <Cases orderId={orderId} />
              </Section>
            )}
            <Where order={order.data} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Section title={t('order.story')}>
            {may('alignment.read') ? (
              <Timeline of={{ orderId }} asOf={undefined} hears={hears} />
            ) : (
              <Story order={desk.data ?? undefined} />
            )}
          </Section>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

/** What was asked for after the goods had left; nothing where nothing was. */
function AfterSales({ orderId }: { readonly orderId: string }) {
  const { t } = useLanguage();
  const exchanges = useExchanges(orderId).data ?? [];
  const claims = useClaims(orderId).data ?? [];
  return (
    <>
      {exchanges.length > 0 && (
        <Section title={t('afterSales.exchanges')}>
          <Exchanges exchanges={exchanges} />
        </Section>
      )}
      {claims.length > 0 && (
        <Section title={t('afterSales.claims')}>
          <Claims claims={claims} />
        </Section>
      )}
    </>
  );
}

function Ladder({ status }: { readonly status: string }) {
  const { t } = useLanguage();
  return (
    <Stepper active={STEP_OF[status] ?? 0} size="sm" aria-label={t('order.ladder')} iconSize={28}>
      {STEPS.map((step) => (
        <Stepper.Step key={step} label={t(`status.${step}`)} allowStepSelect={false} />
      ))}
    </Stepper>
  );
}

/** For customers: the story of the desk, in the same sentences. */
const Story = ({ order }: { readonly order: CustomerService.Order | undefined }) => (
  <Stack gap="xs">
    {order?.story.map(({ at, text }) => (
      <Text size="sm" key={at + text}>
        <When at={at} size="xs" c="dimmed" /> {text}
      </Text>
    ))}
  </Stack>
);

type Address = Orders.Order['shipTo'];

function Where({ order: { shipTo, billTo, contact, masked } }: { readonly order: Orders.Order }) {
  const { t } = useLanguage();
  const textOf = (address: Address | null) => (address?.erased ? t('order.erased') : addressText(address ?? {}));
  return (
    <Card withBorder>
      <Fact label={t('order.shipTo')}>{textOf(shipTo)}</Fact>
      {billTo && <Fact label={t('order.billTo')}>{textOf(billTo)}</Fact>}
      {contact && (
        <Fact label={t('order.contact')}>
          {[contact.name, contact.email, contact.phone].filter(Boolean).join(', ')}
        </Fact>
      )}
      <Masked members={masked} />
    </Card>
  );
}
