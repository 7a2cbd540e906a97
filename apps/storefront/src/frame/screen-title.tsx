import { Title, type TitleProps } from '@mantine/core';
import { useEffect } from 'react';
import { useLanguage } from '../language/language';

/** The title of a screen, on the page and in the tab of the browser. */
export function ScreenTitle({ children, ...props }: { readonly children: string } & TitleProps) {
  const { t } = useLanguage();
  useEffect(() => {
    document.title = `${children} · ${t('frame.name')}`;
  }, [children, t]);
  return (
    <Title order={1} size="h2" {...props}>
      {children}
    </Title>
  );
}
