import { applyCoupon, applyPoints, applyVoucher, shortId } from '@concord/client/screens';
import { Badge, CloseButton, Group, Radio, Stack, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { Action } from '../action/action';
import { useLanguage } from '../language/language';
import { Money, money } from '../money/money';
import { When } from '../moment/when';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { useBasketChange, type Basket } from './basket';

interface BasketTermsProps {
  readonly basket: Basket;
  readonly quote: Orders.Quote | undefined;
}

/** Codes, vouchers and points of a basket, and how it is sent. */
export function BasketTerms({ basket, quote }: BasketTermsProps) {
  const { t, language } = useLanguage();
  const { cartId, currency, codes, voucherIds, points, customerId } = basket;
  const removeCode = useBasketChange(cartId, (code: string) =>
    shop.orders.delete('/v1/carts/{cartId}/coupons/{code}', { path: { cartId, code } }),
  );
  const removeVoucher = useBasketChange(cartId, (voucherId: string) =>
    shop.orders.delete('/v1/carts/{cartId}/vouchers/{voucherId}', { path: { cartId, voucherId } }),
  );
  const paid = new Map(quote?.quote?.credits?.vouchers.map(({ voucherId, amountMinor }) => [voucherId, amountMinor]));
  const said = (voucherId: string) => {
    const amount = paid.get(voucherId);
    return `${shortId(voucherId)}${amount === undefined ? '' : ` ${money(amount, currency, language)}`}`;
  };
  return (
    <Stack gap="sm">
      <Group gap="xs">
        {codes.map((code) => (
          <Applied key={code} says={code} onRemove={() => removeCode.mutate(code)} />
        ))}
        {voucherIds.map((id) => (
          <Applied key={id} says={said(id)} onRemove={() => removeVoucher.mutate(id)} />
        ))}
        {points > 0 && <Badge variant="light">{t('basket.points', { count: points })}</Badge>}
      </Group>
      {(removeCode.error ?? removeVoucher.error) && <ProblemView error={removeCode.error ?? removeVoucher.error} />}
      <Group gap="xs">
        <Action
          label={t('basket.applyCode')}
          says={t('basket.codeSays')}
          size="compact-sm"
          fields={[{ name: 'code', label: t('basket.code'), kind: 'text', max: 40 }]}
          run={({ code }) => applyCoupon(shop, basket, String(code).trim())}
        />
        <Action
          label={t('basket.applyVoucher')}
          says={t('basket.voucherSays')}
          size="compact-sm"
          fields={[{ name: 'code', label: t('basket.code'), kind: 'text', max: 40 }]}
          run={({ code }) => applyVoucher(shop, basket, String(code).trim())}
        />
        {customerId !== null && (
          <Action
            label={t('basket.applyPoints')}
            says={t('basket.pointsSay')}
            size="compact-sm"
            fields={[{ name: 'points', label: t('basket.pointsWanted'), kind: 'number', min: 0, initial: points }]}
            run={({ points: wanted }) => applyPoints(shop, basket, Number(wanted ?? 0))}
          />
        )}
      </Group>
      {quote && <Ways basket={basket} quote={quote} />}
    </Stack>
  );
}

const Applied = ({ says, onRemove }: { readonly says: string; readonly onRemove: () => void }) => {
  const { t } = useLanguage();
  return (
    <Badge
      variant="light"
      tt="none"
      rightSection={
        <CloseButton size={16} c="inherit" aria-label={t('basket.removeOf', { sku: says })} onClick={onRemove} />
      }
    >
      {says}
    </Badge>
  );
};

function Ways({
  basket: { cartId },
  quote: { quote, shipOptions },
}: {
  readonly basket: Basket;
  readonly quote: Orders.Quote;
}) {
  const { t } = useLanguage();
  const choose = useBasketChange(cartId, (option: string) =>
    shop.orders.put('/v1/carts/{cartId}/shipping', { path: { cartId }, body: { option } }),
  );
  if (!quote || shipOptions.length === 0) return <Text size="sm">{t('basket.noWays')}</Text>;
  return (
    <>
      <Radio.Group
        label={t('basket.ways')}
        value={quote.shipping?.option ?? null}
        onChange={(option) => choose.mutate(option)}
      >
        <Stack gap={6} mt={4}>
          {shipOptions.map(({ option, name, priceMinor, promisedTo }) => (
            <Radio
              key={option}
              value={option}
              disabled={choose.isPending}
              label={
                <>
                  {name} · <Money minor={priceMinor} currency={quote.currency} /> · {t('basket.until')}{' '}
                  <When at={promisedTo} />
                </>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      {choose.error && <ProblemView error={choose.error} />}
    </>
  );
}
