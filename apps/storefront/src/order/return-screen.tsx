import { Button, Card, Group, Stack, Text } from '@mantine/core';
import type { CustomerService, Orders } from '@concord/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { Loading } from '../frame/loading';
import { ScreenTitle } from '../frame/screen-title';
import { useLanguage } from '../language/language';
import { fullDay } from '../moment/day';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { BackToOrder } from './back-to-order';
import { useEligibility } from './eligibility-query';
import { useOrder } from './order-query';
import { ReasonField, type Reason } from './reason-field';
import { RETURNS } from './returns';
import { UnitsField } from './units-field';

/** Units of an order that are to come back: the desk says which ones can, and until when. */
export function ReturnScreen() {
  const { t } = useLanguage();
  const { orderId } = useParams({ from: '/orders/$orderId/return' });
  const order = useOrder(orderId);
  const eligibility = useEligibility(orderId, order.data);
  const error = order.error ?? eligibility.error;
  return (
    <Stack>
      <BackToOrder orderId={orderId} />
      <ScreenTitle>{t('order.return')}</ScreenTitle>
      {error && <ProblemView error={error} onRetry={() => void eligibility.refetch()} />}
      {!error && !(order.data && eligibility.data) && <Loading />}
      {order.data && eligibility.data && <ReturnForm order={order.data} found={eligibility.data} />}
    </Stack>
  );
}

interface ReturnFormProps {
  readonly order: Orders.Order;
  readonly found: CustomerService.Eligibility;
}

function ReturnForm({ order: { orderId, lines }, found }: ReturnFormProps) {
  const { t, language } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [units, setUnits] = useState<Readonly<Record<string, number>>>({});
  const [reasonCode, setReason] = useState<Reason>('changed-mind');
  const returned = Object.entries(units).filter(([, quantity]) => quantity > 0);
  const request = useMutation({
    mutationFn: () => {
      const body = {
        orderId,
        lines: returned.map(([lineId, quantity]) => ({
          lineId,
          quantity,
          reasonCode,
          reason: t(`order.reasons.${reasonCode}`),
        })),
      };
      return shop.customerService.post('/v1/return-desk/requests', { body });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [RETURNS, orderId] });
      await navigate({ to: '/orders/$orderId', params: { orderId } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    request.mutate();
  };
  const titleOf = (lineId: string) => lines.find((line) => line.lineId === lineId)?.title ?? lineId;
  if (!found.lines.some(({ left }) => left > 0))
    return (
      <Text>
        {t('order.nothingToReturn')} {found.lines[0]?.detail}
      </Text>
    );
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">
          {t('order.returnSays')} {found.until && t('order.until', { day: fullDay(found.until, language) })}
        </Text>
        {found.lines.map(({ lineId, left, detail }) => (
          <Card withBorder padding="sm" key={lineId}>
            {left > 0 ? (
              <UnitsField
                title={titleOf(lineId)}
                most={left}
                units={units[lineId] ?? 0}
                onChange={(quantity) => setUnits((before) => ({ ...before, [lineId]: quantity }))}
              />
            ) : (
              <Text size="sm">
                <b>{titleOf(lineId)}</b> {detail}
              </Text>
            )}
          </Card>
        ))}
        <ReasonField reason={reasonCode} onChange={setReason} />
        {request.error && <ProblemView error={request.error} />}
        <Group>
          <Button type="submit" loading={request.isPending} disabled={returned.length === 0}>
            {t('order.request')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
