import { Anchor, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconShoppingBag } from '@tabler/icons-react';
import type { Catalog, Inventory } from '@concord/client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddLine, useBasket } from '../basket/basket';
import { useLanguage } from '../language/language';
import { ProblemView } from '../problem/problem-view';
import { useSession } from '../session/session';

const UNITS_MAX = 999;

interface AddToBasketProps {
  readonly variant: Catalog.Variant;
  readonly availability: Inventory.Availability | undefined;
}

/** Puts units of a SKU into the basket. What is out and cannot be waited for is not offered. */
export function AddToBasket({ variant, availability }: AddToBasketProps) {
  const { t } = useLanguage();
  const { customerId } = useSession();
  const { data: basket } = useBasket();
  const add = useAddLine();
  const [quantity, setQuantity] = useState(1);
  const { sku, currency, priceMinor, badge } = variant;
  const isThere = availability ? availability.sellable + availability.backorderUnits > 0 : badge !== 'out';
  const inBasket = basket?.lines.find((line) => line.sku === sku)?.quantity ?? 0;
  if (priceMinor === null || currency === null || customerId === undefined) return null;
  return (
    <Stack gap="xs">
      <Group align="end" gap="sm">
        <NumberInput
          label={t('product.quantity')}
          w={110}
          min={1}
          max={UNITS_MAX}
          allowDecimal={false}
          clampBehavior="strict"
          value={quantity}
          onChange={(typed) => setQuantity(Number(typed) || 1)}
          disabled={!isThere}
        />
        <Button
          leftSection={<IconShoppingBag size={20} aria-hidden />}
          disabled={!isThere}
          loading={add.isPending}
          onClick={() => add.mutate({ sku, quantity, currency })}
        >
          {t('product.add')}
        </Button>
      </Group>
      {add.error && <ProblemView error={add.error} />}
      <Text size="sm" role="status" mih={22}>
        {inBasket > 0 && (
          <>
            {t('product.inBasket', { count: inBasket })}{' '}
            <Anchor renderRoot={(root) => <Link {...root} to="/basket" />}>{t('product.toBasket')}</Anchor>
          </>
        )}
      </Text>
    </Stack>
  );
}
