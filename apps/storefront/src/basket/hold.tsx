import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { minutesAndSeconds, useClock } from '../moment/clock';
import { useLanguage } from '../language/language';
import { ProblemView } from '../problem/problem-view';
import { shop } from '../shop';
import { useOwnChange, type Basket } from './basket';
import { holdStateOf } from './hold-state';
import { Short } from './short';

/** Whether the units are kept, for how much longer, and what is short. */
export function Hold({ basket }: { readonly basket: Basket }) {
  const { t } = useLanguage();
  const { expiresAt } = basket.hold;
  const state = holdStateOf(basket);
  const leftMs = (expiresAt === null ? 0 : Date.parse(expiresAt)) - useClock(state === 'held');
  const extend = useOwnChange<void>(({ cartId }) =>
    shop.orders.post('/v1/carts/{cartId}/extend', { path: { cartId } }),
  );
  if (state === 'nothing') return null;
  if (state === 'awaited') return <Text size="sm">{t('basket.keeping')}</Text>;
  if (state === 'short') return <Short basket={basket} />;
  const isOver = state === 'over' || leftMs <= 0;
  return (
    <Alert variant="light" color={isOver ? 'orange' : 'moss'} p="sm">
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          {/* A screen reader hears the sentence, and not every second. */}
          <Text size="sm" flex="1 1 180px">
            {isOver ? t('basket.over') : t('basket.kept')}{' '}
            {!isOver && (
              <Text component="span" inherit fw={700} className="figures">
                {minutesAndSeconds(leftMs)}
              </Text>
            )}
          </Text>
          <Button size="xs" variant="default" loading={extend.isPending} onClick={() => extend.mutate()}>
            {t(isOver ? 'basket.keepAgain' : 'basket.keepLonger')}
          </Button>
        </Group>
        {extend.error && <ProblemView error={extend.error} />}
      </Stack>
    </Alert>
  );
}
