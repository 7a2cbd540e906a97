import { Button, Card, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { Loading } from '../frame/loading';
import { ScreenTitle } from '../frame/screen-title';
import { useLanguage } from '../language/language';
import { BackToOrder } from '../order/back-to-order';
import { useOrder } from '../order/order-query';
import { orderWords } from '../order/order.words';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { EXCHANGES } from './exchanges';

type Line = Orders.Order['lines'][number];
type Reason = keyof typeof orderWords.english.reasons;
const REASONS = Object.keys(orderWords.english.reasons) as Reason[];

/** Goods that come back for others: of the same product in another variant, or the same once more. */
export function ExchangeScreen() {
  const { t } = useLanguage();
  const { orderId } = useParams({ from: '/orders/$orderId/exchange' });
  const order = useOrder(orderId);
  const goods = order.data?.lines.filter(({ stocked, quantity, cancelled = 0 }) => stocked && quantity > cancelled);
  return (
    <Stack>
      <BackToOrder orderId={orderId} />
      <ScreenTitle>{t('afterSales.exchange')}</ScreenTitle>
      {order.error && <ProblemView error={order.error} onRetry={() => void order.refetch()} />}
      {!order.error && !goods && <Loading />}
      {goods?.length === 0 && <Text>{t('afterSales.none')}</Text>}
      {goods && goods.length > 0 && <ExchangeForm orderId={orderId} goods={goods} />}
    </Stack>
  );
}

interface Wish {
  readonly quantity: number;
  readonly toSku: string;
}

function ExchangeForm({ orderId, goods }: { readonly orderId: string; readonly goods: readonly Line[] }) {
  const { t } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [wishes, setWishes] = useState<Readonly<Record<string, Wish>>>({});
  const [reason, setReason] = useState<Reason>('does-not-fit');
  const wishOf = ({ lineId, sku }: Line): Wish => wishes[lineId] ?? { quantity: 0, toSku: sku };
  const lines = goods
    .map((line) => ({ lineId: line.lineId, ...wishOf(line), reason: t(`order.reasons.${reason}`) }))
    .filter(({ quantity }) => quantity > 0);
  const request = useMutation({
    mutationFn: () => shop.orders.post('/v1/exchanges', { body: { orderId, mode: 'after-return', lines } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [EXCHANGES, orderId] });
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
        <Text size="sm">{t('afterSales.exchangeSays')}</Text>
        {goods.map((line) => (
          <Card withBorder padding="sm" key={line.lineId}>
            <WishFields
              line={line}
              wish={wishOf(line)}
              onChange={(wish) => setWishes((before) => ({ ...before, [line.lineId]: wish }))}
            />
          </Card>
        ))}
        <Select
          label={t('order.why')}
          data={REASONS.map((value) => ({ value, label: t(`order.reasons.${value}`) }))}
          value={reason}
          onChange={(value) => setReason((value as Reason | null) ?? reason)}
          allowDeselect={false}
        />
        {request.error && <ProblemView error={request.error} />}
        <Group>
          <Button type="submit" loading={request.isPending} disabled={lines.length === 0}>
            {t('afterSales.request')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface WishFieldsProps {
  readonly line: Line;
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
}

function WishFields({ line: { sku, title, quantity, cancelled = 0 }, wish, onChange }: WishFieldsProps) {
  const { t } = useLanguage();
  // The variants of the product of the line.
  const { data: variants = [] } = useQuery({
    queryKey: ['variants-of', sku],
    queryFn: async ({ signal }) => {
      const { productId } = (await shop.catalog.get('/v1/variants/{sku}', { path: { sku }, signal })).data;
      if (productId === null) return [];
      return (await shop.catalog.get('/v1/products/{productId}', { path: { productId }, signal })).data.variants;
    },
    retry: false,
  });
  const offered = new Map([[sku, title], ...variants.map((each) => [each.sku, each.title] as const)]);
  return (
    <Stack gap="xs">
      <NumberInput
        label={title}
        description={t('order.atMost', { count: quantity - cancelled })}
        min={0}
        max={quantity - cancelled}
        allowDecimal={false}
        clampBehavior="strict"
        value={wish.quantity}
        onChange={(typed) => onChange({ ...wish, quantity: Number(typed) || 0 })}
      />
      {wish.quantity > 0 && (
        <Select
          label={t('afterSales.instead')}
          data={[...offered].map(([value, name]) => ({ value, label: `${name} (${value})` }))}
          value={wish.toSku}
          onChange={(value) => onChange({ ...wish, toSku: value ?? wish.toSku })}
          allowDeselect={false}
        />
      )}
    </Stack>
  );
}
