import { Anchor, AppShell, Container, Group, Indicator, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconPackage, IconShoppingBag } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { useBasket } from '../basket/basket';
import { useLanguage } from '../language/language';
import { useSession } from '../session/session';
import { AccountMenu } from './account-menu';

/** What stands around every screen. */
export function Frame() {
  const { t } = useLanguage();
  return (
    <AppShell header={{ height: 60 }} padding={0}>
      <a className="skip" href="#screen">
        {t('frame.skip')}
      </a>
      <AppShell.Header>
        <Container size="lg" h="100%">
          <Group h="100%" gap="xs" wrap="nowrap" justify="space-between">
            <UnstyledButton component={Link} to="/">
              <Group gap={8} wrap="nowrap">
                <img src="/shop/icon.svg" alt="" width={28} height={28} />
                <Text fw={700} size="lg">
                  {t('frame.name')}
                </Text>
              </Group>
            </UnstyledButton>
            <Group gap="xs" wrap="nowrap" component="nav" aria-label={t('frame.navigation')}>
              <OrdersLink />
              <BasketLink />
              <AccountMenu />
            </Group>
          </Group>
        </Container>
      </AppShell.Header>
      <AppShell.Main id="screen" tabIndex={-1}>
        <Container size="lg" py="md">
          <StaffNotice />
          <Outlet />
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}

function OrdersLink() {
  const { t } = useLanguage();
  return (
    <UnstyledButton component={Link} to="/orders" p={8} className="icon-link" aria-label={t('frame.orders')}>
      <Group gap={6} wrap="nowrap">
        <IconPackage size={24} aria-hidden />
        <Text size="sm" visibleFrom="sm">
          {t('frame.orders')}
        </Text>
      </Group>
    </UnstyledButton>
  );
}

function BasketLink() {
  const { t } = useLanguage();
  const { data: basket } = useBasket();
  const units = basket?.lines.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;
  return (
    <UnstyledButton component={Link} to="/basket" p={8} className="icon-link">
      <Group gap={8} wrap="nowrap">
        <Indicator label={units} size={18} disabled={units === 0} aria-hidden offset={2} display="flex">
          <IconShoppingBag size={24} />
        </Indicator>
        <Text size="sm" visibleFrom="sm" aria-hidden>
          {t('frame.basket')}
        </Text>
        <VisuallyHidden>{t('frame.basketOf', { count: units })}</VisuallyHidden>
      </Group>
    </UnstyledButton>
  );
}

/** Staff have no basket of their own: they order for customers in the console. */
function StaffNotice() {
  const { t } = useLanguage();
  const { customerId } = useSession();
  if (customerId !== undefined) return null;
  return (
    <Text size="sm" mb="md" role="status">
      {t('frame.staff')} <Anchor href="/">{t('frame.console')}</Anchor>
    </Text>
  );
}
