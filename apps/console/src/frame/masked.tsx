import { Text } from '@mantine/core';
import { useLanguage } from '../language/language';

/** Says what the person may not see; nothing where that is nothing. */
export function Masked({ members = [] }: { readonly members: readonly string[] | undefined }) {
  const { t } = useLanguage();
  if (members.length === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {t('frame.masked', { members: members.join(', ') })}
    </Text>
  );
}
