import { Button, Card, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { Loading } from '../frame/loading';
import { ScreenTitle } from '../frame/screen-title';
import { useLanguage } from '../language/language';
import { BackToOrder } from '../order/back-to-order';
import { useOrder } from '../order/order-query';
import { UnitsField } from '../order/units-field';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { afterSalesWords } from './after-sales.words';
import { CLAIMS } from './claims';

type Kind = keyof typeof afterSalesWords.english.kinds;
const KINDS = Object.keys(afterSalesWords.english.kinds) as Kind[];

/** What is missing of an order, or not right: a person of the shop decides what is done. */
export function ClaimScreen() {
  const { t } = useLanguage();
  const { orderId } = useParams({ from: '/orders/$orderId/problem' });
  const order = useOrder(orderId);
  const goods = order.data?.lines.filter(({ stocked, quantity, cancelled = 0 }) => stocked && quantity > cancelled);
  return (
    <Stack>
      <BackToOrder orderId={orderId} />
      <ScreenTitle>{t('afterSales.problem')}</ScreenTitle>
      {order.error && <ProblemView error={order.error} onRetry={() => void order.refetch()} />}
      {!order.error && !goods && <Loading />}
      {goods?.length === 0 && <Text>{t('afterSales.nothingSent')}</Text>}
      {goods && goods.length > 0 && <ClaimForm orderId={orderId} goods={goods} />}
    </Stack>
  );
}

function ClaimForm({ orderId, goods }: { readonly orderId: string; readonly goods: Orders.Order['lines'] }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [units, setUnits] = useState<Readonly<Record<string, number>>>({});
  const [kind, setKind] = useState<Kind>('damaged');
  const [description, setDescription] = useState('');
  const claimed = Object.entries(units)
    .filter(([, quantity]) => quantity > 0)
    .map(([lineId, quantity]) => ({ lineId, quantity }));
  const request = useMutation({
    mutationFn: () =>
      shop.orders.post('/v1/claims', { body: { orderId, kind, lines: claimed, description: description.trim() } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [CLAIMS, orderId] });
      await navigate({ to: '/orders/$orderId', params: { orderId } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    request.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('afterSales.problemSays')}</Text>
        {goods.map(({ lineId, title, quantity, cancelled = 0 }) => (
          <Card withBorder padding="sm" key={lineId}>
            <UnitsField
              title={title}
              most={quantity - cancelled}
              units={units[lineId] ?? 0}
              onChange={(wanted) => setUnits((before) => ({ ...before, [lineId]: wanted }))}
            />
          </Card>
        ))}
        <Select
          label={t('afterSales.what')}
          data={KINDS.map((value) => ({ value, label: t(`afterSales.kinds.${value}`) }))}
          value={kind}
          onChange={(value) => setKind((value as Kind | null) ?? kind)}
          allowDeselect={false}
        />
        <Textarea
          label={t('afterSales.describe')}
          value={description}
          maxLength={400}
          autosize
          minRows={2}
          required
          onChange={({ currentTarget }) => setDescription(currentTarget.value)}
        />
        {request.error && <ProblemView error={request.error} />}
        <Group>
          <Button type="submit" loading={request.isPending} disabled={claimed.length === 0}>
            {t('afterSales.tell')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
