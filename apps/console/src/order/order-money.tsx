import { Alert, Anchor, Group, Stack, Text, Title } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { Unanswered } from '../list/unanswered';
import type { Hears } from '../live/hears';
import { When } from '../moment/when';
import { Money, money } from '../money/money';
import { RefundActions } from '../refund/refund-actions';
import { useMay } from '../session/session';
import { shop } from '../shop';
import { StatusBadge } from '../status/status';

interface OrderMoneyProps {
  readonly order: Orders.Order;
  readonly hears: Hears;
}

const TROUBLED = ['failed', 'escalated'];

/** The money of an order by tender: what is blocked, taken and given back, and what waits for somebody. */
export function OrderMoney({ order, hears }: OrderMoneyProps) {
  const { orderId } = order;
  const { t } = useLanguage();
  const query = useQuery({
    queryKey: ['order', orderId, 'payments'],
    queryFn: async ({ signal }) =>
      (await shop.orders.get('/v1/orders/{orderId}/payments', { path: { orderId }, signal })).data.items,
    meta: { hears },
  });
  if (!query.data) return <Unanswered query={query} size="sm" />;
  if (query.data.length === 0 && order.credits === null) return <Text size="sm">{t('order.noMoney')}</Text>;
  return (
    <Stack>
      {order.paymentAction && <PendingAction action={order.paymentAction} />}
      {query.data.map((payment) => (
        <Tender key={payment.paymentId} payment={payment} />
      ))}
      {order.credits && <Credits order={order} credits={order.credits} />}
    </Stack>
  );
}

/** The step that the customer must do at the bank; who may not see the address sees that it waits. */
function PendingAction({ action: { url, since } }: { readonly action: NonNullable<Orders.Order['paymentAction']> }) {
  const { t } = useLanguage();
  return (
    <Alert color="orange" variant="light">
      {t('order.action')} · <When at={since} />
      {url && (
        <>
          {' · '}
          <Anchor href={url} target="_blank" rel="noreferrer noopener" inherit underline="always">
            {t('order.actionLink')}
          </Anchor>
        </>
      )}
    </Alert>
  );
}

interface CreditsProps {
  readonly order: Orders.Order;
  readonly credits: NonNullable<Orders.Order['credits']>;
}

/** What vouchers and points pay, and what went back to them. */
function Credits({ order: { currency, creditsBackMinor }, credits: { vouchers, points } }: CreditsProps) {
  const { t } = useLanguage();
  const figures = [
    ...vouchers.map(({ voucherId, amountMinor }) => [voucherId, t('order.voucher'), amountMinor] as const),
    ...(points ? [['points', t('order.points', { count: points.points }), points.amountMinor] as const] : []),
    ...(creditsBackMinor > 0 ? [['back', t('order.creditsBack'), creditsBackMinor] as const] : []),
  ];
  return (
    <div>
      <Text fw={600} mb="xs">
        {t('order.credits')}
      </Text>
      <Group gap="xl">
        {figures.map(([key, label, minor]) => (
          <div key={key}>
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text fw={600}>
              <Money minor={minor} currency={currency} />
            </Text>
          </div>
        ))}
      </Group>
    </div>
  );
}

function Tender({ payment }: { readonly payment: Orders.Payment }) {
  const { t } = useLanguage();
  const { method, status, currency, captures, refunds, disputes, reason } = payment;
  const figures = [
    ['authorised', payment.authorisedMinor],
    ['captured', payment.capturedMinor],
    ['refunded', payment.refundedMinor],
    ['open', payment.openMinor],
    ['credited', payment.creditedMinor],
  ] as const;
  return (
    <div>
      <Group gap="sm" mb="xs">
        <Text fw={600}>{t(`order.${method}`)}</Text>
        <StatusBadge status={status} />
        {reason && <Text size="sm">{reason}</Text>}
      </Group>
      <Group gap="xl" mb="xs">
        {figures
          .filter(([name, minor]) => minor > 0 || name === 'captured')
          .map(([name, minor]) => (
            <div key={name}>
              <Text size="xs" c="dimmed">
                {t(`order.${name}`)}
              </Text>
              <Text fw={600}>
                <Money minor={minor} currency={currency} />
              </Text>
            </div>
          ))}
      </Group>
      {captures.length > 0 && (
        <>
          <Title order={3} size="h6">
            {t('order.captures')}
          </Title>
          {captures.map((capture) => (
            <CaptureLine key={capture.fulfilmentId ?? 'whole'} payment={payment} capture={capture} />
          ))}
        </>
      )}
      {disputes.length > 0 && (
        <>
          <Title order={3} size="h6" mt="xs">
            {t('order.disputes')}
          </Title>
          {disputes.map(({ disputeId, amountMinor, reason: why, status: now }) => (
            <Group gap="sm" key={disputeId}>
              <Money minor={amountMinor} currency={currency} />
              <StatusBadge status={now} />
              <Text size="sm">{why}</Text>
            </Group>
          ))}
        </>
      )}
      {refunds.length > 0 && (
        <>
          <Title order={3} size="h6" mt="xs">
            {t('order.refunds')}
          </Title>
          {refunds.map((refund) => (
            <RefundLine key={refund.refundId} payment={payment} refund={refund} />
          ))}
        </>
      )}
    </div>
  );
}

interface CaptureLineProps {
  readonly payment: Orders.Payment;
  readonly capture: Orders.Payment['captures'][number];
}

function CaptureLine({ payment: { orderId, currency }, capture }: CaptureLineProps) {
  const { t, language } = useLanguage();
  const may = useMay();
  const { amountMinor, status, reason, fulfilmentId } = capture;
  return (
    <Group gap="sm">
      <Money minor={amountMinor} currency={currency} />
      <StatusBadge status={status} />
      {reason && <Text size="sm">{reason}</Text>}
      {TROUBLED.includes(status) && fulfilmentId && may('payment.capture') && (
        <Action
          label={t('order.retry')}
          says={t('order.retryCapture', { amount: money(amountMinor, currency, language) })}
          size="compact-sm"
          run={() =>
            shop.orders.post('/v1/orders/{orderId}/captures/{fulfilmentId}/retry', { path: { orderId, fulfilmentId } })
          }
        />
      )}
    </Group>
  );
}

interface RefundLineProps {
  readonly payment: Orders.Payment;
  readonly refund: Orders.Payment['refunds'][number];
}

function RefundLine({ payment: { orderId, currency }, refund }: RefundLineProps) {
  const { amountMinor, status, reason, payoutReference, isWriteOffProposed = false } = refund;
  return (
    <Group gap="sm">
      <Money minor={amountMinor} currency={currency} />
      <StatusBadge status={status} />
      {reason && <Text size="sm">{reason}</Text>}
      {payoutReference && <Text size="sm">{payoutReference}</Text>}
      <RefundActions orderId={orderId} currency={currency} refund={refund} isWriteOffProposed={isWriteOffProposed} />
    </Group>
  );
}
