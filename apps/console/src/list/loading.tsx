import { Group, Loader, VisuallyHidden } from '@mantine/core';
import { useLanguage } from '../language/language';

/** While an answer is on its way. */
export function Loading({ size = 'md' }: { readonly size?: 'sm' | 'md' }) {
  const { t } = useLanguage();
  return (
    <Group role="status">
      <Loader size={size} aria-hidden />
      <VisuallyHidden>{t('list.loading')}</VisuallyHidden>
    </Group>
  );
}
