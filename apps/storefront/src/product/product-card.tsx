import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import type { Catalog, Orders } from '@concord/client';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';
import { AvailabilityBadge } from './availability';
import { cardPricesOf } from './card-prices';
import { Picture } from './picture';

const PICTURE_PIXELS = 132;

interface ProductCardProps {
  readonly product: Catalog.ListedProduct;
  /** What SKUs cost the customer, as far as that is known. */
  readonly prices: ReadonlyMap<string, Orders.BuyerPrice>;
}

/** A product in the list. The whole card leads to it; its title is the link. */
export function ProductCard({ product, prices }: ProductCardProps) {
  const { t } = useLanguage();
  const { productId, title, currency, badge } = product;
  const costs = currency === null ? [] : cardPricesOf(product, prices);
  return (
    <Card withBorder padding={0} component="li" className="card" pos="relative" style={{ listStyle: 'none' }}>
      <Picture title={title} size={PICTURE_PIXELS} />
      <Stack gap={4} p="sm" flex={1}>
        <Anchor
          underline="never"
          c="inherit"
          fw={600}
          size="sm"
          lineClamp={2}
          mih={40}
          renderRoot={(root) => <Link {...root} to="/products/$productId" params={{ productId }} />}
        >
          {title}
          <span style={{ position: 'absolute', inset: 0 }} />
        </Anchor>
        <Stack gap={0} mt="auto">
          {costs.length === 0 && <Text fw={700}>{t('product.onRequest')}</Text>}
          {costs.map(({ minor, taxIncluded, isOwn, hasSeveral }) => (
            <Group gap={4} align="baseline" key={String(taxIncluded)}>
              <Text fw={700}>
                {hasSeveral && `${t('product.from')} `}
                <Money minor={minor} currency={currency!} />
              </Text>
              {isOwn && <Text size="xs">{t(taxIncluded ? 'product.yourPrice' : 'product.yourPricePlusTax')}</Text>}
            </Group>
          ))}
        </Stack>
        <AvailabilityBadge badge={badge} />
      </Stack>
    </Card>
  );
}
