import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../language/language';

/** From a screen about an order back to it. */
export function BackToOrder({ orderId }: { readonly orderId: string }) {
  const { t } = useLanguage();
  return (
    <Anchor
      size="sm"
      underline="hover"
      renderRoot={(root) => <Link {...root} to="/orders/$orderId" params={{ orderId }} />}
    >
      ← {t('order.back')}
    </Anchor>
  );
}
