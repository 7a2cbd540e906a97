import { Button, Card, Group, Select, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { Loading } from '../frame/loading';
import { ScreenTitle } from '../frame/screen-title';
import { useLanguage } from '../language/language';
import { BackToOrder } from '../order/back-to-order';
import { useEligibility } from '../order/eligibility-query';
import { useOrder } from '../order/order-query';
import { ReasonField, type Reason } from '../order/reason-field';
import { RETURNS } from '../order/returns';
import { UnitsField } from '../order/units-field';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { ExchangePrice } from './exchange-price';
import { EXCHANGES } from './exchanges';

/** Whoever types is waited for. */
const TYPES_MS = 400;

/** A line of the order, and how many of its units can come back. */
type Line = Orders.Order['lines'][number] & { readonly left: number };

/** Goods that come back for others: of the same product in another variant, or the same once more. */
export function ExchangeScreen() {
  const { t } = useLanguage();
  const { orderId } = useParams({ from: '/orders/$orderId/exchange' });
  const order = useOrder(orderId);
  const eligibility = useEligibility(orderId, order.data);
  const error = order.error ?? eligibility.error;
  const leftOf = new Map(eligibility.data?.lines.map(({ lineId, left }) => [lineId, left]));
  const goods = (order.data?.lines ?? [])
    .map((line) => ({ ...line, left: leftOf.get(line.lineId) ?? 0 }))
    .filter(({ left }) => left > 0);
  const isKnown = order.data?.lines.some(({ stocked }) => stocked) === false || eligibility.data !== undefined;
  return (
    <Stack>
      <BackToOrder orderId={orderId} />
      <ScreenTitle>{t('afterSales.exchange')}</ScreenTitle>
      {error && (
        <ProblemView error={error} onRetry={() => void Promise.all([order.refetch(), eligibility.refetch()])} />
      )}
      {!error && !isKnown && <Loading />}
      {!error && isKnown && goods.length === 0 && (
        <Text>
          {t('afterSales.none')} {eligibility.data?.lines[0]?.detail}
        </Text>
      )}
      {goods.length > 0 && <ExchangeForm orderId={orderId} goods={goods} />}
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
  const [settled] = useDebouncedValue(wishes, TYPES_MS);
  const isSettled = settled === wishes;
  const wishOf = ({ lineId, sku }: Line, among = wishes): Wish => among[lineId] ?? { quantity: 0, toSku: sku };
  const wanted = goods
    .map((line) => ({ lineId: line.lineId, ...wishOf(line, settled) }))
    .filter(({ quantity }) => quantity > 0);
  const quote = useQuery({
    queryKey: ['exchange-quote', orderId, wanted],
    queryFn: async ({ signal }) =>
      (await shop.orders.post('/v1/exchanges/quote', { body: { orderId, lines: wanted }, signal })).data,
    enabled: wanted.length > 0,
    retry: false,
  });
  const request = useMutation({
    mutationFn: () => {
      const expected = quote.data ? { expectedTotalMinor: quote.data.totalMinor } : {};
      const lines = wanted.map((line) => ({ ...line, reason: t(`order.reasons.${reason}`) }));
      return shop.orders.post('/v1/exchanges', { body: { orderId, mode: 'after-return', lines, ...expected } });
    },
    // Prices may have changed since they were shown.
    onError: () => client.invalidateQueries({ queryKey: ['exchange-quote', orderId] }),
    onSuccess: async () => {
      // An exchange is a return as well.
      await Promise.all([EXCHANGES, RETURNS].map((key) => client.invalidateQueries({ queryKey: [key, orderId] })));
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
        <ReasonField reason={reason} onChange={setReason} />
        {wanted.length > 0 && quote.data && <ExchangePrice quote={quote.data} />}
        {wanted.length > 0 && quote.error && <ProblemView error={quote.error} onRetry={() => void quote.refetch()} />}
        {request.error && <ProblemView error={request.error} />}
        <Group>
          <Button type="submit" loading={request.isPending} disabled={!isSettled || !quote.data}>
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

function WishFields({ line: { sku, title, left }, wish, onChange }: WishFieldsProps) {
  const { t } = useLanguage();
  // The variants of the product of the line.
  const { data: variants = [] } = useQuery({
    queryKey: ['variants-of', sku],
    queryFn: async ({ signal }) => {
      const { productId } = (await shop.catalog.get('/v1/variants/{sku}', { path: { sku }, signal })).data;
      if (productId === null) return [];
      return (await shop.catalog.get('/v1/products/{productId}', { path: { productId }, signal })).data.variants;
    },
    enabled: wish.quantity > 0,
    retry: false,
  });
  const offered = new Map([[sku, title], ...variants.map((each) => [each.sku, each.title] as const)]);
  return (
    <Stack gap="xs">
      <UnitsField
        title={title}
        most={left}
        units={wish.quantity}
        onChange={(quantity) => onChange({ ...wish, quantity })}
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
