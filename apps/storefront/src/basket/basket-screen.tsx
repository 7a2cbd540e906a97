import { Anchor, Button, Card, Grid, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { LastOrder } from '../checkout/last-order';
import { Loading } from '../frame/loading';
import { ScreenTitle } from '../frame/screen-title';
import { useLanguage } from '../language/language';
import { ProblemView } from '../problem/problem-view';
import { useSession } from '../session/session';
import { useBasket, useQuote, type Basket } from './basket';
import { BasketLines } from './basket-lines';
import { Credits } from './credits';
import { Hold } from './hold';
import { Totals } from './totals';

/** What the customer wants, until it is ordered. */
export function BasketScreen() {
  const { t } = useLanguage();
  const { customerId } = useSession();
  const query = useBasket();
  return (
    <Stack>
      <ScreenTitle>{t('basket.title')}</ScreenTitle>
      {query.error && <ProblemView error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && customerId !== undefined && <Loading />}
      {(query.data === null || query.data?.lines.length === 0) && <Empty />}
      {query.data && query.data.lines.length > 0 && <Filled basket={query.data} />}
    </Stack>
  );
}

function Empty() {
  const { t } = useLanguage();
  return (
    <>
      <LastOrder />
      <Text>{t('basket.empty')}</Text>
      <Text>
        <Anchor renderRoot={(root) => <Link {...root} to="/" />}>{t('frame.toShop')}</Anchor>
      </Text>
    </>
  );
}

function Filled({ basket }: { readonly basket: Basket }) {
  const { t } = useLanguage();
  const quote = useQuote(basket);
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack>
          <Hold basket={basket} />
          <BasketLines basket={basket} quote={quote.data?.quote ?? undefined} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Stack>
          <Card withBorder component="section" aria-labelledby="credits">
            <Credits basket={basket} quote={quote.data} />
          </Card>
          <Card withBorder component="section" aria-label={t('basket.total')}>
            <Totals query={quote} />
            <Button
              fullWidth
              mt="md"
              size="lg"
              disabled={!quote.data || quote.isError}
              renderRoot={(root) => <Link {...root} to="/checkout" />}
            >
              {t('basket.checkout')}
            </Button>
          </Card>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
