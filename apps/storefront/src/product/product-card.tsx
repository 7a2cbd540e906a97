import { Anchor, Card, Stack, Text } from '@mantine/core';
import type { Catalog, Orders } from '@concord/client';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { Money } from '../money/money';
import { AvailabilityBadge } from './availability';
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
  const { productId, title, currency, offers, badge } = product;
  const costs = offers.map(({ sku, priceMinor: standardMinor }) => prices.get(sku)?.unitMinor ?? standardMinor);
  const known = costs.filter((minor) => minor !== null);
  const priceMinor = known.length > 0 ? Math.min(...known) : product.priceMinor;
  const hasSeveral = new Set(costs).size > 1;
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
        <Text fw={700} mt="auto">
          {priceMinor !== null && currency !== null ? (
            <>
              {hasSeveral && `${t('product.from')} `}
              <Money minor={priceMinor} currency={currency} />
            </>
          ) : (
            t('product.onRequest')
          )}
        </Text>
        <AvailabilityBadge badge={badge} />
      </Stack>
    </Card>
  );
}
