import {
  ActionIcon,
  Avatar,
  Group,
  Menu,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { IconLogout, IconMoon, IconSun, IconSunMoon } from '@tabler/icons-react';
import { LANGUAGES, type Language } from '@concord/client/screens';
import { useLanguage } from '../language/language';
import { signOut, useSession } from '../session/session';

const SCHEMES = [
  ['light', 'frame.person.light', IconSun],
  ['dark', 'frame.person.dark', IconMoon],
  ['auto', 'frame.person.auto', IconSunMoon],
] as const;

/** Who is signed in, the language, the colours, and the way out. */
export function PersonMenu() {
  const { t, language, choose } = useLanguage();
  const { name, roles, signedInBy } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const spoken = roles.map((role) => role.replaceAll('_', ' ')).join(', ');
  return (
    <Menu position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <UnstyledButton>
          <Group gap="xs" wrap="nowrap">
            <Avatar aria-hidden name={name} color="sea" variant="filled" size="md" radius="xl" />
            <VisuallyHidden>{t('frame.person.menu', { name })}</VisuallyHidden>
            <span aria-hidden>
              <Text size="sm" fw={600} visibleFrom="lg" lh={1.2}>
                {name}
              </Text>
              <Text size="xs" visibleFrom="lg" lh={1.2} maw={170} truncate>
                {spoken}
              </Text>
            </span>
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {name}
          <br />
          {spoken}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('frame.person.language')}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((each) => (
          <Menu.Item key={each} lang={each} onClick={() => choose(each)} fw={each === language ? 700 : 400}>
            {LANGUAGES[each]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('frame.person.colours')}</Menu.Label>
        <Group gap="xs" px="sm" pb="xs">
          {SCHEMES.map(([scheme, says, Icon]) => (
            <ActionIcon
              key={scheme}
              variant={scheme === colorScheme ? 'filled' : 'default'}
              aria-label={t(says)}
              aria-pressed={scheme === colorScheme}
              onClick={() => setColorScheme(scheme)}
            >
              <Icon size={16} aria-hidden />
            </ActionIcon>
          ))}
        </Group>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t(signedInBy === 'development' ? 'frame.person.change' : 'frame.person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
