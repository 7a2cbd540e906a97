import { ActionIcon, Group, Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { IconLogin2, IconLogout, IconMoon, IconSun, IconSunMoon, IconUser } from '@tabler/icons-react';
import { LANGUAGES, type Language } from '@concord/client/screens';
import { useLanguage } from '../language/language';
import { signIn, signOut, useSession } from '../session/session';

const SCHEMES = [
  ['light', 'frame.light', IconSun],
  ['dark', 'frame.dark', IconMoon],
  ['auto', 'frame.auto', IconSunMoon],
] as const;

/** Who shops, the language, the colours, and the way in or out. */
export function AccountMenu() {
  const { t, language, choose } = useLanguage();
  const { name, guest } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={240} withinPortal>
      <Menu.Target>
        <UnstyledButton p={8} className="icon-link">
          <IconUser size={24} aria-hidden />
          <VisuallyHidden>{guest ? t('frame.account') : t('frame.accountOf', { name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{guest ? t('frame.guest') : name}</Menu.Label>
        {guest ? (
          <Menu.Item leftSection={<IconLogin2 size={18} aria-hidden />} onClick={() => void signIn()}>
            {t('frame.signIn')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconLogout size={18} aria-hidden />} onClick={() => void signOut()}>
            {t('frame.signOut')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{t('frame.language')}</Menu.Label>
        {(Object.keys(LANGUAGES) as Language[]).map((each) => (
          <Menu.Item key={each} lang={each} onClick={() => choose(each)} fw={each === language ? 700 : 400}>
            {LANGUAGES[each]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('frame.colours')}</Menu.Label>
        <Group gap="xs" px="sm" pb="xs">
          {SCHEMES.map(([scheme, says, Icon]) => (
            <ActionIcon
              key={scheme}
              size="lg"
              variant={scheme === colorScheme ? 'filled' : 'default'}
              aria-label={t(says)}
              aria-pressed={scheme === colorScheme}
              onClick={() => setColorScheme(scheme)}
            >
              <Icon size={18} aria-hidden />
            </ActionIcon>
          ))}
        </Group>
      </Menu.Dropdown>
    </Menu>
  );
}
