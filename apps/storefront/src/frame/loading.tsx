import { Group, Loader, VisuallyHidden } from '@mantine/core';
import { useLanguage } from '../language/language';

/** While an answer is on its way. */
export function Loading() {
  const { t } = useLanguage();
  return (
    <Group role="status" justify="center" py="xl">
      <Loader aria-hidden />
      <VisuallyHidden>{t('frame.loading')}</VisuallyHidden>
    </Group>
  );
}
