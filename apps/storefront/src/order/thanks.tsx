import { shortId } from '@concord/client/screens';
import { Alert, Anchor, Button, Card, Group, Loader, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Orders } from '@concord/client';
import { Link, useParams } from '@tanstack/react-router';
import { Loading } from '../frame/loading';
import { ScreenTitle } from '../frame/screen-title';
import { useLanguage } from '../language/language';
import { days } from '../moment/day';
import { ProblemView } from '../problem/problem-view';
import { OrderLines } from './order-lines';
import { useOrder } from './order-query';
import { Rejection } from './rejection';
import { Waiting } from './waiting';

/** After ordering: what became of it, as soon as it is known. */
export function Thanks() {
  const { t } = useLanguage();
  const { orderId } = useParams({ from: '/orders/$orderId/thanks' });
  const { data: order, error, refetch } = useOrder(orderId);
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  if (!order) return <Loading />;
  const { status } = order;
  const isDecided = status !== 'pending';
  return (
    <Stack>
      <ScreenTitle>
        {t(isDecided ? (status === 'rejected' ? 'order.notTaken' : 'order.thanks') : 'order.deciding')}
      </ScreenTitle>
      {!isDecided && order.paymentAction && <BankStep url={order.paymentAction.url} />}
      {!isDecided && !order.paymentAction && (
        <Group role="status">
          <Loader size="sm" aria-hidden />
          <Text>{t('order.wait')}</Text>
        </Group>
      )}
      {status === 'rejected' && <Rejection order={order} />}
      {isDecided && status !== 'rejected' && <Confirmed order={order} />}
      <Card withBorder>
        <OrderLines order={order} />
      </Card>
      <Group>
        <Anchor renderRoot={(root) => <Link {...root} to="/orders/$orderId" params={{ orderId }} />}>
          {t('order.follow')}
        </Anchor>
        <Anchor renderRoot={(root) => <Link {...root} to="/" />}>{t('order.goOn')}</Anchor>
      </Group>
    </Stack>
  );
}

/** The bank wants to see its customer: checkout waits for that, and this page goes on by itself. */
function BankStep({ url }: { readonly url: string }) {
  const { t } = useLanguage();
  return (
    <Alert variant="light" title={t('order.bank')} role="alert">
      <Stack gap="xs" align="start">
        <Text size="sm">{t('order.bankSays')}</Text>
        <Button component="a" href={url} target="_blank" rel="noopener">
          {t('order.bankGo')}
        </Button>
      </Stack>
    </Alert>
  );
}

function Confirmed({ order }: { readonly order: Orders.Order }) {
  const { t, language } = useLanguage();
  const { orderId, reference, shipping, contact } = order;
  return (
    <Group wrap="nowrap" align="start" role="status">
      <ThemeIcon size={40} radius="xl" color="green.8" aria-hidden>
        <IconCheck size={24} />
      </ThemeIcon>
      <div>
        <Text fw={600}>{t('order.confirmed', { number: reference ?? shortId(orderId) })}</Text>
        {contact?.email && <Text size="sm">{t('order.toEmail', { email: contact.email })}</Text>}
        {shipping && (
          <Text size="sm">
            {t('basket.shipping', { name: shipping.name })},{' '}
            {t('basket.arrives', { days: days(shipping.promisedFrom, shipping.promisedTo, language) })}
          </Text>
        )}
        <Waiting order={order} />
      </div>
    </Group>
  );
}
