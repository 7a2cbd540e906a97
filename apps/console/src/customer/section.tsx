import { Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/language';

interface SectionProps {
  readonly title: string;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

/** A part of the page of a customer. */
export function Section({ title, isEmpty, children }: SectionProps) {
  const { t } = useLanguage();
  return (
    <Card withBorder component="section">
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      <Stack gap="xs">{isEmpty ? <Text size="sm">{t('customer.none')}</Text> : children}</Stack>
    </Card>
  );
}
