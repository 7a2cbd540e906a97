import { Button, Group, NumberInput, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Orders } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Applied } from './applied';
import { useLanguage } from '../language/language';
import { applyCoupon, applyPoints, applyVoucher, money } from '@concord/client/screens';
import { ProblemView } from '../problem/problem-view';
import { useSession } from '../session/session';
import { shop } from '../shop';
import { useOwnChange, type Basket } from './basket';

interface CreditsProps {
  readonly basket: Basket;
  readonly quote: Orders.Quote | undefined;
}

/** What makes the basket cheaper or pays a part of it: a code, vouchers, points. */
export function Credits({ basket, quote }: CreditsProps) {
  const { t, language } = useLanguage();
  const { guest } = useSession();
  const coupon = useOwnChange((own, code: string) => applyCoupon(shop, own, code));
  const voucher = useOwnChange((own, code: string) => applyVoucher(shop, own, code));
  const removeCoupon = useOwnChange(({ cartId }, code: string) =>
    shop.orders.delete('/v1/carts/{cartId}/coupons/{code}', { path: { cartId, code } }),
  );
  const removeVoucher = useOwnChange(({ cartId }, voucherId: string) =>
    shop.orders.delete('/v1/carts/{cartId}/vouchers/{voucherId}', { path: { cartId, voucherId } }),
  );
  const paid = new Map(quote?.quote?.credits?.vouchers.map(({ voucherId, amountMinor }) => [voucherId, amountMinor]));
  const nameOf = (voucherId: string) => {
    const amount = paid.get(voucherId);
    const said = amount === undefined ? '' : ` · ${money(amount, basket.currency, language)}`;
    return `${t('basket.byVoucher', { end: voucherId.slice(-4) })}${said}`;
  };
  return (
    <Stack gap="sm">
      <Title order={2} size="h4" id="credits">
        {t('basket.credits')}
      </Title>
      <CodeForm label={t('basket.coupon')} change={coupon} />
      <Applied
        items={basket.codes.map((code) => ({ key: code, says: code }))}
        isPending={removeCoupon.isPending}
        onRemove={(code) => removeCoupon.mutate(code)}
      />
      <CodeForm label={t('basket.voucher')} change={voucher} />
      <Applied
        items={basket.voucherIds.map((id) => ({ key: id, says: nameOf(id) }))}
        isPending={removeVoucher.isPending}
        onRemove={(id) => removeVoucher.mutate(id)}
      />
      {!guest && <Points basket={basket} />}
      {(removeCoupon.error ?? removeVoucher.error) && <ProblemView error={removeCoupon.error ?? removeVoucher.error} />}
    </Stack>
  );
}

interface CodeFormProps {
  readonly label: string;
  readonly change: {
    readonly mutate: (code: string, done: { onSuccess: () => void }) => void;
    readonly isPending: boolean;
    readonly error: Error | null;
  };
}

function CodeForm({ label, change }: CodeFormProps) {
  const { t } = useLanguage();
  const [code, setCode] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') change.mutate(code.trim(), { onSuccess: () => setCode('') });
  };
  return (
    <form onSubmit={submit}>
      <Group align="end" gap="xs" wrap="nowrap">
        <TextInput
          label={label}
          flex={1}
          value={code}
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('basket.apply')}
        </Button>
      </Group>
      {change.error && <ProblemView error={change.error} />}
    </form>
  );
}

function Points({ basket }: { readonly basket: Basket }) {
  const { t } = useLanguage();
  const { customerId = '' } = useSession();
  const { data } = useQuery({
    queryKey: ['points', customerId],
    queryFn: async ({ signal }) =>
      (await shop.marketing.get('/v1/loyalty/{customerId}', { path: { customerId }, signal })).data,
  });
  const [typed, setTyped] = useState<number | string>(basket.points);
  const apply = useOwnChange((own, points: number) => applyPoints(shop, own, points));
  if (!data || (data.available === 0 && basket.points === 0)) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply.mutate(Number(typed) || 0);
  };
  return (
    <form onSubmit={submit}>
      <Group align="end" gap="xs" wrap="nowrap">
        <NumberInput
          label={t('basket.points', { count: data.available })}
          flex={1}
          min={0}
          max={data.available}
          allowDecimal={false}
          value={typed}
          onChange={setTyped}
        />
        <Button type="submit" variant="default" loading={apply.isPending}>
          {t('basket.apply')}
        </Button>
      </Group>
      {basket.points > 0 && <Text size="sm">{t('basket.pointsPay', { count: basket.points })}</Text>}
      {apply.error && <ProblemView error={apply.error} />}
    </form>
  );
}
