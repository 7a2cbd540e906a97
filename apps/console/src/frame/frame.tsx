import { AppShell, Box, Burger, Group, NavLink, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { LiveProvider } from '../live/live';
import { useLanguage } from '../language/language';
import { useMay, useSession } from '../session/session';
import { Lamp } from './lamp';
import { PersonMenu } from './person-menu';
import { opens, SCREENS } from './screens';
import { SearchBox } from './search-box';

/** What stands around every screen. */
export function Frame() {
  const { t } = useLanguage();
  const may = useMay();
  const session = useSession();
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <LiveProvider isOpen={may('alignment.read')}>
      <AppShell
        header={{ height: { base: 108, sm: 60 } }}
        navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
        padding={{ base: 'sm', sm: 'lg' }}
      >
        <a className="skip" href="#screen">
          {t('frame.skip')}
        </a>
        <AppShell.Header>
          <Group h={60} px="sm" gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('frame.navigation')} />
            <UnstyledButton component={Link} to="/">
              <Group gap={8} wrap="nowrap">
                <img src="/icon.svg" alt="" width={28} height={28} />
                <Text fw={700} size="lg" visibleFrom="md" aria-hidden>
                  Concord
                </Text>
                <VisuallyHidden>Concord: {t('frame.home')}</VisuallyHidden>
              </Group>
            </UnstyledButton>
            <Box flex={1} visibleFrom="sm">
              <SearchBox />
            </Box>
            <Group gap="sm" ml="auto" wrap="nowrap">
              {may('alignment.read') && <Lamp />}
              <PersonMenu />
            </Group>
          </Group>
          <Box px="sm" hiddenFrom="sm">
            <SearchBox />
          </Box>
        </AppShell.Header>
        <AppShell.Navbar p="xs" aria-label={t('frame.navigation')}>
          {SCREENS.filter((screen) => opens(session, screen)).map(({ to, says, icon: Icon }) => (
            <NavLink
              key={to}
              component={Link}
              to={to}
              label={t(says)}
              leftSection={<Icon size={18} aria-hidden />}
              active={pathname === to || pathname.startsWith(`${to}/`)}
              aria-current={pathname === to ? 'page' : undefined}
              onClick={close}
              variant="light"
            />
          ))}
        </AppShell.Navbar>
        <AppShell.Main id="screen" tabIndex={-1}>
          <Outlet />
        </AppShell.Main>
      </AppShell>
    </LiveProvider>
  );
}
