import { ActionIcon, Box, Card, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';
import { ProblemView } from '../problem/problem-view';
import { Picture } from '../product/picture';
import { shop } from '../shop';
import { useOwnChange, type Basket } from './basket';

const UNITS_MAX = 999;
const PICTURE_PIXELS = 64;
const TITLES_STALE_MS = 300_000;
/** What changes the units at once. A number that is being typed counts when the field is left, or at Enter. */
const STEPS: readonly string[] = ['increment', 'decrement'];

type Quote = NonNullable<Basket['quote']>;

interface BasketLinesProps {
  readonly basket: Basket;
  readonly quote: Quote | undefined;
}

/** The lines of the basket, with the price of each as it was quoted. */
export function BasketLines({ basket, quote }: BasketLinesProps) {
  const { t } = useLanguage();
  const skus = basket.lines.map(({ sku }) => sku);
  // A basket that cannot be quoted has titles all the same.
  const { data: variants } = useQuery({
    queryKey: ['titles', ...skus],
    queryFn: async ({ signal }) =>
      (await shop.catalog.get('/v1/variants', { query: { sku: skus.join(',') }, signal })).data.items,
    staleTime: TITLES_STALE_MS,
  });
  return (
    <Stack component="ul" gap="sm" m={0} p={0} aria-label={t('basket.lines')}>
      {basket.lines.map((line) => (
        <BasketLine
          key={line.lineId}
          line={line}
          title={variants?.find(({ sku }) => sku === line.sku)?.title ?? line.sku}
          priced={quote?.lines.find(({ sku, isShipping }) => sku === line.sku && !isShipping)}
          currency={basket.currency}
        />
      ))}
    </Stack>
  );
}

interface BasketLineProps {
  readonly line: Basket['lines'][number];
  readonly title: string;
  readonly priced: Quote['lines'][number] | undefined;
  readonly currency: string;
}

function BasketLine({ line: { lineId, quantity }, title, priced, currency }: BasketLineProps) {
  const { t } = useLanguage();
  const change = useOwnChange(({ cartId }, units: number) => {
    const path = { cartId, lineId };
    return shop.orders.patch('/v1/carts/{cartId}/lines/{lineId}', { path, body: { quantity: units } });
  });
  const remove = useOwnChange<void>(({ cartId }) =>
    shop.orders.delete('/v1/carts/{cartId}/lines/{lineId}', { path: { cartId, lineId } }),
  );
  const set = (units: number) => {
    if (Number.isInteger(units) && units >= 1 && units !== quantity && !change.isPending) change.mutate(units);
  };
  return (
    <Card withBorder padding="sm" component="li" style={{ listStyle: 'none' }}>
      <Group wrap="nowrap" align="start" gap="sm">
        <Box w={PICTURE_PIXELS} style={{ borderRadius: 8, overflow: 'hidden', flexShrink: 0 }} visibleFrom="xs">
          <Picture title={title} size={PICTURE_PIXELS} />
        </Box>
        <Stack gap="xs" flex={1} miw={0}>
          <Group justify="space-between" wrap="nowrap" align="start" gap="xs">
            <Text fw={600}>{title}</Text>
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={t('basket.removeOf', { title })}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              <IconTrash size={20} aria-hidden />
            </ActionIcon>
          </Group>
          <Group justify="space-between" align="end" gap="xs">
            <NumberInput
              // Another line of the page may change this one, and a change that fails is taken back.
              key={`${quantity} ${change.isError}`}
              aria-label={t('basket.unitsOf', { title })}
              w={96}
              size="sm"
              min={1}
              max={UNITS_MAX}
              allowDecimal={false}
              clampBehavior="strict"
              defaultValue={change.isPending ? change.variables : quantity}
              onValueChange={({ floatValue = 0 }, { source }) => STEPS.includes(source) && set(floatValue)}
              onBlur={({ currentTarget }) => set(Number(currentTarget.value))}
              onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
              disabled={change.isPending || remove.isPending}
            />
            {priced && priced.quantity === quantity && (
              <Stack gap={0} align="end">
                <Text size="xs" c="dimmed">
                  {quantity} × <Money minor={priced.unitMinor} currency={currency} />
                </Text>
                <Money fw={700} minor={priced.totalMinor} currency={currency} />
              </Stack>
            )}
          </Group>
          {(change.error ?? remove.error) && <ProblemView error={change.error ?? remove.error} />}
        </Stack>
      </Group>
    </Card>
  );
}
