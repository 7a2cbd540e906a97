import { Anchor, Button, Checkbox, Grid, Group, Stack, Text } from '@mantine/core';
import { isProblem } from '@concord/client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useBasket, useQuote, type Basket } from '../basket/basket';
import { Hold } from '../basket/hold';
import { holdStateOf } from '../basket/hold-state';
import { Totals } from '../basket/totals';
import { Loading } from '../frame/loading';
import { Part } from '../frame/part';
import { ScreenTitle } from '../frame/screen-title';
import { useLanguage } from '../language/language';
import { money } from '@concord/client/screens';
import { ProblemView } from '../problem/problem-view';
import { AddressForm, AddressWords, isAddressed } from './address-form';
import { LastOrder } from './last-order';
import { Payment, type Paying } from './payment';
import { PriceChange } from './price-change';
import { usePlaceOrder } from './place-order';
import { WaysToShip } from './ways-to-ship';

/** From the basket to the order: where to, how, what it costs, how it is paid. */
export function CheckoutScreen() {
  const { t } = useLanguage();
  const { data: basket, error, isPending, refetch } = useBasket();
  return (
    <Stack>
      <Anchor size="sm" underline="hover" renderRoot={(root) => <Link {...root} to="/basket" />}>
        ← {t('checkout.back')}
      </Anchor>
      <ScreenTitle>{t('checkout.title')}</ScreenTitle>
      {error && <ProblemView error={error} onRetry={() => void refetch()} />}
      {isPending && <Loading />}
      {(basket === null || basket?.lines.length === 0) && (
        <>
          <LastOrder />
          <Text>{t('basket.empty')}</Text>
        </>
      )}
      {basket && basket.lines.length > 0 && <Checkout basket={basket} />}
    </Stack>
  );
}

const AS_FIRST: Paying = { method: 'card', token: 'ok', purchaseOrderNumber: '' };

function Checkout({ basket }: { readonly basket: Basket }) {
  const { t, language } = useLanguage();
  const isComplete = isAddressed(basket);
  const [isTyping, setTyping] = useState(!isComplete);
  const [paying, setPaying] = useState(AS_FIRST);
  const [mayWait, setMayWait] = useState(false);
  const quote = useQuote(basket);
  const place = usePlaceOrder();
  const { sums, quote: quoted } = quote.data ?? {};
  const isShort = holdStateOf(basket) === 'short';
  const isPaid = sums?.toPayMinor === 0;
  const order = () => {
    if (!quoted) return;
    const { method, token, purchaseOrderNumber } = paying;
    place.mutate({
      cartId: basket.cartId,
      quoteId: quoted.quoteId,
      payment: { method, ...(method === 'card' && !isPaid && token.trim() !== '' && { token: token.trim() }) },
      ...(isShort && mayWait && { mayWait }),
      ...(purchaseOrderNumber.trim() !== '' && { purchaseOrderNumber: purchaseOrderNumber.trim() }),
    });
  };
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack>
          <Part title={t('checkout.address')}>
            {isTyping ? (
              <AddressForm basket={basket} onDone={() => setTyping(false)} />
            ) : (
              <Group justify="space-between" align="start">
                <div>
                  {basket.shipTo && <AddressWords address={basket.shipTo} />}
                  <Text size="sm">{[basket.contact?.email, basket.contact?.phone].filter(Boolean).join(', ')}</Text>
                </div>
                <Button size="xs" variant="default" onClick={() => setTyping(true)}>
                  {t('checkout.change')}
                </Button>
              </Group>
            )}
          </Part>
          <Part title={t('checkout.ways')}>{quote.data ? <WaysToShip quote={quote.data} /> : <Loading />}</Part>
          <Part title={t('checkout.payment')}>
            <Payment paying={paying} onChange={setPaying} isPaid={isPaid} />
          </Part>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack>
          <Hold basket={basket} />
          {isShort && (
            <Checkbox
              label={t('checkout.mayWait')}
              checked={mayWait}
              onChange={({ currentTarget }) => setMayWait(currentTarget.checked)}
            />
          )}
          <Part title={t('checkout.costs')}>
            <Totals query={quote} />
            {place.error &&
              (isProblem(place.error, 'quote-stale') ? (
                <PriceChange problem={place.error} />
              ) : (
                <ProblemView error={place.error} />
              ))}
            <Button
              fullWidth
              mt="md"
              size="lg"
              loading={place.isPending}
              disabled={!quoted || quote.isFetching || quote.isError || !isComplete || isTyping}
              onClick={order}
            >
              {quoted && sums
                ? t('checkout.order', { amount: money(sums.toPayMinor, quoted.currency, language) })
                : t('checkout.orderNow')}
            </Button>
            {(!isComplete || isTyping) && (
              <Text size="sm" mt="xs">
                {t('checkout.addressFirst')}
              </Text>
            )}
          </Part>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
