import { Anchor, Text } from '@mantine/core';
import type { Orders } from '@concord/client';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../language/language';

/** The order to which this one belongs: goods were added to it, or replaced. */
export function Belongs({ order: { addsTo, replaces } }: { readonly order: Orders.Order }) {
  const { t } = useLanguage();
  const orderId = addsTo ?? replaces;
  if (orderId === null) return null;
  return (
    <Text size="sm">
      {t(addsTo === null ? 'order.replaces' : 'order.addsTo')}{' '}
      <Anchor inherit renderRoot={(root) => <Link {...root} to="/orders/$orderId" params={{ orderId }} />}>
        {t('order.first')}
      </Anchor>
    </Text>
  );
}
