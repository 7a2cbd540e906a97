import { Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  /** What is said where there is nothing to show. */
  readonly empty?: string | false;
  readonly children: ReactNode;
}

/** A part of a screen, under its own title. */
export const Section = ({ title, empty, children }: SectionProps) => (
  <Card withBorder component="section">
    <Title order={2} size="h4" mb="sm">
      {title}
    </Title>
    <Stack gap="xs">{empty ? <Text size="sm">{empty}</Text> : children}</Stack>
  </Card>
);
