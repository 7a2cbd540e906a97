import { Button } from '@mantine/core';
import { IconShoppingCartPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useLanguage } from '../language/language';
import { useMay, useSession } from '../session/session';

/** The way to a basket for a customer, for those who order for others. */
export function NewOrderButton({ customerId }: { readonly customerId?: string }) {
  const { t } = useLanguage();
  const may = useMay();
  const { kind } = useSession();
  if (!may('order.place') || kind === 'customer') return null;
  return (
    <Button
      leftSection={<IconShoppingCartPlus size={18} aria-hidden />}
      renderRoot={(root) => (
        <Link {...root} to="/baskets/new" search={customerId === undefined ? {} : { customer: customerId }} />
      )}
    >
      {t('basket.new')}
    </Button>
  );
}
